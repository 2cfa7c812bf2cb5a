import Booking
import Testing

/// What existing booking systems get wrong, each as a case: the comments say what goes wrong there, and what happens here.
///
/// That two people get the same time when both ask at once cannot be shown without a daemon: `Tests/System/RaceTests.swift`.
/// What each does over the wire is in `Tests/System/KnownDefectTests.swift`.
@Suite("Defects of existing systems") struct KnownDefectTests {
    /// There, a booking from Sunday 22:00 to Monday 06:00 is charged wholly to the week (or the day) it starts in, so a
    /// firm with two hours left is refused, and one with none left in the new week is let in. Here it is split at
    /// midnight: two hours for the one, six for the other.
    @Test(arguments: [
        // Hours and minutes used in the week before, and in the week after; the limit is forty hours.
        (2_280, 0, true), (2_295, 0, false), (2_265, 0, true), (0, 2_040, true), (0, 2_055, false), (0, 2_025, true),
        (2_280, 2_040, true), (2_295, 2_040, false), (2_280, 2_055, false),
    ]) func aWeekIsChargedWhatLiesInIt(_ before: Int, _ after: Int, _ right: Bool) {
        for calendar in [shanghai, berlin] {
            var world = World()
            world.calendar = calendar
            world.now = at("2026-11-23T09:00", calendar)
            for (minutes, monday) in [(before, "2026-11-30T00:00"), (after, "2026-12-08T00:00")] where minutes > 0 {
                let start = at(monday, calendar)
                world.firmBookings.append(
                    QuotaBooking(
                        id: BookingID(Int64(minutes)), instrument: World.instrument,
                        period: Period(start: start, end: start + .minutes(minutes))!, state: .confirmed))
            }
            let night = period("2026-12-06T22:00", "2026-12-07T06:00", calendar)
            #expect(world.refusals(night) == (right ? [] : ["B6"]))
        }
    }

    /// There, a length is taken apart into days and hours and only the hours are counted: 32 hours count as 8. Here
    /// elapsed minutes are summed.
    @Test(arguments: [("32h", true), ("31h45m", false), ("40h", true)])
    func thirtyTwoHoursCountAsThirtyTwo(_ week: String, _ right: Bool) {
        var world = World()
        world.policy = policy(["B3": ["max": "48h"], "B6": ["week": week]])
        let long = period("2026-12-01T08:00", "2026-12-02T16:00")
        #expect(world.refusals(long) == (right ? [] : ["B6"]))
        #expect(world.verdict("B6", long)?.asked == "32h")
        // And so they count for the next.
        world.book(1, long)
        world.policy = policy(["B6": ["week": "40h"]])
        #expect(world.refusals(period("2026-12-03T08:00", "2026-12-03T16:00")) == [])
        #expect(world.refusals(period("2026-12-03T08:00", "2026-12-03T16:15")) == ["B6"])
        #expect(world.verdict("B6", period("2026-12-03T08:00", "2026-12-03T09:00"))?.used == "32h")
    }

    /// There, the most that may be booked at a time is asked of each day alone, or of the end's time of day less the
    /// start's, so 20:00 to 01:00 counts as four hours and one, or as less than nothing. Here a length is what passes
    /// from the start to the end, midnight or not.
    @Test(arguments: [
        ("2026-12-01T20:00", "2026-12-02T00:00", true), ("2026-12-01T20:00", "2026-12-01T23:45", true),
        ("2026-12-01T20:00", "2026-12-02T00:15", false), ("2026-12-01T20:00", "2026-12-02T01:00", false),
        ("2026-12-01T21:00", "2026-12-02T01:00", true), ("2026-12-01T23:45", "2026-12-02T23:30", false),
        // Over the ends of a week, a month and a year.
        ("2026-12-06T20:00", "2026-12-07T01:00", false), ("2026-11-30T20:00", "2026-12-01T01:00", false),
        ("2026-12-31T20:00", "2027-01-01T01:00", false), ("2026-12-31T21:00", "2027-01-01T01:00", true),
    ]) func midnightMakesNoBookingShorter(_ from: String, _ to: String, _ right: Bool) {
        var world = World()
        world.policy = policy(["B3": ["max": "4h"], "B5": ["days": "60d"]])
        #expect(world.refusals(period(from, to)) == (right ? [] : ["B3"]))
    }

