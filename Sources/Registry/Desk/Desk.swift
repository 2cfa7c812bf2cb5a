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

    private struct Line {
        var planner: BatchPlanner
        var idle: [CheckedContinuation<[Ticket], Never>] = []
        var closed = false
    }

    private let line: Mutex<Line>
    private let settings: Settings
    private let runner: BatchRunner
    private let logger: Logger

    init(
        pool: PostgresPool, calendar: ZoneCalendar, policy: Policy, workingTime: WorkingTime, clock: any WallClock,
        cache: RegisterCache, settings: Settings, logger: Logger
    ) {
        self.settings = settings
        self.logger = logger
        line = Mutex(Line(planner: BatchPlanner(limit: settings.batch)))
        runner = BatchRunner(
            pool: pool, calendar: calendar, policy: policy, workingTime: workingTime, clock: clock, logger: logger,
            cache: cache, book: FactBook())
    }

    /// Takes an act in; its `complete` is called when all is over. Never blocks.
    package func submit(_ ticket: Ticket) {
        enum Step { case wait, refuse(DeskResult), hand([(CheckedContinuation<[Ticket], Never>, [Ticket])]) }
        let step: Step = line.withLock { line in
            if line.closed { return .refuse(.unavailable(outcomeUnknown: false)) }
            if line.planner.count >= settings.waiting { return .refuse(.busy) }
            line.planner.add(ticket)
            let handed = Self.match(&line)
            return handed.isEmpty ? .wait : .hand(handed)
        }
        switch step {
        case .wait: break
        case .refuse(let result): ticket.complete(result)
        case .hand(let handed): for (lane, batch) in handed { lane.resume(returning: batch) }
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
            }
        } onCancel: {
            close()
        }
    }

    /// Takes nothing more; ``run()`` returns when what was accepted is answered.
    package func close() {
        let idle: [CheckedContinuation<[Ticket], Never>] = line.withLock { line in
            line.closed = true
            guard line.planner.count == 0 else { return [] }
            defer { line.idle = [] }
            return line.idle
        }
        for lane in idle { lane.resume(returning: []) }
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
            let handed: [(CheckedContinuation<[Ticket], Never>, [Ticket])] = line.withLock { line in
                line.planner.release(done)
                line.idle.append(continuation)
                var handed = Self.match(&line)
                if line.closed, line.planner.count == 0 {
                    for lane in line.idle { handed.append((lane, [])) }
                    line.idle = []
                }
                return handed
            }
            for (lane, batch) in handed { lane.resume(returning: batch) }
        }
    }

    /// Gives idle lanes what can go.
    private static func match(_ line: inout Line) -> [(CheckedContinuation<[Ticket], Never>, [Ticket])] {
        var handed: [(CheckedContinuation<[Ticket], Never>, [Ticket])] = []
        while let lane = line.idle.last {
            let batch = line.planner.next()
            guard !batch.isEmpty else { break }
            line.idle.removeLast()
            handed.append((lane, batch))
        }
        return handed
    }
}
