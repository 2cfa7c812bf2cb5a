import Booking
import Testing

/// The quota against a model that walks through time minute by minute.
struct QuotaModelTests {
    /// For every minute: which week is it on the wall?
    private func slow(_ time: Period, _ others: [Period], _ calendar: ZoneCalendar, week: Int?, month: Int?) -> Bool {
        func counts(_ key: (LocalTime) -> Int) -> (used: [Int: Int], asked: [Int: Int]) {
            var used: [Int: Int] = [:]
            var asked: [Int: Int] = [:]
            func walk(_ period: Period, _ into: inout [Int: Int]) {
                var at = period.start
                while at < period.end {
                    into[key(calendar.local(at)), default: 0] += 1
                    at = at + .minutes(1)
                }
            }
            for other in others { walk(other, &used) }
            walk(time, &asked)
            return (used, asked)
        }
        func fits(_ limit: Int?, _ key: (LocalTime) -> Int) -> Bool {
            guard let limit else { return true }
            let (used, asked) = counts(key)
            return asked.allSatisfy { $0.value + used[$0.key, default: 0] <= limit }
        }
        return fits(week) { ($0.day.number + 3) / 7 }
            && fits(month) { $0.day.components.year * 12 + $0.day.components.month }
    }

    @Test(arguments: zones) func agreesWithTheSlowModel(_ calendar: ZoneCalendar) {
        var random = Seeded(state: 8)
        var refused = 0
        for round in 0..<300 {
            var world = World()
            world.calendar = calendar
            world.now = at("2026-10-01T00:00", calendar)
            let week: Int? = round % 3 == 0 ? nil : Int.random(in: 5...60, using: &random) * 60
            let month: Int? = round % 2 == 0 ? nil : Int.random(in: 10...100, using: &random) * 60
            world.policy = policy([
                "B3": ["grid": "1m", "min": "1m", "max": "31d"], "B5": ["days": "90d"], "B7": ["mode": "off"],
                "B6": ["week": week.map { "\($0)m" } ?? "off", "month": month.map { "\($0)m" } ?? "off"],
            ])
            // October and November 2026 hold a change of the clock in Berlin, New York and on Lord Howe Island.
            func any() -> Period {
                let start = at("2026-10-02T00:00", calendar) + .minutes(Int.random(in: 0..<60_000, using: &random))
                return Period(start: start, end: start + .minutes(Int.random(in: 1...3_000, using: &random)))!
            }
            let others = (0..<4).map { _ in any() }
            world.firmBookings = others.enumerated().map {
                QuotaBooking(
                    id: BookingID(Int64($0)), instrument: World.instrument, period: $1,
                    state: [.confirmed, .noShow, .finished, .running][$0])
            }
            let time = any()
            let expected = slow(time, others, calendar, week: week, month: month)
            #expect(world.refusals(time) == (expected ? [] : ["B6"]))
            if !expected { refused += 1 }
        }
        #expect(refused > 20)
    }

    // MARK: Faults seen in other systems

    @Test func sundayNightIsSplitAtMidnight() {
        var world = World()
        // Sunday 22:00 to Monday 06:00: two hours here, six there.
        world.book(1, period("2026-11-29T22:00", "2026-11-30T06:00"))
        world.policy = policy(["B6": ["week": "8h"]])
        #expect(world.refusals(period("2026-11-28T10:00", "2026-11-28T16:00")) == [])
        #expect(world.refusals(period("2026-11-28T10:00", "2026-11-28T16:15")) == ["B6"])
        #expect(world.refusals(period("2026-12-01T10:00", "2026-12-01T12:00")) == [])
        #expect(world.refusals(period("2026-12-01T10:00", "2026-12-01T12:15")) == ["B6"])
    }

    @Test func thirtyTwoHoursAreThirtyTwoHours() {
        var world = World()
        world.policy = policy(["B3": ["max": "3d"], "B6": ["week": "31h45m"]])
        #expect(world.refusals(period("2026-12-01T08:00", "2026-12-02T16:00")) == ["B6"])
        world.policy = policy(["B3": ["max": "3d"], "B6": ["week": "32h"]])
        #expect(world.refusals(period("2026-12-01T08:00", "2026-12-02T16:00")) == [])
    }

    @Test func aNightCountsOnBothSidesOfTheMonth() {
        var world = World()
        world.policy = policy(["B6": ["week": "off", "month": "5h"]])
        world.book(1, period("2026-11-30T20:00", "2026-12-01T01:00"))
        #expect(world.refusals(period("2026-12-01T10:00", "2026-12-01T14:00")) == [])
        #expect(world.refusals(period("2026-12-01T10:00", "2026-12-01T14:15")) == ["B6"])
        #expect(world.refusals(period("2026-11-28T10:00", "2026-11-28T11:00")) == [])
        #expect(world.refusals(period("2026-11-28T10:00", "2026-11-28T11:15")) == ["B6"])
    }

    @Test func severalPeopleOfAFirmShareItsQuota() {
        var world = World()
        world.policy = policy(["B6": ["week": "2h"]])
        world.book(1, period("2026-12-01T10:00", "2026-12-01T12:00"))
        let colleague = Requester(account: AccountID(77), name: "a/c", organisation: World.firm, kind: .firm, park: nil)
        #expect(world.refusals(period("2026-12-02T10:00", "2026-12-02T11:00"), by: colleague) == ["B6"])
    }
}
