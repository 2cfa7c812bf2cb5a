import NIOCore
import NIOPosix
import Synchronization

/// A server that plays a script: each connection takes the next part, each line the next step of it.
final class ScriptedServer: Sendable {
    enum Step: Sendable {
        /// Says these lines in answer to a line.
        case say(String)
        /// Says these lines and hangs up.
        case sayLast(String)
        /// Hangs up in answer to a line.
        case hangUp
        /// Says nothing.
        case silence
    }

    struct Part: Sendable {
        var greeting: String? = "OK yiqi/1 server=test zone=x time=2026-12-01T08:59:58+08:00 tls=no"
        var steps: [Step]
        /// Answers a LANG itself, so that scripts need not.
        var answersLang = true
    }

    private let channel: any Channel
    private let received: Mutex<[[String]]>

    var port: Int { channel.localAddress!.port! }
    /// The lines of each connection, in order, LANG aside.
    var lines: [[String]] { received.withLock { $0 } }

    static func start(_ parts: [Part]) async throws -> ScriptedServer {
        let box = Box()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let number = box.connections.withLock { count in
                        defer { count += 1 }
                        return count
                    }
                    guard number < parts.count else { return channel.close(promise: nil) }
                    box.received.withLock { $0.append([]) }
                    try channel.pipeline.syncOperations.addHandler(Player(parts[number], number, box))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return ScriptedServer(channel, box)
    }

    private let box: Box

    private init(_ channel: any Channel, _ box: Box) {
        self.channel = channel
        self.box = box
        received = Mutex([])
    }

    func stop() async throws -> [[String]] {
        try await channel.close().get()
        return box.received.withLock { $0 }
    }

    final class Box: Sendable {
        let connections = Mutex(0)
        let received = Mutex<[[String]]>([])
    }

    private final class Player: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private var part: Part
        private let number: Int
        private let box: Box
        private var pending: [UInt8] = []

        init(_ part: Part, _ number: Int, _ box: Box) {
            self.part = part
            self.number = number
            self.box = box
        }

        func channelActive(context: ChannelHandlerContext) {
            if let greeting = part.greeting { say(greeting, context) }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            pending += Array(unwrapInboundIn(data).readableBytesView)
            while let end = pending.firstIndex(of: 0x0A) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeSubrange(...end)
                take(line, context)
            }
        }

        private func take(_ line: String, _ context: ChannelHandlerContext) {
            if part.answersLang, line.hasPrefix("LANG ") { return say("OK lang=en", context) }
            box.received.withLock { $0[number].append(line) }
            if line.hasPrefix("+ ") || line.hasPrefix("PUBLISH") { return }
            guard !part.steps.isEmpty else { return context.close(promise: nil) }
            switch part.steps.removeFirst() {
            case .say(let text): say(text, context)
            case .sayLast(let text):
                say(text, context)
                context.close(promise: nil)
            case .hangUp: context.close(promise: nil)
            case .silence: break
            }
        }

        private func say(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text + "\n")), promise: nil)
        }
    }
}
