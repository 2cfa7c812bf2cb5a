import Booking
import Logging
import Registry

/// Seals the months that are due, the oldest first. Of daemons that both think that they lead, the chain lets one through.
struct SealDuty: ClockDuty {
    let name = "editions"
    let sealer: Sealer
    let schedule: SealSchedule

    /// What the desk said when it could not be asked, or failed.
    struct Unsealed: Error {
        let month: Month
        let result: DeskResult
    }

    func perform(at now: Instant) async throws {
        guard schedule.day != nil else { return }
        let (began, sealed) = try await sealer.registry.reader.sealedMonths()
        for month in schedule.due(since: began, sealed: sealed, at: now) {
            switch try await sealer.seal(.first, month, by: .daemon) {
            case .registered: sealer.logger.notice("a month was sealed", metadata: ["month": "\(month)"])
            // Another daemon was first.
            case .refused(.invalid), .refused(.stale): break
            case let result: throw Unsealed(month: month, result: result)
            }
        }
    }
}
