internal import Booking
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Synchronization
internal import Wire

/// Opens server sockets and makes a session of each connection.
struct Doors: Sendable {
    let ground: ListenerGround
    let language: Language
    let admission: Admission
    let loops: [SessionLoop]
    let crowd: Crowd

    func open(
        _ host: String, _ port: Int, on threads: MultiThreadedEventLoopGroup, tls: NIOSSLContext?
    ) async throws -> any Channel {
        let limit = ground.limits.outboundBytes
        do {
            return try await ServerBootstrap(group: threads)
                .serverChannelOption(.backlog, value: 1024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelOption(.socketOption(.so_keepalive), value: 1)
                // A client may say all it has, close its side, and read the replies. TLS has no such half.
                .childChannelOption(.allowRemoteHalfClosure, value: tls == nil)
                .childChannelOption(.writeBufferWaterMark, value: .init(low: limit / 2, high: limit))
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try self.welcome(channel, tls) }
                }
                .bind(host: host, port: port).get()
        } catch {
            throw ListenFault(place: "\(host):\(port)", reason: "\(error)")
        }
    }

    /// Runs on the new connection's loop, before anything is read.
    private func welcome(_ channel: any Channel, _ tls: NIOSSLContext?) throws {
        guard let remote = channel.remoteAddress, let bytes = remote.addressBytes,
            let loop = loops.first(where: { $0.eventLoop === channel.eventLoop })
        else {
            throw ChannelError.eof
        }
        let address = AddressKey(bytes)
        let isLoopback = AddressKey.isLoopback(bytes)
        let counted = isLoopback ? nil : address
        let verdict = admission.enter(from: counted)
        var refusal: WireError?
        switch verdict {
        case .admitted: ground.figures.countAccepted()
        case .refused(let error):
            refusal = error
            ground.figures.countRefused()
        case .dropped:
            ground.figures.countRefused()
            throw ChannelError.eof
        }
        crowd.enter()
        let (admission, crowd, figures) = (admission, crowd, ground.figures)
        channel.closeFuture.whenComplete { _ in
            admission.leave(verdict, from: counted)
            if case .admitted = verdict { figures.countClosed() }
            crowd.leave()
        }
        if let tls {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
            try channel.pipeline.syncOperations.addHandler(HandshakeLimit(ground.limits.handshake))
        }
        let context = SessionContext(
            language: language, remote: remote.plainText, isLoopback: isLoopback, tls: tls != nil,
            id: Self.numbers.add(1, ordering: .relaxed).newValue)
        try channel.pipeline.syncOperations.addHandler(
            SessionHandler(context, address, ground, loop, refusal: refusal))
    }

    private static let numbers = Atomic<UInt64>(0)
}

/// A port that cannot be opened.
package struct ListenFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let place: String
    package let reason: String

    package var description: String {
        "cannot listen on \(place): \(reason). Choose another listen.host, listen.port or tls.port; port 0 is any free one."
    }
}

/// Connections that still stand, and those who wait for the last to go.
final class Crowd: Sendable {
    private let inside = Atomic<Int>(0)

    var count: Int { inside.load(ordering: .acquiring) }

    func enter() { inside.add(1, ordering: .acquiringAndReleasing) }
    func leave() { inside.subtract(1, ordering: .acquiringAndReleasing) }

    /// Waits until nobody is left, at most so long, reminding them now and then.
    func isEmpty(within limit: Duration, again: () -> Void) async -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        while count > 0 {
            guard clock.now < deadline, !Task.isCancelled else { return false }
            try? await clock.sleep(for: .milliseconds(10))
            again()
        }
        return true
    }
}
