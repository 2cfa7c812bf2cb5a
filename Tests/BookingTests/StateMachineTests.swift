import Booking
import Testing

/// Every step from every state: what it leads to, or `ERR state`.
struct StateMachineTests {
    /// A step that nothing but the state can forbid, and what it leads to by state.
    private struct Step {
        let name: String
        let act: BookingAct
        var by = World.unitUser
        var now = "2026-11-25T10:30"
        /// The instrument asks its unit first.
        var asks = false
        let leads: [BookingState: BookingState]
    }

    private static let id = BookingID(1)
    private static let time = period("2026-11-25T10:00", "2026-11-25T12:00")
    private static let ahead = "2026-11-24T09:00"
    private static let other = period("2026-11-26T10:00", "2026-11-26T12:00")

    private static let steps = [
        Step(
            name: "move", act: .move(id, to: other), by: World.firmUser, now: ahead,
            leads: [.requested: .confirmed, .confirmed: .confirmed]),
        Step(
            name: "move where the unit answers", act: .move(id, to: other), by: World.firmUser, now: ahead, asks: true,
            leads: [.requested: .requested, .confirmed: .requested]),
        Step(
            name: "cancel", act: .cancel(id, reason: nil), by: World.firmUser, now: ahead,
            leads: [.requested: .cancelled, .confirmed: .cancelled]),
        Step(name: "bump", act: .cancel(id, reason: "unsafe"), now: ahead, leads: [.confirmed: .bumped]),
        Step(name: "approve", act: .approve(id), now: ahead, asks: true, leads: [.requested: .confirmed]),
        Step(
            name: "decline", act: .decline(id, .unsafe, note: nil), now: ahead, asks: true,
            leads: [.requested: .declined]),
        Step(name: "start", act: .start(id, at: nil), leads: [.confirmed: .running]),
        Step(name: "finish", act: .finish(id, at: nil), leads: [.running: .finished]),
        Step(name: "no-show", act: .noShow(id), leads: [.confirmed: .noShow]),
        // After an outage of days: the park's time came before the start only where it was asked for early.
        Step(
            name: "clock", act: .tick(id, finishAfter: .hours(1)), now: "2026-12-20T00:00", asks: true,
            leads: [.requested: .lapsed, .running: .finished]),
        Step(
            name: "clock, in time", act: .tick(id, finishAfter: .hours(1)), now: "2026-11-25T09:00", asks: true,
            leads: [.requested: .confirmed]),
    ]

    @Test(arguments: BookingState.allCases) func everyStep(_ state: BookingState) {
        for step in Self.steps {
            var world = World()
            world.book(1, Self.time, state: state)
            world.record.shareMode = step.asks ? "approval" : nil
            world.bookings[0].life.askedAt = at("2026-11-20T09:00")
            world.bookings[0].life.respondBy = step.now == Self.ahead ? at("2026-11-24T16:00") : at("2026-11-23T10:00")
            if state == .running || state == .finished { world.bookings[0].life.startedAt = Self.time.start }
            if state == .finished { world.bookings[0].life.finishedAt = Self.time.start + .minutes(10) }
            let decision = decide(step.act, by: step.by, facts: world.facts, newID: BookingID(0), at: at(step.now))
            guard let next = step.leads[state] else {
                #expect(names(decision) == ["state"], "\(step.name) of \(state)")
                continue
            }
            guard case .accepted(let accepted) = decision else {
                #expect(names(decision) == [], "\(step.name) of \(state)")
                continue
            }
            #expect(accepted.events.last?.after.state == next, "\(step.name) of \(state)")
            for event in accepted.events {
                let from = event.before?.state ?? state
                #expect(from == event.after.state || from.successors.contains(event.after.state))
            }
        }
    }

    /// Every lawful transition is somebody's step, so no state is out of reach.
    @Test func everyTransitionHasItsStep() {
        for state in BookingState.allCases {
            for next in state.successors {
                #expect(Self.steps.contains { $0.leads[state] == next }, "\(state) to \(next)")
            }
        }
        let reached = Set(Self.steps.flatMap(\.leads.values))
        #expect(reached.union([.requested]) == Set(BookingState.allCases))
    }
}
