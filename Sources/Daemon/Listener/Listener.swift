package import Booking
package import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
package import Registry
internal import ServiceLifecycle
internal import Synchronization
internal import Wire

/// Takes connections on the plain port and, with a certificate, on the TLS port, and drains them when told to stop.
package final class Listener: Service {
    /// The ports that are really open.
    package struct Ports: Hashable, Sendable {
        package let plain: Int
        package let tls: Int?
    }

    package let ports: Ports
    private let settings: Settings
    private let servers: [any Channel]
    private let threads: MultiThreadedEventLoopGroup
    private let loops: [SessionLoop]
    private let crowd: Crowd
    private let logger: Logger

    /// Opens the ports; from now on connections are taken.
    package init(
        _ settings: Settings, calendar: ZoneCalendar, version: String, handler: any CommandHandling,
        figures: ListenerFigures, clock: any WallClock, logger: Logger
    ) async throws {
        let language = settings.zone.language
        let name = settings.zone.name
        let time: @Sendable () -> String = { TimeText.format(clock.now(), in: calendar) }
        let ground = ListenerGround(
            limits: settings.limits, handler: handler,
            signIns: SignInGuard(allowedPerMinute: settings.limits.authFailures),
            figures: figures,
            greeting: { tls in
                Reply.greeting {
                    $0.add("server", "yiqid/\(version)")
                    $0.add("zone", quoted: name)
                    $0.add("time", time())
                    $0.add("tls", tls)
                }
            }, time: time, logger: logger)
        let secret = try TLSMaterial.context(settings.tls)
        let count = settings.listen.threads == 0 ? System.coreCount : settings.listen.threads
        threads = MultiThreadedEventLoopGroup(numberOfThreads: count)
        loops = threads.makeIterator().map { SessionLoop($0) }
        crowd = Crowd()
        let doors = Doors(
            ground: ground, language: language, admission: Admission(settings.limits), loops: loops, crowd: crowd)
        do {
            let plain = try await doors.open(settings.listen.host, settings.listen.port, on: threads, tls: nil)
            var servers = [plain]
            if let secret {
                do {
                    servers.append(
                        try await doors.open(settings.listen.host, settings.tls.port, on: threads, tls: secret))
                } catch {
                    try? await plain.close()
                    throw error
                }
            }
            self.servers = servers
        } catch {
            try? await threads.shutdownGracefully()
            throw error
        }
        ports = Ports(
            plain: servers[0].localAddress?.port ?? 0, tls: servers.count > 1 ? servers[1].localAddress?.port : nil)
        self.settings = settings
        self.logger = logger
        if let path = settings.listen.portFile {
            try Files.replace(path, with: ([ports.plain] + [ports.tls].compactMap(\.self)).map { "\($0)\n" }.joined())
        }
    }

    /// Serves until told to stop; then finishes what was accepted, within `drain.timeout`.
    package func run() async throws {
        // Often enough for the shortest time that is set, and never a burden.
        let shortest = min(settings.limits.idle, settings.limits.outboundTime, .seconds(4))
        let interval = TimeAmount.nanoseconds(max(Int64(20_000_000), (shortest / 4).nanoseconds))
        let watches = loops.map { $0.watch(every: interval) }
        await whenShuttingDown()
        for server in servers { try? await server.close() }
        logger.notice("draining", metadata: ["connections": "\(crowd.count)"])
        // One that was taken just now joins its loop later than this drain: it is told by the second.
        for loop in loops { loop.drain() }
        if await !crowd.isEmpty(within: settings.drain.timeout, again: { for loop in self.loops { loop.drain() } }) {
            logger.warning("the drain took too long; cutting", metadata: ["connections": "\(crowd.count)"])
        }
        for loop in loops { loop.cut() }
        for watch in watches { watch.cancel() }
        _ = await crowd.isEmpty(within: .seconds(2), again: { for loop in self.loops { loop.cut() } })
        for loop in loops { loop.close() }
        try? await threads.shutdownGracefully()
        if let path = settings.listen.portFile { try? Files.remove(path) }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
