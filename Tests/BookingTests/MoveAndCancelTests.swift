import Booking
import Testing

struct MoveAndCancelTests {
    private let tuesday = period("2026-11-24T10:00", "2026-11-24T12:00")

    private func moved(_ world: World, _ id: Int64 = 1, to: Period, by requester: Requester = World.firmUser)
        -> Decision
    {
        decide(.move(BookingID(id), to: to), by: requester, facts: world.facts, newID: BookingID(0), at: world.now)
    }

    @Test func moveLeavesItsOwnOldTimeOut() {
        var world = World()
        world.book(1, tuesday)
        #expect(names(moved(world, to: period("2026-11-24T11:00", "2026-11-24T13:00"))) == [])
        world.book(2, period("2026-11-24T13:00", "2026-11-24T14:00"))
        #expect(names(moved(world, to: period("2026-11-24T11:00", "2026-11-24T13:00"))) == [])
        #expect(names(moved(world, to: period("2026-11-24T11:15", "2026-11-24T13:15"))) == ["conflict"])
        // Quota: 38 hours of others and this one's 2 fill the week; its own do not count twice.
        world.firmBookings.append(
            QuotaBooking(
                id: BookingID(3), instrument: World.instrument, period: period("2026-11-25T00:00", "2026-11-26T13:00"),
                state: .confirmed))
        #expect(names(moved(world, to: period("2026-11-24T11:00", "2026-11-24T13:00"))) == [])
        #expect(names(moved(world, to: period("2026-11-24T10:45", "2026-11-24T13:00"))) == ["B6"])
    }

    /// B15: a move is refused by each rule that refuses a new booking for the same time.
    @Test func moveSkipsNoRule() {
        var random = Seeded(state: 11)
        for _ in 0..<3_000 {
            var world = World()
            world.record.openHours = hours("mon-fri 08:00-20:00; sat 08:00-12:00")
            world.record.setUp = [0, 15, 30].randomElement(using: &random)!
            world.policy = policy(["B7": ["max": "3"], "B6": ["week": "10h"], "B3": ["max": "8h"]])
            world.book(2, period("2026-11-25T10:00", "2026-11-25T14:00"))
            world.book(3, period("2026-11-27T08:00", "2026-11-27T12:00"))
            if Bool.random(using: &random) {
                world.disclosure = .withdrawn(reason: "x", until: nil, since: Instant(seconds: 0))
            }
            if Bool.random(using: &random) { world.tariffs["imaging"] = [] }
            let start = world.now + .minutes(5 * Int.random(in: 0..<10_000, using: &random))
            let time = Period(start: start, end: start + .minutes(5 * Int.random(in: 1...120, using: &random)))!
            let expected = world.refusals(time)
            world.book(1, period("2026-12-20T10:00", "2026-12-20T11:00"))
            // The moved booking is one of the outstanding ones, and excluded again.
            #expect(names(moved(world, to: time)) == expected)
        }
    }

    @Test func movePrice() {
        var world = World()
        world.book(1, tuesday)
        // Confirmed at 350 an hour; the tariff has risen and fallen since. Same length keeps the sum, another the terms.
        world.bookings[0].price = Money(fen: 69_999)
        world.tariffs["imaging"] = [World.tariff(.hour, fen: 99_900)]
        func price(_ to: Period) -> Int64? {
            guard let made = event(moved(world, to: to)), made.step == .move else { return nil }
            #expect(made.before == world.bookings[0] && made.after.terms == world.bookings[0].terms)
            return made.after.price.fen
        }
        #expect(price(period("2026-11-26T10:00", "2026-11-26T12:00")) == 69_999)
        #expect(price(period("2026-11-26T10:00", "2026-11-26T13:00")) == 105_000)
    }

    @Test(arguments: BookingState.allCases) func stateMachine(_ state: BookingState) {
        var world = World()
        world.book(1, tuesday, state: state)
        let open = state == .confirmed || state == .requested
        #expect(names(moved(world, to: period("2026-11-26T10:00", "2026-11-26T12:00"))) == (open ? [] : ["state"]))
        let cancelled = decide(
            .cancel(BookingID(1), reason: nil), by: World.firmUser, facts: world.facts, newID: BookingID(0),
            at: world.now)
        #expect(names(cancelled) == (open ? [] : ["state"]))
        #expect(state.successors.contains(.cancelled) == open)
    }

    @Test func whoMayMoveAndCancel() {
        var world = World()
        world.book(1, tuesday)
        let other = World.requester(OrganisationID(21), .firm)
        let otherUnit = World.requester(OrganisationID(11), .unit)
        let park = World.requester(World.park, .park)
        let otherPark = World.requester(World.otherPark, .park)
        let zone = World.requester(World.zoneOffice, .zone)
        func cancelled(_ requester: Requester, _ reason: String?) -> [String] {
            names(
                decide(
                    .cancel(BookingID(1), reason: reason), by: requester, facts: world.facts, newID: BookingID(0),
                    at: world.now))
        }
        #expect(cancelled(World.firmUser, nil) == [])
        #expect(cancelled(World.unitUser, nil) == ["invalid reason"])
        #expect(cancelled(World.unitUser, "unsafe") == [])
        #expect(cancelled(other, "x") == ["not-found"])
        #expect(cancelled(otherUnit, "x") == ["not-found"])
        // Offices act in the unit's place, and owe the same reason.
        #expect(cancelled(park, nil) == ["invalid reason"])
        #expect(cancelled(park, "unsafe") == [])
        #expect(cancelled(otherPark, "x") == ["forbidden"])
        #expect(cancelled(zone, nil) == ["invalid reason"])
        #expect(cancelled(zone, "restricted") == [])
        let to = period("2026-11-26T10:00", "2026-11-26T12:00")
        #expect(names(moved(world, to: to, by: World.unitUser)) == ["forbidden"])
        #expect(names(moved(world, to: to, by: zone)) == ["forbidden"])
        #expect(names(moved(world, to: to, by: other)) == ["not-found"])
        #expect(names(moved(world, 5, to: to)) == ["not-found"])
    }

    @Test(arguments: [("2026-11-23T09:59", false), ("2026-11-23T10:00", false), ("2026-11-23T10:01", true)])
    func lateCancellation(_ now: String, _ late: Bool) {
        var world = World()
        world.book(1, tuesday)
        world.now = at(now)
        for (requester, counts) in [(World.firmUser, late), (World.unitUser, false)] {
            let made = event(
                decide(
                    .cancel(BookingID(1), reason: "unsafe"), by: requester, facts: world.facts, newID: BookingID(0),
                    at: world.now))
            #expect(made?.step == (requester == World.firmUser ? .cancel : .bump))
            #expect(made?.after.life.reason == "unsafe")
            #expect(made?.after.life.late == counts)
        }
    }

    @Test func whatHasBegunStays() {
        var world = World()
        world.book(1, tuesday)
        func answers(_ now: String) -> [[String]] {
            [World.firmUser, World.unitUser].map {
                names(
                    decide(
                        .cancel(BookingID(1), reason: "unsafe"), by: $0, facts: world.facts, newID: BookingID(0),
                        at: at(now)
                    ))
            }
        }
        #expect(answers("2026-11-24T09:59") == [[], []])
        #expect(answers("2026-11-24T10:00") == [["state"], []])
        #expect(answers("2026-11-24T11:59") == [["state"], []])
        #expect(answers("2026-11-24T12:00") == [["state"], ["state"]])
        world.now = at("2026-11-24T10:00")
        #expect(names(moved(world, to: period("2026-11-26T10:00", "2026-11-26T12:00"))) == ["state"])
    }
}
