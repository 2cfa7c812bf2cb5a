import Booking
import Logging
import Registry
import ServiceLifecycle

@testable import Daemon

/// A listener on a free port for the length of a test.
struct RunningListener {
    let port: Int
    let tlsPort: Int?
    let figures: ListenerFigures
    let stop: @Sendable () async -> Void

    /// - Parameter adjust: changes to settings that suit tests.
    static func with(
        _ handler: any CommandHandling = TestHandler(), adjust: (inout Settings) -> Void = { _ in },
        _ body: (RunningListener) async throws -> Void
    ) async throws {
        var settings = Settings()
        settings.listen.port = 0
        settings.tls.port = 0
        settings.listen.threads = 2
        settings.drain.timeout = .seconds(30)
        adjust(&settings)
        let figures = ListenerFigures()
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let listener = try await Listener(
            settings, calendar: try ZoneFile.load("Asia/Shanghai"), version: "0.0.0", handler: handler,
            figures: figures, clock: SystemClock(), logger: logger)
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [listener], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let running = RunningListener(
                port: listener.ports.plain, tlsPort: listener.ports.tls, figures: figures,
                stop: { await group.triggerGracefulShutdown() })
            do {
                try await body(running)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// A connection that has read its greeting.
    func connect(signIn: Bool = false, receiveBuffer: Int32? = nil) async throws -> TestClient {
        let client = try TestClient(port: port, receiveBuffer: receiveBuffer)
        _ = await client.lines(1)
        if signIn {
            await client.send("AUTH token=good\n")
            _ = await client.lines(1)
        }
        return client
    }
}

/// Waits for something that another thread brings about. Its caller's test hangs if it never comes; it asserts no time.
func eventually(_ condition: () -> Bool) async {
    while !condition() { try? await Task.sleep(for: .milliseconds(5)) }
}
