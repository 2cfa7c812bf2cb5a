import Booking
import Testing

/// The edges of days, weeks and months, on the weekend on which one zone sets its clocks back and the other does not:
/// exactly on each, a step inside, a step outside.
struct BoundaryTests {
    /// The night of the change has five hours from eleven to three in Berlin, and four in Shanghai.
    private static let edges: [(limit: String, from: String, to: String, berlin: Bool, shanghai: Bool)] = [
        // All within the week that ends with Sunday 25 October.
        ("5h", "2026-10-24T23:00", "2026-10-25T03:00", true, true),
        ("4h45m", "2026-10-24T23:00", "2026-10-25T03:00", false, true),
        ("4h", "2026-10-24T23:00", "2026-10-25T03:00", false, true),
        ("3h45m", "2026-10-24T23:00", "2026-10-25T03:00", false, false),
        // Up to the week's end, and over it.
        ("2h", "2026-10-25T22:00", "2026-10-26T00:00", true, true),
        ("2h", "2026-10-25T21:45", "2026-10-26T00:00", false, false),
        ("2h", "2026-10-25T22:00", "2026-10-26T02:00", true, true),
        ("2h", "2026-10-25T22:00", "2026-10-26T02:15", false, false),
        ("2h", "2026-10-25T22:15", "2026-10-26T01:45", true, true),
        // A day's end that is no week's end divides nothing.
        ("2h", "2026-10-23T23:00", "2026-10-24T01:00", true, true),
        ("2h", "2026-10-23T23:00", "2026-10-24T01:15", false, false),
    ]

    @Test(arguments: edges.indices) func aWeekEndsAtItsMidnight(_ index: Int) {
        let edge = Self.edges[index]
        for (calendar, right) in [(berlin, edge.berlin), (shanghai, edge.shanghai)] {
            var world = World()
            world.calendar = calendar
            world.now = at("2026-10-20T09:00", calendar)
            world.policy = policy(["B6": ["week": edge.limit]])
            #expect(
                world.refusals(period(edge.from, edge.to, calendar)) == (right ? [] : ["B6"]),
                "\(calendar.name) \(edge)")
        }
    }

    /// October has 745 hours in Berlin; what lies behind its end is November's.
    @Test(arguments: [
        ("2026-10-31T22:00", "2026-11-01T00:00", true), ("2026-10-31T21:45", "2026-11-01T00:00", false),
        ("2026-10-31T22:00", "2026-11-01T02:00", true), ("2026-10-31T22:00", "2026-11-01T02:15", false),
        ("2026-10-31T21:45", "2026-11-01T02:00", false), ("2026-10-31T22:15", "2026-11-01T01:45", true),
        // The end of a week is none of the month's.
        ("2026-10-25T23:00", "2026-10-26T01:00", true), ("2026-10-25T23:00", "2026-10-26T01:15", false),
    ]) func aMonthEndsAtItsMidnight(_ from: String, _ to: String, _ right: Bool) {
        for calendar in [berlin, shanghai] {
            var world = World()
            world.calendar = calendar
            world.now = at("2026-10-20T09:00", calendar)
            world.policy = policy(["B6": ["week": "off", "month": "2h"]])
            #expect(world.refusals(period(from, to, calendar)) == (right ? [] : ["B6"]), "\(calendar.name)")
        }
    }

    /// Notice, horizon and free cancellation are times on a stop-watch: a day of theirs has 24 hours, whatever the clock
    /// on the wall does. Now is nine on Saturday; 24 hours later it is eight in Berlin.
    @Test(arguments: ["07:45", "08:00", "08:15", "08:45", "09:00", "09:15"])
    func aDayOfNoticeHas24Hours(_ time: String) {
        for (calendar, edge) in [(berlin, "08:00"), (shanghai, "09:00")] {
            let moment = at("2026-10-25T\(time)", calendar)
            let side = time == edge ? 0 : time < edge ? -1 : 1
            var world = World()
            world.calendar = calendar
            world.now = at("2026-10-24T09:00", calendar)
            // Notice: on the edge is right, sooner is not.
            world.policy = policy(["B4": ["notice": "24h"]])
            let after = Period(start: moment, end: moment + .hours(1))!
            #expect(world.refusals(after) == (side < 0 ? ["B4"] : []), "\(calendar.name) \(time)")
            // Horizon: on the edge is right, later is not.
            world.policy = policy(["B5": ["days": "1d"]])
            let before = Period(start: moment - .hours(1), end: moment)!
            #expect(world.refusals(before) == (side > 0 ? ["B5"] : []), "\(calendar.name) \(time)")
            // Free cancellation: on the edge it is free, later it is late.
            world.policy = policy(["B14": ["notice": "24h"]])
            world.book(1, after)
            let cancelled = event(
                decide(
                    .cancel(BookingID(1), reason: nil), by: World.firmUser, facts: world.facts, newID: BookingID(0),
                    at: world.now))
            #expect(cancelled?.after.life.late == (side < 0), "\(calendar.name) \(time)")
        }
    }
}
