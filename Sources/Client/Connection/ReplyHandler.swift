import NIOCore
import Wire

/// Bytes to send, and who waits for the reply to them.
struct Outgoing: Sendable {
    var bytes: ByteBuffer
    var reply: EventLoopPromise<ParsedReply>?
    /// Takes the events that come from now on.
    var events: (@Sendable (String) -> Void)?
}

/// Why a wait for a reply ended without one.
enum LostReply: Error {
    case closed
    case failed(any Error)
    case foreign(WireError)
    case timedOut
}

/// Matches replies to requests, in order. The first reply is the greeting.
final class ReplyHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Outgoing
    typealias OutboundOut = ByteBuffer

    private var decoder = LineDecoder(mode: .reply)
    private var reader = ReplyReader()
    private var waiting: CircularBuffer<EventLoopPromise<ParsedReply>>
    private var end: LostReply?
    private var events: (@Sendable (String) -> Void)?

    init(greeting: EventLoopPromise<ParsedReply>) { waiting = [greeting] }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let outgoing = unwrapOutboundIn(data)
        if let events = outgoing.events { self.events = events }
        if let reply = outgoing.reply {
            if let end { reply.fail(end) } else { waiting.append(reply) }
        }
        context.write(wrapOutboundOut(outgoing.bytes), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        var offset = 0
        while let line = decoder.next(buffer.readableBytesSpan, at: &offset) {
            do throws(WireError) {
                guard case .line(let bytes) = line else {
                    throw WireError(.syntax, zh: "对方的回复不合 yiqi/1 协议。", en: "The reply does not follow yiqi/1.")
                }
                if bytes.first == UInt8(ascii: "!") {
                    events?(String(decoding: bytes, as: UTF8.self))
                    continue
                }
                if let reply = try reader.take(bytes), let next = waiting.popFirst() { next.succeed(reply) }
            } catch {
                return stop(.foreign(error), context)
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop(.closed, context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        stop(.failed(error), context)
    }

    private func stop(_ reason: LostReply, _ context: ChannelHandlerContext) {
        if end == nil { end = reason }
        while let next = waiting.popFirst() { next.fail(end ?? reason) }
        context.close(promise: nil)
    }
}
