import Booking
import Logging
import Registry
import Synchronization

/// What falls due on the waiting lists: offers that nobody took, wishes whose window is over, and freed time.
///
/// It looks without locks whether there is something to do, and hands that to the desk, where it is decided again: where
/// another daemon, or the firm itself, was first, nothing is left. What is missed while no daemon runs is found by the
/// first round of the next.
final class WishDuty: ClockDuty {
    let name = "wishes"
    private let registry: Registry
    /// How long an offer stands at most.
    private let hold: Span
    private let logger: Logger
    /// The horizon and the seasons of a quota free time without a row.
    private let rounds = Mutex(Rounds(sweep: .minutes(10)))

    /// Acts handed to the desk before the clock is looked at again.
    private static let page = 200

    /// The desk could not take an act; the round is tried again.
    struct Away: Error {}

    init(registry: Registry, hold: Span, logger: Logger) {
        self.registry = registry
        self.hold = hold
        self.logger = logger
    }

    /// Does all that has come due by `now`, however long ago that was.
    func perform(at now: Instant) async throws {
        let reader = registry.reader
        rounds.withLock { $0.begin(at: now) }
        while true {
            let due = try await reader.offersDue(limit: Self.page)
            var lapsed = 0
            for (booking, subject) in due {
                let result = await registry.desk.perform(.booking(.lapseOffer(booking), about: subject), by: .daemon)
                try note(result)
                if case .booked = result { lapsed += 1 }
            }
            // What the desk will not let lapse would be found again and again.
            if due.count < Self.page || lapsed == 0 { break }
        }
        if try await reader.hasExpiredWishes() {
            try note(await registry.desk.perform(.register(ExpireWishes()), by: .daemon))
        }
        let end = try await reader.logEnd()
        let part = rounds.withLock { $0.part(upTo: end, at: now) }
        let after: Int64?
        switch part {
        case .nothing: return
        case .everything: after = nil
        case .rows(let seen): after = seen
        }
        for place in try await reader.waitedFor(after: after, upTo: end) { try await offer(place, at: now) }
        rounds.withLock { $0.end(part, upTo: end, at: now) }
    }

    private func offer(_ place: WaitedFor, at now: Instant) async throws {
        let waiting = try await registry.reader.waiting(for: place.instrument)
        guard !waiting.isEmpty else { return }
        let organisations = Set(waiting.map(\.requester.organisation)).sorted()
        let facts = try await registry.reader.facts(of: place.instrument, unit: place.unit, for: organisations)
        // A look without locks; what it finds is decided under them.
        guard !facts.offers(to: waiting, hold: hold, newID: { BookingID(0) }, at: now).isEmpty else { return }
        let act = OfferFreedTime(
            instrument: place.instrument, unit: place.unit, organisations: organisations, hold: hold)
        try note(await registry.desk.perform(.register(act), by: .daemon))
    }

    private func note(_ result: DeskResult) throws {
        switch result {
        case .registered(.offered(let events)):
            for event in events {
                logger.info(
                    "offered",
                    metadata: ["booking": "b\(event.after.id)", "wait": "w\(event.after.offer?.rawValue ?? 0)"])
            }
        // Another daemon, or the firm's own answer, was first.
        case .refused, .booked, .registered: break
        case .failed(let reason): logger.error("waiting lists: an act failed", metadata: ["reason": "\(reason)"])
        case .busy, .unavailable, .signedOut, .keyReused, .replayed: throw Away()
        }
    }
}
