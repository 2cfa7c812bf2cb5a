internal import NIOCore
internal import Synchronization

/// The sessions of one event loop, and the way back to them for outcomes from other threads.
///
/// Outcomes are gathered in a mailbox, and only the first one in an empty mailbox wakes the loop: when a batch of the desk
/// completes, all its replies cross in one hop and each session writes once.
final class SessionLoop: Sendable {
    private struct Arrival: Sendable {
        let session: UInt64
        let ticket: UInt64
        let news: News
    }

    /// What comes back to a session.
    enum News: Sendable {
        case outcome(Outcome)
        case events(EventPiece)
    }

    private struct Mailbox {
        var arrivals: [Arrival] = []
        var isClosed = false
    }

    let eventLoop: any EventLoop
    private let mailbox = Mutex(Mailbox())
    /// Touched on the loop alone; the box checks it.
    private let sessions: NIOLoopBoundBox<[UInt64: SessionHandler]>

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        sessions = .makeBoxSendingValue([:], eventLoop: eventLoop)
    }

    func add(_ session: SessionHandler) { sessions.value[session.id] = session }

    func remove(_ session: SessionHandler) { sessions.value[session.id] = nil }

    /// Brings an outcome to its session; from any thread.
    func deliver(_ session: UInt64, _ ticket: UInt64, _ news: News) {
        mailbox.withLock {
            // After the end nobody is there to hear it, and the loop must not be asked.
            guard !$0.isClosed else { return }
            $0.arrivals.append(Arrival(session: session, ticket: ticket, news: news))
            // Asked under the lock, so that it is never asked behind ``close()``; it only takes note and wakes.
            if $0.arrivals.count == 1 { eventLoop.execute { self.distribute() } }
        }
    }

    /// The loop is about to end: what still arrives is dropped.
    func close() {
        mailbox.withLock { $0 = Mailbox(isClosed: true) }
    }

    private func distribute() {
        let arrivals = mailbox.withLock { mailbox in
            defer { mailbox.arrivals = [] }
            return mailbox.arrivals
        }
        var touched: [SessionHandler] = []
        for arrival in arrivals {
            guard let session = sessions.value[arrival.session] else { continue }
            if session.take(arrival.ticket, arrival.news) { touched.append(session) }
        }
        for session in touched { session.settle() }
    }

    /// Looks at every session's times, now and again until the task is cancelled.
    func watch(every interval: TimeAmount) -> RepeatedTask {
        eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
            let now = ContinuousClock.now
            for session in Array(self.sessions.value.values) { session.check(at: now) }
        }
    }

    func drain() {
        eventLoop.execute { for session in Array(self.sessions.value.values) { session.drain() } }
    }

    func cut() {
        eventLoop.execute { for session in Array(self.sessions.value.values) { session.cut() } }
    }
}
