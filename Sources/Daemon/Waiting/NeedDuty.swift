import Booking
import Logging
import Registry
import Synchronization

/// Looks out for instruments that meet open needs: when a need is posted, and when instruments come, change or return.
final class NeedDuty: ClockDuty {
    let name = "needs"
    private let registry: Registry
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        /// The log's rows up to here have been looked at; nil before the first round.
        var seen: Int64?
        /// When it was this daemon's turn last; after a pause others may have been at work.
        var turn: Instant?
        /// When all needs were looked at last: time frees what no row tells of.
        var swept: Instant?
    }

    /// After a pause of so long all needs are looked at.
    private static let pause = Span(seconds: 10)
    private static let sweep = Span.hours(1)
    /// Instruments that one need is told of in a round at most, the best first.
    private static let most = 20

    init(registry: Registry, logger: Logger) {
        self.registry = registry
        self.logger = logger
    }

    func perform(at now: Instant) async throws {
        let reader = registry.reader
        state.withLock { state in
            if let turn = state.turn, turn <= now, now < turn + Self.pause { return state.turn = now }
            state = State(turn: now)
        }
        if try await reader.hasExpiredNeeds() {
            try note(await registry.desk.perform(.register(ExpireNeeds()), by: .daemon))
        }
        let end = try await reader.logEnd()
        let (seen, isSwept) = state.withLock { state in
            (state.seen, state.swept.map { $0 <= now && now < $0 + Self.sweep } ?? false)
        }
        if let seen, isSwept {
            guard seen != end else { return }
            guard try await reader.concernsNeeds(after: seen, upTo: end) else {
                return state.withLock { $0.seen = end }
            }
        }
        for view in try await reader.needs(.all) {
            let matches = try await reader.matches(for: view, most: Self.most)
            guard !matches.isEmpty else { continue }
            try note(
                await registry.desk.perform(
                    .register(RecordMatches(need: view.id, instruments: matches.map(\.instrument))), by: .daemon))
        }
        state.withLock { state in
            state.seen = end
            if !isSwept { state.swept = now }
        }
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
