import Booking
import Testing

/// Quotas and what a booking has to state, at their edges.
struct QuotaRuleTests {
    /// 36 hours used in the week from 30 November; limit 40.
    @Test(arguments: [
        ("2026-12-04T10:00", "2026-12-04T14:00", true), ("2026-12-04T10:00", "2026-12-04T14:15", false),
        ("2026-12-04T10:00", "2026-12-04T13:45", true),
        // Over the week's end: only the part before Monday counts here.
        ("2026-12-06T20:00", "2026-12-07T10:00", true), ("2026-12-06T19:45", "2026-12-07T10:00", false),
        ("2026-12-06T20:15", "2026-12-07T10:00", true),
        // Another week is another account.
        ("2026-12-07T00:00", "2026-12-08T00:00", true),
    ]) func b6(_ from: String, _ to: String, _ right: Bool) {
        var world = World()
        world.book(1, period("2026-11-30T00:00", "2026-12-01T00:00"))
        world.book(2, period("2026-12-01T00:00", "2026-12-01T12:00"))
        #expect(world.refusals(period(from, to)) == (right ? [] : ["B6"]))
    }

    @Test(arguments: [
        (BookingState.noShow, true), (.finished, true), (.running, true), (.requested, true), (.cancelled, false),
        (.declined, false), (.lapsed, false), (.bumped, false),
    ]) func b6CountsStates(_ state: BookingState, _ counts: Bool) {
        var world = World()
        world.firmBookings = [
            QuotaBooking(
                id: BookingID(1), instrument: World.instrument, period: period("2026-11-30T00:00", "2026-12-01T16:00"),
                state: state)
        ]
        #expect(world.refusals(period("2026-12-02T10:00", "2026-12-02T11:00")) == (counts ? ["B6"] : []))
        // Another instrument's hours are its own.
        world.firmBookings[0] = QuotaBooking(
            id: BookingID(1), instrument: InstrumentID(2), period: period("2026-11-30T00:00", "2026-12-01T16:00"),
            state: state)
        #expect(world.refusals(period("2026-12-02T10:00", "2026-12-02T11:00")) == [])
    }

    @Test func b6Month() {
        var world = World()
        world.policy = policy(["B6": ["month": "50h", "week": "off"]])
        world.firmBookings = [
            // 30 hours in November, 18 in December.
            QuotaBooking(
                id: BookingID(1), instrument: World.instrument, period: period("2026-11-29T18:00", "2026-12-01T18:00"),
                state: .confirmed)
        ]
        #expect(world.refusals(period("2026-11-29T00:00", "2026-11-29T18:00")) == [])
        #expect(world.refusals(period("2026-12-10T00:00", "2026-12-11T00:00")) == [])
        world.book(2, period("2026-12-08T00:00", "2026-12-08T08:00"))
        #expect(world.refusals(period("2026-12-10T00:00", "2026-12-11T00:00")) == [])
        #expect(world.refusals(period("2026-12-09T00:00", "2026-12-10T00:00")) == [])
        world.book(3, period("2026-12-09T00:00", "2026-12-09T00:30"))
        #expect(world.refusals(period("2026-12-10T00:00", "2026-12-11T00:00")) == ["B6"])
    }

    @Test(arguments: [(18, true), (19, true), (20, false), (21, false)])
    func b7(_ outstanding: Int, _ right: Bool) {
        var world = World()
        for index in 0..<outstanding {
            world.firmBookings.append(
                QuotaBooking(
                    id: BookingID(Int64(index + 100)), instrument: InstrumentID(2),
                    period: period("2026-12-01T00:00", "2026-12-01T01:00"), state: .confirmed))
        }
        // Ended, cancelled and missed bookings are not outstanding.
        for (state, end) in [
            (BookingState.confirmed, "09:00"), (.cancelled, "18:00"), (.noShow, "18:00"), (.finished, "18:00"),
        ] {
            world.firmBookings.append(
                QuotaBooking(
                    id: BookingID(1), instrument: InstrumentID(2),
                    period: period("2026-11-23T08:00", "2026-11-23T\(end)"),
                    state: state))
        }
        #expect(world.refusals(period("2026-11-24T10:00", "2026-11-24T11:00")) == (right ? [] : ["B7"]))
    }

    @Test func b16() {
        let time = period("2026-11-24T10:00", "2026-11-24T11:00")
        #expect(World().refusals(time, by: World.unitUser) == ["B16"])
        #expect(World().refusals(time, by: World.unitUser, project: " ") == ["B16"])
        #expect(World().refusals(time, by: World.unitUser, project: "p1") == [])
        var world = World()
        world.policy = policy(["B16": ["project": "no"]])
        #expect(world.refusals(time, by: World.unitUser) == [])
    }

    /// The unit itself gets no better terms (O1).
    @Test func theUnitIsJudgedLikeAnyone() {
        #expect(
            World().refusals(period("2026-11-23T10:00", "2026-11-23T11:00"), by: World.unitUser, project: "p") == ["B4"]
        )
        #expect(
            World().refusals(period("2026-12-23T09:00", "2026-12-23T10:00"), by: World.unitUser, project: "p") == ["B5"]
        )
    }
}
