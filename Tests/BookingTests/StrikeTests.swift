import Booking
import Testing

/// Rule B8: three late cancellations or no-shows in 90 days suspend for 14 days from the last. Now is 2026-11-23 09:00.
struct StrikeTests {
    private let time = period("2026-11-27T10:00", "2026-11-27T11:00")

    private func world(_ moments: [String], _ calendar: ZoneCalendar = shanghai) -> World {
        var world = World()
        world.calendar = calendar
        world.strikes = moments.enumerated().map {
            Strike(booking: BookingID(Int64($0) + 700), at: at($1, calendar))
        }
        return world
    }

    @Test(arguments: [
        (["2026-11-20T10:00", "2026-11-21T10:00"], true),
        (["2026-11-20T10:00", "2026-11-21T10:00", "2026-11-22T10:00"], false),
        // The order in which they are known does not matter.
        (["2026-11-22T10:00", "2026-11-20T10:00", "2026-11-21T10:00"], false),
        // The last was 14 days ago, to the second; a little less; a little more.
        (["2026-11-01T10:00", "2026-11-02T10:00", "2026-11-09T09:00"], true),
        (["2026-11-01T10:00", "2026-11-02T10:00", "2026-11-09T09:01"], false),
        (["2026-11-01T10:00", "2026-11-02T10:00", "2026-11-09T08:59"], true),
        // From first to last 90 days, a minute less, a minute more.
        (["2026-08-22T10:00", "2026-11-01T10:00", "2026-11-20T10:00"], true),
        (["2026-08-22T10:01", "2026-11-01T10:00", "2026-11-20T10:00"], false),
        (["2026-08-22T09:59", "2026-11-01T10:00", "2026-11-20T10:00"], true),
        // An earlier suspension is over, and two more do not make a new one with what is long ago.
        (["2026-05-01T10:00", "2026-05-02T10:00", "2026-05-03T10:00", "2026-11-20T10:00", "2026-11-21T10:00"], true),
        // A later single one does not shorten a suspension, and lengthens it if three still stand within 90 days.
        (["2026-11-01T10:00", "2026-11-02T10:00", "2026-11-03T10:00", "2026-11-21T10:00"], false),
        // A cancellation for a time that is still to come.
        (["2026-11-20T10:00", "2026-11-21T10:00", "2026-11-23T18:00"], false),
    ]) func edges(_ moments: [String], _ right: Bool) {
        #expect(world(moments).refusals(time) == (right ? [] : ["B8"]))
    }

    /// Ninety days of 24 hours over a change of the clock.
    @Test(arguments: [("2026-08-26T11:00", true), ("2026-08-26T11:01", false)])
    func overAChangeOfTheClock(_ first: String, _ right: Bool) {
        var world = world([first, "2026-11-01T10:00", "2026-11-24T10:00"], berlin)
        world.now = at("2026-11-24T12:00", berlin)
        #expect(
            world.refusals(period("2026-11-27T10:00", "2026-11-27T11:00", berlin)) == (right ? [] : ["B8"]))
    }

    @Test func otherNumbers() {
        var world = world(["2026-11-20T10:00"])
        world.policy = policy(["B8": ["count": "1", "suspension": "3d"]])
        #expect(world.refusals(time) == ["B8"])
        world.policy = policy(["B8": ["count": "1", "suspension": "2d"]])
        #expect(world.refusals(time) == [])
        world.policy = policy(["B8": ["mode": "off", "count": "1"]])
        #expect(world.refusals(time) == [])
    }

    @Test func saysUntilWhen() throws {
        let suspended = try #require(
            world(["2026-11-20T10:00", "2026-11-21T10:00", "2026-11-22T10:00"]).verdict("B8", time))
        #expect(!suspended.passed && suspended.limit == "3" && suspended.used == "3")
        #expect(suspended.message.en.contains("until 2026-12-06 10:00"))
        let other = try #require(world(["2026-11-20T10:00"]).verdict("B8", time))
        #expect(other.passed && other.used == "1")
        #expect(world([]).verdict("B8", time, by: nil) == nil)
        // Others' are their own.
        #expect(
            world(["2026-11-20T10:00", "2026-11-21T10:00", "2026-11-22T10:00"]).refusals(
                time, by: World.requester(OrganisationID(21), .firm)) == [])
    }

    /// A move is judged too, and cancelling stays possible.
    @Test func whatIsBookedStaysAndDoesNotMove() {
        var world = world(["2026-11-20T10:00", "2026-11-21T10:00", "2026-11-22T10:00"])
        world.book(1, time)
        #expect(world.refusalsOfMove(1, to: period("2026-11-28T10:00", "2026-11-28T11:00")) == ["B8"])
        let cancelled = decide(
            .cancel(BookingID(1), reason: nil), by: World.firmUser, facts: world.facts, newID: BookingID(0),
            at: world.now)
        #expect(names(cancelled) == [])
    }

    /// The third late cancellation of a batch is seen by the reservation after it.
    @Test func aLateCancellationCountsAtOnce() throws {
        var world = world(["2026-11-20T10:00", "2026-11-21T10:00"])
        world.book(1, period("2026-11-23T18:00", "2026-11-23T19:00"))
        world.book(2, period("2026-11-25T18:00", "2026-11-25T19:00"))
        var facts = world.facts
        func cancel(_ id: Int64) throws -> BookingEvent {
            try #require(
                event(
                    decide(
                        .cancel(BookingID(id), reason: nil), by: World.firmUser, facts: facts, newID: BookingID(0),
                        at: world.now)))
        }
        func reserve() -> [String] {
            names(
                decide(
                    .reserve(world.wish(time)), by: World.firmUser, facts: facts, newID: BookingID(9), at: world.now))
        }
        // In good time: none.
        facts.apply(try cancel(2))
        #expect(reserve() == [])
        facts.apply(try cancel(1))
        #expect(reserve() == ["B8"])
        // A no-show of a running batch, too.
        var missed = world
        missed.book(3, period("2026-11-23T08:00", "2026-11-23T08:30"))
        facts = missed.facts
        var after = missed.bookings[2]
        after.state = .noShow
        facts.apply(BookingEvent(.cancel, before: missed.bookings[2], after: after))
        #expect(reserve() == ["B8"])
    }
}
