package import Booking
import Logging
import Postgres
import Synchronization

/// The one place where anything is written.
///
/// Acts arrive from any thread; each lane takes what has gathered while its last batch was being committed, and
/// carries it through one transaction. Nobody is told of success before the commit.
package final class Desk: Sendable {
    package struct Settings: Sendable {
        /// Batches under way at once; they share no instrument and no organisation.
        package var lanes: Int
        /// Acts in a batch at most.
        package var batch: Int
        /// Acts waiting at most; beyond it the answer is busy.
        package var waiting: Int

        package init(lanes: Int = 2, batch: Int = 256, waiting: Int = 20_000) {
            self.lanes = lanes
            self.batch = batch
            self.waiting = waiting
        }
    }

    /// What has come and has not been planned with yet. Has a lock of its own, so that nobody who brings something
    /// waits while a batch is planned.
    private struct Inbox {
        var arrivals: [Ticket] = []
        /// Accepted and not yet in a batch.
        var waiting = 0
        /// With so many arrivals a lane that is free has to be told.
        var ringAt = Int.max
        var closed = false
    }

    private struct Line {
        var planner: BatchPlanner
        var idle: [CheckedContinuation<[Ticket], Never>] = []
        /// Acts in the batches under way.
        var underWay = 0
    }

    private let inbox = Mutex(Inbox())
    private let line: Mutex<Line>
    /// Rung when there is work for a lane that is free.
    private let bell: AsyncStream<Void>
    private let ringer: AsyncStream<Void>.Continuation
    private let settings: Settings
    private let runner: BatchRunner
    private let logger: Logger

    init(
        pool: PostgresPool, calendar: ZoneCalendar, policy: Policy, workingTime: WorkingTime, clock: any WallClock,
        cache: RegisterCache, settings: Settings, logger: Logger
    ) {
        self.settings = settings
        self.logger = logger
        (bell, ringer) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        line = Mutex(Line(planner: BatchPlanner(limit: settings.batch)))
        runner = BatchRunner(
            pool: pool, calendar: calendar, policy: policy, workingTime: workingTime, clock: clock, logger: logger,
            cache: cache, book: FactBook())
    }

    /// Takes an act in; its `complete` is called when all is over. Never blocks.
    package func submit(_ ticket: Ticket) {
        enum Step { case wait, ring, refuse(DeskResult) }
        let step: Step = inbox.withLock { inbox in
            if inbox.closed { return .refuse(.unavailable(outcomeUnknown: false)) }
            if inbox.waiting >= settings.waiting { return .refuse(.busy) }
            inbox.waiting += 1
            inbox.arrivals.append(ticket)
            return inbox.arrivals.count == inbox.ringAt ? .ring : .wait
        }
        switch step {
        case .wait: break
        // Heard by a task of its own: what comes meanwhile goes into the same batch.
        case .ring: ringer.yield()
        case .refuse(let result): ticket.complete(result)
        }
    }

    /// Waits for one act; for callers that are tasks.
    package func perform(
        _ act: DeskAct, by requester: Requester, key: RequestKey? = nil,
        render: @escaping @Sendable (DeskResult) -> String = { _ in "" }
    ) async -> DeskResult {
        await withCheckedContinuation { continuation in
            submit(
                Ticket(act: act, requester: requester, key: key, render: render) { continuation.resume(returning: $0) })
        }
    }

    /// Works until ``close()``, and then until all that was accepted is answered. Cancelling closes too; what still
    /// waits then is answered with `unavailable`.
    package func run() async {
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                for _ in 0..<settings.lanes { group.addTask { await self.lane() } }
                group.addTask { for await _ in self.bell { self.handOut { _ in } } }
            }
        } onCancel: {
            close()
        }
    }

    /// Takes nothing more; ``run()`` returns when what was accepted is answered.
    package func close() {
        inbox.withLock { $0.closed = true }
        handOut { _ in }
        ringer.finish()
    }

    private func lane() async {
        var done: [Ticket] = []
        while true {
            let batch = await next(after: done)
            if batch.isEmpty { return }
            await runner.run(batch)
            done = batch
        }
    }

    /// Gives back the last batch's claims and waits for the next batch; empty when the desk is closed and drained.
    private func next(after done: [Ticket]) async -> [Ticket] {
        await withCheckedContinuation { (continuation: CheckedContinuation<[Ticket], Never>) in
            handOut { line in
                line.planner.release(done)
                line.underWay -= done.count
                line.idle.append(continuation)
            }
        }
    }

    /// Gives idle lanes what can go, after a change to the line.
    private func handOut(_ change: (inout Line) -> Void) {
        let handed = line.withLock { line in
            change(&line)
            var handed: [(CheckedContinuation<[Ticket], Never>, [Ticket])] = []
            var arrivals: [Ticket] = []
            var closed = false
            repeat {
                inbox.withLock { inbox in
                    swap(&arrivals, &inbox.arrivals)
                    inbox.ringAt = .max
                    closed = inbox.closed
                }
                for ticket in arrivals { line.planner.add(ticket) }
                arrivals.removeAll()
                match(&line, &handed)
            } while !sleep(line)
            if closed, line.planner.count == 0 {
                for lane in line.idle { handed.append((lane, [])) }
                line.idle = []
            }
            return handed
        }
        for (lane, batch) in handed { lane.resume(returning: batch) }
    }

    private func match(_ line: inout Line, _ handed: inout [(CheckedContinuation<[Ticket], Never>, [Ticket])]) {
        while let lane = line.idle.last, line.planner.readyCount >= worthwhile(line) {
            let batch = line.planner.next()
            guard !batch.isEmpty else { break }
            line.idle.removeLast()
            line.underWay += batch.count
            handed.append((lane, batch))
        }
    }

    /// How many have to be ready for another batch. Each costs the database something of its own, so beside others
    /// that are under way it waits until it is half as large as they are, or until one of them ends. Alone it goes at
    /// once, whatever its size.
    private func worthwhile(_ line: Line) -> Int {
        let busy = settings.lanes - line.idle.count
        return busy > 0 ? max(1, line.underWay / busy / 2) : 1
    }

    /// Says when the bell is to be rung next; false when that should have been already.
    private func sleep(_ line: Line) -> Bool {
        let missing = line.idle.isEmpty ? Int.max : max(1, worthwhile(line) - line.planner.readyCount)
        return inbox.withLock { inbox in
            guard inbox.arrivals.count < missing else { return false }
            inbox.ringAt = missing
            inbox.waiting = inbox.arrivals.count + line.planner.count
            return true
        }
    }
}
