import Booking
import NIOCore
import NIOPosix
import Synchronization
import Wire

/// A daemon of a few lines that remembers what it was asked: enough to load, and strict about what a load must not do.
final class ScriptedDaemon: Sendable {
    struct World: Sendable {
        var taken: Set<String> = []
        /// Of each token.
        var reservations: [String: Int] = [:]
        var keys: Set<String> = []
        var organisations: Set<String> = []
        var documents: [String: String] = [:]
        var bookings = 0
        var cancelled: Set<String> = []
        /// Requests that the command table refuses, and other breaches of the protocol.
        var breaches: [String] = []
        /// What is answered to a reservation of this place, instead of a booking; nil hangs up.
        var oddities: [Int: String?] = [:]
    }

    let world: Mutex<World>

    init(oddities: [Int: String?] = [:]) {
        var world = World()
        world.oddities = oddities
        self.world = Mutex(world)
    }

    /// Listens while `body` runs, which is told the port.
    func serve<Result: Sendable>(_ body: (Int) async throws -> Result) async throws -> Result {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ScriptedSession(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let result = try await body(channel.localAddress!.port!)
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }
}

private final class ScriptedSession: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let daemon: ScriptedDaemon
    private var reader = RequestReader()
    private var token: String?

    init(_ daemon: ScriptedDaemon) { self.daemon = daemon }

    func channelActive(context: ChannelHandlerContext) {
        write("OK yiqi/1 server=scripted\n", context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var out = ""
        for incoming in reader.all(of: Array(unwrapInboundIn(data).readableBytesView)) {
            switch incoming {
            case .request(let request, let document):
                guard let answer = daemon.world.withLock({ answer(request, document, &$0) }) else {
                    context.close(promise: nil)
                    return
                }
                out += answer
            case .refused(let error), .foreign(let error):
                daemon.world.withLock { $0.breaches.append(error.message.en) }
                out += "ERR \(error.code.rawValue) message=x\n"
            }
        }
        write(out, context)
    }

    private func write(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }

    private func answer(
        _ request: CheckedRequest, _ document: [UInt8]?, _ world: inout ScriptedDaemon.World
    ) -> String? {
        switch request.verb {
        case .auth:
            token = request["token"]
            return "OK account=a/b\n"
        case .reserve: return reserve(request, &world)
        case .cancel:
            if !world.cancelled.insert(request.subject!).inserted { world.breaches.append("cancelled twice") }
            return "OK booking=\(request.subject!) state=cancelled\n"
        case .add:
            let code = request["code"] ?? request["name"]!
            return world.organisations.insert(code).inserted
                ? "OK \(request.subject!)=\(code)\n" : "ERR invalid field=\(request["code"] == nil ? "name" : "code")\n"
        case .token: return "OK token=t-\(request.subject!) id=t1\n"
        case .publish:
            world.documents[request.subject!] = String(decoding: document!, as: UTF8.self)
            return "+ row line=2 outcome=created\nOK created=1\n"
        default: return "+ free start=a end=b\n+ free start=c end=d\nOK count=2\n"
        }
    }

    private func reserve(_ request: CheckedRequest, _ world: inout ScriptedDaemon.World) -> String? {
        world.bookings += 1
        if let odd = world.oddities[world.bookings] { return odd }
        guard let token else { return "ERR auth message=\"sign in\"\n" }
        world.reservations[token, default: 0] += 1
        if let key = request.key, !world.keys.insert(key).inserted { world.breaches.append("a key twice") }
        guard world.taken.insert("\(request.subject!) \(request["start"]!)").inserted else {
            return "ERR conflict next=2026-12-02T13:00:00+08:00 message=\"taken\"\n"
        }
        return "OK booking=b\(1000 + world.bookings) state=confirmed\n"
    }
}