    /// There, the horizon is measured on the start, so who books the last minute of it gets as much beyond it as the
    /// longest booking. Here it is measured on the end. Now is Monday 23 November, 09:00; the horizon is 30 days.
    @Test(arguments: [
        ("2026-12-22T12:00", "2026-12-23T09:00", true), ("2026-12-22T12:00", "2026-12-23T08:45", true),
        ("2026-12-22T12:00", "2026-12-23T09:15", false), ("2026-12-23T08:45", "2026-12-24T08:45", false),
    ]) func theHorizonEndsTheBooking(_ from: String, _ to: String, _ right: Bool) {
        #expect(World().refusals(period(from, to)) == (right ? [] : ["B5"]))
    }

    /// There, hours that are shut on one weekday only, or one day's closure, are asked of the day on which a booking
    /// starts, or of none. Here every moment of a booking is asked, also on the days in the middle.
    @Test(arguments: [
        ("2026-12-01T11:00", "2026-12-01T14:00", false), ("2026-12-01T11:00", "2026-12-01T12:00", true),
        ("2026-12-01T11:00", "2026-12-01T12:15", false), ("2026-12-01T13:00", "2026-12-01T14:00", true),
        ("2026-12-01T12:45", "2026-12-01T14:00", false), ("2026-12-02T11:00", "2026-12-02T14:00", true),
        // From Monday evening to Tuesday afternoon, and from Wednesday over a holiday to Friday.
        ("2026-11-30T20:00", "2026-12-01T13:30", false), ("2026-12-02T20:00", "2026-12-04T08:00", false),
        ("2026-12-02T20:00", "2026-12-03T00:00", true), ("2026-12-04T00:00", "2026-12-04T08:00", true),
        ("2026-12-02T20:00", "2026-12-03T00:15", false), ("2026-12-03T23:45", "2026-12-04T08:00", false),
    ]) func hoursOfOneDayHold(_ from: String, _ to: String, _ right: Bool) {
        var world = World()
        world.policy = policy(["B3": ["max": "48h"], "B6": ["mode": "off"]])
        world.record.openHours = hours("mon,wed-sun 00:00-24:00; tue 00:00-12:00,13:00-24:00")
        world.closures = [
            Closure(
                id: ClosureID(1), channel: nil, period: period("2026-12-03T00:00", "2026-12-04T00:00"),
                reason: "holiday")
        ]
        #expect(world.refusals(period(from, to)) == (right ? [] : ["B2"]))
    }

    /// There, periods that lie inside each other are joined by the end of the one that comes last, so time that is taken
    /// turns free behind the inner one. Here the later end counts, however they are nested and in whatever order.
    @Test func whatLiesInsideMakesNothingFree() {
        let outer = period("2026-12-01T10:00", "2026-12-01T16:00")
        let inner = period("2026-12-01T11:00", "2026-12-01T12:00")
        let twin = period("2026-12-01T10:00", "2026-12-01T10:30")
        let day = period("2026-12-01T09:00", "2026-12-01T17:00")
        let free = [
            period("2026-12-01T09:00", "2026-12-01T10:00"), period("2026-12-01T16:00", "2026-12-01T17:00"),
        ]
        for order in [[outer, inner, twin], [inner, twin, outer], [twin, outer, inner]] {
            #expect(order.merged() == [outer])
            #expect([day].subtracting(order) == free)
            var world = World()
            world.closures = order.enumerated().map { index, period in
                Closure(id: ClosureID(Int64(index)), channel: nil, period: period, reason: "maintenance")
            }
            #expect(world.facts.instruments[World.instrument]?.freePeriods(in: day) == free)
            #expect(world.refusals(period("2026-12-01T13:00", "2026-12-01T14:00")) == ["B2"])
            #expect(world.refusals(period("2026-12-01T16:00", "2026-12-01T17:00")) == [])
            #expect(world.refusals(period("2026-12-01T15:45", "2026-12-01T16:45")) == ["B2"])
        }
    }

