import Booking
import Registry
import Synchronization

/// Lets go of the keys of old requests, now and then.
final class KeyDuty: ClockDuty {
    let name = "keys"
    private let keys: KeyKeeping
    private let keep: Span
    private let last = Mutex<Instant?>(nil)

    /// A round of dropping is begun so long after the last.
    private static let every = Span.hours(1)

    /// - Parameter keep: how long keys are kept; the protocol promises at least 30 days.
    init(_ keys: KeyKeeping, keep: Span) {
        self.keys = keys
        self.keep = keep
    }

    func perform(at now: Instant) async throws {
        let isEarly = last.withLock { last in last.map { $0 <= now && now < $0 + Self.every } ?? false }
        if isEarly { return }
        while try await keys.drop(usedBefore: now - keep) {}
        last.withLock { $0 = now }
    }
}
