package import Booking
package import Logging
package import Registry
internal import ServiceLifecycle
internal import Synchronization

/// Something that falls due by the clock: requests, uses, offers, editions, old keys.
///
/// One daemon at a time does it, but it may be killed in it, or be replaced while it is not looking. So a duty hands acts to
/// the desk that are judged again under its locks, or does what is harmless to do twice.
package protocol ClockDuty: Sendable {
    /// For the log.
    var name: String { get }
    /// Does all that has come due by `now`, the oldest first, however long ago that was.
    func perform(at now: Instant) async throws
}

/// Does what falls due, while the daemon runs and leads.
///
/// It looks at the clock again and again instead of waiting for a moment: another daemon may have made what falls due,
/// and the clock may be set.
package final class ClockWork: Service {
    private let duties: [any ClockDuty]
    private let clock: any WallClock
    private let every: Duration
    private let leads: @Sendable () async throws -> Bool
    private let resign: @Sendable () async -> Void
    private let pause: @Sendable (Duration) async throws -> Void
    private let logger: Logger
    /// The duties that failed last time: a database that is away is told once.
    private let failing = Mutex<Set<String>>([])

    /// - Parameters:
    ///   - every: the pause between two rounds.
    ///   - pause: waits so long; throws when it is cancelled.
    ///   - leads: whether this daemon does the work in this round; throws when nobody can tell.
    ///   - resign: called at the end, to let another take over at once.
    package init(
        _ duties: [any ClockDuty], clock: any WallClock, every: Duration, logger: Logger,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        leads: @escaping @Sendable () async throws -> Bool = { true },
        resign: @escaping @Sendable () async -> Void = {}
    ) {
        self.duties = duties
        self.clock = clock
        self.every = every
        self.logger = logger
        self.leads = leads
        self.resign = resign
        self.pause = pause
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.round()
                do { try await self.pause(self.every) } catch { break }
            }
        }
        await resign()
    }

    /// Every duty once, if this daemon leads. One that fails does not keep the others, and is tried again in the next
    /// round.
    package func round() async {
        var isLeading = false
        await attempt("lead") { isLeading = try await self.leads() }
        guard isLeading else { return }
        for duty in duties { await attempt(duty.name) { try await duty.perform(at: self.clock.now()) } }
    }

    private func attempt(_ name: String, _ work: () async throws -> Void) async {
        do {
            try await work()
            let wasFailing = failing.withLock { $0.remove(name) != nil }
            if wasFailing { logger.notice("clock work goes on", metadata: ["duty": "\(name)"]) }
        } catch {
            guard !Task.isCancelled else { return }
            let isNew = failing.withLock { $0.insert(name).inserted }
            logger.log(
                level: isNew ? .warning : .debug, "clock work failed; it is tried again",
                metadata: ["duty": "\(name)", "error": "\(error)"])
        }
    }
}