    /// There, only the start and the end are looked up among the closures, so one that lies strictly inside a booking
    /// stops nobody. Here no minute of it may be closed.
    @Test(arguments: [
        ("2026-12-01T09:00", "2026-12-01T17:00", false), ("2026-12-01T09:00", "2026-12-01T12:00", true),
        ("2026-12-01T12:30", "2026-12-01T17:00", true), ("2026-12-01T09:00", "2026-12-01T12:15", false),
        ("2026-12-01T12:15", "2026-12-01T17:00", false),
    ]) func aClosureStrictlyInsideCounts(_ from: String, _ to: String, _ right: Bool) {
        for calendar in [shanghai, berlin] {
            var world = World()
            world.calendar = calendar
            world.closures = [
                Closure(
                    id: ClosureID(1), channel: nil, period: period("2026-12-01T12:00", "2026-12-01T12:30", calendar),
                    reason: "maintenance")
            ]
            #expect(world.refusals(period(from, to, calendar)) == (right ? [] : ["B2"]))
        }
    }

    /// There, a series goes on by seven times 24 hours, or by what the last one became, and stays an hour off after the
    /// clocks change or after a time of day that one of its days skips. Here the time on the wall is what repeats.
    @Test func aSeriesComesBackFromAChangeOfTheClock() throws {
        func starts(_ start: String, _ calendar: ZoneCalendar) throws -> [String] {
            try series("FREQ=WEEKLY;COUNT=4", from: start).occurrences(in: calendar).map {
                String(TimeText.format($0.period.start, in: calendar).dropFirst(5))
            }
        }
        #expect(
            try starts("2026-10-18T09:00", berlin) == [
                "10-18T09:00:00+02:00", "10-25T09:00:00+01:00", "11-01T09:00:00+01:00", "11-08T09:00:00+01:00",
            ])
        #expect(
            try starts("2027-03-21T09:00", berlin) == [
                "03-21T09:00:00+01:00", "03-28T09:00:00+02:00", "04-04T09:00:00+02:00", "04-11T09:00:00+02:00",
            ])
        // Half past two is skipped on 28 March, and only then.
        #expect(
            try starts("2027-03-21T02:30", berlin) == [
                "03-21T02:30:00+01:00", "03-28T03:30:00+02:00", "04-04T02:30:00+02:00", "04-11T02:30:00+02:00",
            ])
        #expect(
            try starts("2026-10-18T09:00", shanghai) == [
                "10-18T09:00:00+08:00", "10-25T09:00:00+08:00", "11-01T09:00:00+08:00", "11-08T09:00:00+08:00",
            ])
    }

    /// There, a booking that ends as it starts is taken: it overlaps nothing, so there is no end of them. Here there is
    /// no period without length, and the shortest is a rule.
    @Test func nothingHasNoLength() {
        let start = at("2026-12-01T09:00")
        #expect(Period(start: start, end: start) == nil)
        #expect(Period(start: start, end: start + .minutes(-15)) == nil)
        #expect(World().refusals(Period(start: start, end: start + .minutes(15))!) == ["B3"])
        #expect(World().refusals(Period(start: start, end: start + .minutes(30))!) == [])
        #expect(throws: (any Error).self) {
            try series("FREQ=DAILY;COUNT=2", from: "2026-12-01T09:00", .elapsed(.minutes(0))).occurrences(in: shanghai)
        }
    }
}
