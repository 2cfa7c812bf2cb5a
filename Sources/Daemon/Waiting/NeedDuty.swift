import Booking
import Logging
import Registry
import Synchronization

/// Looks out for instruments that meet open needs: when a need is posted, and when instruments come, change or return.
final class NeedDuty: ClockDuty {
    let name = "needs"
    private let registry: Registry
    private let logger: Logger
    /// Time frees what no row tells of.
    private let rounds = Mutex(Rounds(sweep: .hours(1)))

    /// Instruments that one need is told of in a round at most, the best first.
    private static let most = 20

    init(registry: Registry, logger: Logger) {
        self.registry = registry
        self.logger = logger
    }

    func perform(at now: Instant) async throws {
        let reader = registry.reader
        rounds.withLock { $0.begin(at: now) }
        if try await reader.hasExpiredNeeds() {
            try note(await registry.desk.perform(.register(ExpireNeeds()), by: .daemon))
        }
        let end = try await reader.logEnd()
        let part = rounds.withLock { $0.part(upTo: end, at: now) }
        switch part {
        case .nothing: return
        case .everything: break
        case .rows(let seen):
            guard try await reader.concernsNeeds(after: seen, upTo: end) else {
                return rounds.withLock { $0.end(part, upTo: end, at: now) }
            }
        }
        for view in try await reader.needs(.all) {
            let matches = try await reader.matches(for: view, most: Self.most)
            guard !matches.isEmpty else { continue }
            try note(
                await registry.desk.perform(
                    .register(RecordMatches(need: view.id, instruments: matches.map(\.instrument))), by: .daemon))
        }
        rounds.withLock { $0.end(part, upTo: end, at: now) }
    }

    private func note(_ result: DeskResult) throws {
        switch result {
        case .registered(.matched(let need, let found)) where !found.isEmpty:
            logger.info("matched", metadata: ["need": "n\(need)", "instruments": "\(found.count)"])
        case .refused, .booked, .registered: break
        case .failed(let reason): logger.error("needs: an act failed", metadata: ["reason": "\(reason)"])
        case .busy, .unavailable, .signedOut, .keyReused, .replayed: throw WishDuty.Away()
        }
    }
}
