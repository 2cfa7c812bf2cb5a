internal import Booking
internal import Logging
internal import Postgres
internal import Registry
internal import ServiceLifecycle
internal import Synchronization

/// The log as it grows, read once for all who watch it.
///
/// The log's own numbers are the truth: rows are read after the last one that was read, in order. PostgreSQL's NOTIFY
/// only says that there is something to read; where it is lost, a slow look at the log's end finds the same.
final class LogFeed: Service {
    /// Rows read at once.
    private static let page = 1_024
    /// How long a lost notice can stay unnoticed.
    private static let poll = Duration.seconds(2)
    /// Between two reads while the log grows: one read then serves many commits. The first after a rest is at once.
    private static let pace = Duration.milliseconds(25)
    /// After a read that failed.
    static let pause = Duration.milliseconds(500)

    private typealias Wake = CheckedContinuation<Int64, Never>

    private struct State {
        /// The log's end as far as anybody has said.
        var heard: Int64 = 0
        var recent = RecentLog<Wake>()
        var last: UInt64 = 0
        /// Who watches now; without anybody nothing is read.
        var watchers = 0
        var follower: CheckedContinuation<Void, Never>?
        var isClosed = false

        var isDue: Bool { isClosed || watchers > 0 && heard > recent.end }
    }

    private let state = Mutex(State())
    private let reader: Reader
    private let notices: @Sendable () -> Notifications
    /// Those who are far behind read the log themselves, a few at a time: they must not crowd out other reads.
    private let stragglers = Turnstile(places: 2)
    private let logger: Logger

    init(reader: Reader, pool: PostgresPool, logger: Logger) {
        self.reader = reader
        self.logger = logger
        notices = { pool.listen(to: ["yiqi_log"]) }
    }

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.listen() }
            group.addTask { await self.look() }
            group.addTask { await self.follow() }
            await whenShuttingDown()
            group.cancelAll()
            close()
        }
    }

    // MARK: Those who watch

    func join() { change { $0.watchers += 1 } }
    func leave() { change { $0.watchers -= 1 } }

    /// Rows behind `place`, some of which may be before it; an empty page where there are none.
    func page(after place: Int64) async throws -> EventPage {
        if let page = state.withLock({ $0.recent.page(after: place) }) { return page }
        return try await stragglers.pass { try await self.reader.events(after: place, limit: Self.page) }
    }

    /// Waits until the log has rows behind `place` that may concern the audience, or the time is over, or the task is
    /// cancelled. Returns the place up to which there is nothing for it.
    func wait(beyond place: Int64, for audience: EventAudience, atMost patience: Duration) async -> Int64 {
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        return await withTaskGroup(of: Int64?.self) { group in
            group.addTask {
                try? await Task.sleep(for: patience)
                return nil
            }
            group.addTask { await self.news(number, place, audience) }
            // Whichever is first ends the other, which tells its place even so.
            var reached = place
            while let ended = await group.next() {
                group.cancelAll()
                if let ended { reached = ended }
            }
            return reached
        }
    }

    private func news(_ number: UInt64, _ place: Int64, _ audience: EventAudience) async -> Int64 {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isWaiting = state.withLock { state in
                    !state.isClosed && !Task.isCancelled && state.recent.wait(number, place, audience, continuation)
                }
                if !isWaiting { continuation.resume(returning: place) }
            }
        } onCancel: {
            wake(number)
        }
    }

    private func wake(_ number: UInt64) {
        guard let left = state.withLock({ $0.recent.leave(number) }) else { return }
        left.wake.resume(returning: left.place)
    }

    // MARK: Keeping up

    /// NOTIFY of every commit that wrote to the log.
    private func listen() async {
        for await event in notices() {
            if case .notification(let notice) = event, let sequence = Int64(notice.payload) { hear(sequence) }
        }
    }

    /// The slow way, for when a notice was lost.
    private func look() async {
        while !Task.isCancelled {
            if state.withLock({ $0.watchers > 0 }) {
                do { hear(try await reader.logEnd()) } catch {
                    logger.debug("the log's end cannot be read", metadata: ["error": "\(error)"])
                }
            }
            try? await Task.sleep(for: Self.poll)
        }
    }

    private func hear(_ sequence: Int64) { change { $0.heard = max($0.heard, sequence) } }

    /// Changes something that the follower may be waiting for, and wakes it.
    private func change(_ body: (inout State) -> Void) {
        let woken = state.withLock { state -> CheckedContinuation<Void, Never>? in
            body(&state)
            guard state.isDue else { return nil }
            defer { state.follower = nil }
            return state.follower
        }
        woken?.resume()
    }

    /// Reads what was heard of, in order.
    private func follow() async {
        var isFailing = false
        while await isTold() {
            do {
                let place = state.withLock { state in
                    // After a pause without watchers the rows between are left to those who want them.
                    if state.heard - state.recent.end > RecentLog<Wake>.kept {
                        state.recent.jump(to: state.heard - Int64(Self.page))
                    }
                    return state.recent.end
                }
                let page = try await reader.events(after: place, limit: Self.page)
                keep(page)
                isFailing = false
                if page.events.count < Self.page { try? await Task.sleep(for: Self.pace) }
            } catch {
                if !Task.isCancelled {
                    logger.log(
                        level: isFailing ? .debug : .warning, "the log cannot be read for those who watch it",
                        metadata: ["error": "\(error)"])
                }
                isFailing = true
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Waits until there is something to read; false at the end.
    private func isTold() async -> Bool {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isDue = state.withLock { state in
                if !state.isDue { state.follower = continuation }
                return state.isDue
            }
            if isDue { continuation.resume() }
        }
        return state.withLock { !$0.isClosed }
    }

    private func keep(_ page: EventPage) {
        let woken = state.withLock { state in
            // A log that ends before what was heard is not the one that was known.
            if page.events.isEmpty { state.heard = page.last }
            return state.recent.append(page)
        }
        for (place, wake) in woken { wake.resume(returning: place) }
    }

    private func close() {
        let (follower, waiting) = state.withLock { state in
            state.isClosed = true
            defer { state.follower = nil }
            return (state.follower, state.recent.everybodyLeaves())
        }
        follower?.resume()
        for (place, wake) in waiting { wake.resume(returning: place) }
    }
}
