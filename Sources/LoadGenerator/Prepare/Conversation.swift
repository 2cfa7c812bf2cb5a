import Booking
import NIOCore
import NIOPosix
package import Wire

/// One connection that asks many things at once and reads whole replies.
package struct Conversation: ~Copyable {
    /// Requests sent ahead of their replies. Their replies are short, so neither side ever waits for the other to read.
    private static let window = 256

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var decoder = LineDecoder(mode: .reply)
    private var reader = ReplyReader()

    /// Connects, reads the greeting, and hangs up after `body`.
    package static func with<Result: Sendable>(
        host: String, port: Int, _ body: (inout Conversation) async throws -> Result
    ) async throws -> Result {
        let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.socketOption(.tcp_nodelay), value: 1)
                .connectTimeout(.seconds(10))
                .connect(host: host, port: port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw LoadFault("cannot reach a daemon at \(host):\(port): \(error)")
        }
        return try await channel.executeThenClose { inbound, outbound in
            var conversation = Conversation(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            var greeted = false
            try await conversation.receive(1) { _, reply in greeted = reply.succeeded }
            guard greeted else { throw LoadFault("the daemon at \(host):\(port) refuses the connection") }
            return try await body(&conversation)
        }
    }

    private init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.inbound = inbound
        self.outbound = outbound
    }

    /// Asks one thing; `document` follows the request where it takes one.
    package mutating func ask(_ request: Request, document: [String]? = nil) async throws -> ParsedReply {
        var out = ByteBuffer(string: request.text + "\n")
        if let document {
            for line in document { out.writeString("+ \(line)\n") }
            out.writeString(".\n")
        }
        try await outbound.write(out)
        var answer: ParsedReply?
        try await receive(1) { _, reply in answer = reply }
        guard let answer else { throw LoadFault("the daemon gave no reply") }
        return answer
    }

    /// Asks many things, a window of them at a time, and hands each reply to `take` with its place.
    package mutating func ask(
        _ requests: [Request], _ take: (Int, ParsedReply) throws -> Void
    ) async throws {
        for first in stride(from: 0, to: requests.count, by: Self.window) {
            let part = requests[first..<min(first + Self.window, requests.count)]
            var out = ByteBuffer()
            for request in part { out.writeString(request.text + "\n") }
            try await outbound.write(out)
            try await receive(part.count) { place, reply in try take(first + place, reply) }
        }
    }

    private mutating func receive(_ count: Int, _ take: (Int, ParsedReply) throws -> Void) async throws {
        var received = 0
        while received < count {
            guard let buffer = try await inbound.next(isolation: #isolation) else {
                throw LoadFault("the daemon closed the connection before it had answered")
            }
            for line in decoder.lines(of: Array(buffer.readableBytesView)) {
                guard case .line(let bytes) = line else { throw LoadFault("the daemon's reply cannot be read") }
                let reply: ParsedReply?
                do { reply = try reader.take(bytes) } catch { throw LoadFault(error.message.en) }
                guard let reply else { continue }
                try take(received, reply)
                received += 1
            }
        }
    }
}

extension ParsedReply {
    /// The daemon's own words for a refusal.
    package var refusal: String {
        switch final {
        case .ok: "OK"
        case .err(let code): "\(code): \(self["message"] ?? "")"
        }
    }
}
