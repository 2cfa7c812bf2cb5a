import Booking
import Testing

/// A use that goes on past its end, and those who come after it.
struct OvertimeTests {
    private let tuesday = period("2026-11-24T10:00", "2026-11-24T12:00")

    private func act(_ act: BookingAct, _ world: World, at now: String) -> Decision {
        decide(act, by: World.unitUser, facts: world.facts, newID: BookingID(0), at: at(now))
    }

    /// Ten to twelve, still running; half an hour later the next, who in turn leaves a quarter of an hour to a third.
    private func overstaying() -> World {
        var world = World()
        world.record.cleanDown = 15
        world.book(1, tuesday)
        world.book(2, period("2026-11-24T12:30", "2026-11-24T13:30"))
        world.book(3, period("2026-11-24T13:45", "2026-11-24T15:00"))
        world.bookings[0].state = .running
        world.bookings[0].life.startedAt = tuesday.start
        return world
    }

    /// What an act on the first comes to for the others.
    private func told(_ step: BookingAct, _ world: World, _ now: String) -> [String] {
        guard case .accepted(let accepted) = act(step, world, at: now) else { return [] }
        return accepted.events.filter { $0.after.id != BookingID(1) }.map { event in
            let until = event.after.life.delayedUntil.map { TimeText.plain($0, in: shanghai).suffix(5) } ?? "-"
            return "b\(event.after.id) \(event.step.rawValue) \(event.after.state.rawValue) \(until)"
        }
    }

    /// Those whose time, or whose clean-down before it, is gone are named.
    @Test(arguments: [
        ("2026-11-24T11:30", 0), ("2026-11-24T12:00", 0), ("2026-11-24T12:15", 0), ("2026-11-24T12:16", 1),
        ("2026-11-24T14:00", 2),
    ])
    func overtimeNamesWhoStandsInTheWay(_ moment: String, _ affected: Int) {
        let world = overstaying()
        let made = event(act(.finish(BookingID(1), at: at(moment)), world, at: "2026-11-24T18:00"))
        #expect(made?.affected.map(\.id) == [BookingID(2), BookingID(3)].prefix(affected).map { $0 })
    }

    /// The next user is told, keeps until when it waited, and pays for what could be had.
    @Test func overtimeIsToldToTheNextUserAndNotChargedToIt() {
        var world = overstaying()
        func told(_ moment: String) -> [String] {
            self.told(.finish(BookingID(1), at: at(moment)), world, "2026-11-24T18:00")
        }
        #expect(told("2026-11-24T12:15") == [])
        #expect(told("2026-11-24T12:16") == ["b2 overrun confirmed 12:31"])
        #expect(told("2026-11-24T13:14") == ["b2 overrun confirmed 13:29"])
        // Nothing is left of it: it cannot be had, and its firm is not to blame.
        #expect(told("2026-11-24T13:15") == ["b2 bump bumped 13:30"])
        #expect(told("2026-11-24T14:00") == ["b2 bump bumped 14:15", "b3 overrun confirmed 14:15"])
        // A request that waits is told, too; its clock decides about it.
        world.bookings[1].state = .requested
        #expect(told("2026-11-24T13:30") == ["b2 overrun requested 13:45"])
    }

    /// While it goes on, whoever's time is reached is told once, and loses nothing by it; its end says how long it was.
    @Test func overtimeIsToldWhileItGoesOn() {
        var world = overstaying()
        func told(_ step: BookingAct, _ now: String) -> [String] { self.told(step, world, now) }
        let tick = BookingAct.tick(BookingID(1), finishAfter: .hours(24))
        #expect(told(tick, "2026-11-24T12:00") == [], "it has its time")
        #expect(told(tick, "2026-11-24T12:15") == [], "and nobody waits")
        #expect(told(tick, "2026-11-24T12:16") == ["b2 overrun confirmed 12:31"])
        // Not even where nothing would be left of it: perhaps only the end was not recorded.
        #expect(
            told(tick, "2026-11-24T14:00") == ["b2 overrun confirmed 14:15", "b3 overrun confirmed 14:15"])
        world.bookings[1].life.delayedUntil = at("2026-11-24T12:31")
        #expect(told(tick, "2026-11-24T13:30") == [], "once")
        #expect(told(tick, "2026-11-24T13:31") == ["b3 overrun confirmed 13:46"])
        func finish(_ moment: String) -> BookingAct { .finish(BookingID(1), at: at(moment)) }
        #expect(told(finish("2026-11-24T12:50"), "2026-11-24T13:00") == ["b2 overrun confirmed 13:05"])
        #expect(told(finish("2026-11-24T12:20"), "2026-11-24T13:00") == ["b2 overrun confirmed 12:35"])
        #expect(told(finish("2026-11-24T12:15"), "2026-11-24T13:00") == ["b2 overrun confirmed -"], "in time")
        // Another runs as well, and may be what it waits for.
        let calm = world.channels
        world.channels[0].live[2] = LiveBooking(
            id: BookingID(3), period: world.bookings[2].period, setUp: 0, cleanDown: 15, state: .running)
        world.bookings[2].state = .running
        #expect(told(finish("2026-11-24T12:15"), "2026-11-24T13:00") == [])
        #expect(told(finish("2026-11-24T12:16"), "2026-11-24T13:00").first == "b2 overrun confirmed 12:31")
        world.bookings[2].state = .confirmed
        world.channels = calm
        let clock = BookingAct.tick(BookingID(1), finishAfter: .hours(1))
        #expect(told(clock, "2026-11-24T13:00") == ["b2 overrun confirmed -"], "as booked")
    }
}
