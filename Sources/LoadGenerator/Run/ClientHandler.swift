import NIOCore

/// One client in a closed loop: so many requests under way, a new one for each answer.
final class ClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Told to a client by its run, as a user event.
    enum Signal: Sendable {
        case begin(Schedule)
        /// Stop waiting for answers.
        case giveUp
    }

    /// Counts of one event loop, shared by its clients.
    final class Counts {
        var tally = Tally()
    }

    private enum Phase {
        case greeting, ready, running, ending
    }

    private struct Waiting {
        let verb: LoadVerb
        let firm: Int
        let sent: UInt64
    }

    private var scanner = ReplyScanner()
    private var workload: Workload
    private var waiting: CircularBuffer<Waiting>
    private var out = ByteBuffer()
    private let counts: Counts
    private let pipeline: Int
    private let greeted: EventLoopPromise<Void>
    private var phase = Phase.greeting
    private var schedule = Schedule(start: 0, warmUp: .zero, duration: .zero)

    init(workload: Workload, counts: Counts, pipeline: Int, greeted: EventLoopPromise<Void>) {
        self.workload = workload
        self.counts = counts
        self.pipeline = pipeline
        self.greeted = greeted
        waiting = CircularBuffer(initialCapacity: pipeline)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event as? Signal {
        case .begin(let schedule):
            guard phase == .ready else { return }
            self.schedule = schedule
            phase = .running
            fill(context, now: Self.now)
        case .giveUp:
            counts.tally.unanswered += waiting.count
            waiting.removeAll()
            end(context)
        case nil: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        let now = Self.now
        buffer.withUnsafeReadableBytes { bytes in
            var offset = 0
            while let final = scanner.next(bytes, at: &offset) { take(final, now) }
        }
        if phase == .running { fill(context, now: now) }
        if phase == .ending, waiting.isEmpty { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if phase != .ending || !waiting.isEmpty {
            counts.tally.lost += 1
            counts.tally.unanswered += waiting.count
        }
        phase = .ending
        waiting.removeAll()
        greeted.fail(LoadFault("the daemon closed a connection before it greeted"))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        counts.tally.note("connection", Array("\(error)".utf8))
        context.close(promise: nil)
    }

    private func take(_ final: ReplyScanner.Final, _ now: UInt64) {
        if phase == .greeting {
            switch final {
            case .ok:
                phase = .ready
                greeted.succeed()
            case .err(_, let line), .foreign(let line):
                greeted.fail(LoadFault("the daemon greets with '\(String(decoding: line, as: UTF8.self))'"))
            }
            return
        }
        guard let asked = waiting.popFirst() else {
            // A last word, as before a daemon that stops closes the connection.
            counts.tally.foreign += 1
            if case .err(_, let line) = final { counts.tally.note("unasked", line) }
            return
        }
        counts.tally.add(asked.verb, final, sent: asked.sent, now: now, schedule)
        switch final {
        case .ok(let booking?) where asked.verb == .reserve: workload.booked(booking, firm: asked.firm)
        case .err where asked.verb == .auth: phase = .ending
        default: break
        }
    }

    private func fill(_ context: ChannelHandlerContext, now: UInt64) {
        out.clear()
        while phase == .running, waiting.count < pipeline {
            guard now < schedule.measureTo else {
                phase = .ending
                break
            }
            guard let verb = workload.next(into: &out) else {
                counts.tally.ranOut = true
                phase = .ending
                break
            }
            waiting.append(Waiting(verb: verb, firm: workload.firm, sent: now))
        }
        if out.readableBytes > 0 { context.writeAndFlush(wrapOutboundOut(out), promise: nil) }
        if phase == .ending { end(context) }
    }

    private func end(_ context: ChannelHandlerContext) {
        phase = .ending
        if waiting.isEmpty { context.close(promise: nil) }
    }

    private static var now: UInt64 { NIODeadline.now().uptimeNanoseconds }
}
