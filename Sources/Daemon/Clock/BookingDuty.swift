import Booking
import Logging
import Registry

/// Requests that are escalated, granted or lapse, and uses that nobody finished.
struct BookingDuty: ClockDuty {
    let name = "bookings"
    let registry: Registry
    /// How long after its booked end an unfinished use ends by itself.
    let finishAfter: Span
    let logger: Logger

    /// Acts handed to the desk at once.
    private static let page = 200

    struct Away: Error {}

    func perform(at now: Instant) async throws {
        var last: DueStep?
        while true {
            let steps = try await registry.reader.dueSteps(
                by: now, finishAfter: finishAfter, after: last, limit: Self.page)
            let acts = steps.map { DeskAct.booking(.tick($0.booking, finishAfter: finishAfter), about: $0.subject) }
            for (step, result) in zip(steps, await registry.desk.perform(inOrder: acts, by: .daemon)) {
                try note(result, step)
            }
            guard steps.count == Self.page else { return }
            last = steps.last
        }
    }

    private func note(_ result: DeskResult, _ step: DueStep) throws {
        switch result {
        case .booked(let accepted):
            logger.info(
                "by the clock",
                metadata: [
                    "booking": "b\(step.booking)",
                    "acts": "\(accepted.events.map(\.step.rawValue).joined(separator: ","))",
                ])
        // Another daemon, or somebody's answer, was first; or it is not due by the rules in force.
        case .refused: break
        case .failed(let reason):
            logger.error("clock work failed", metadata: ["booking": "b\(step.booking)", "reason": "\(reason)"])
        case .busy, .unavailable, .signedOut, .keyReused, .registered, .replayed: throw Away()
        }
    }
}
