import Booking
import Testing

struct SeriesChangeTests {
    @Test func thisAndFollowing() throws {
        let whole = series(
            "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=6", from: "2026-11-30T09:00", except: "2026-12-02,2026-12-14")
        let all = try whole.occurrences(in: shanghai)
        let (before, rest) = try #require(try whole.split(at: all[2], in: shanghai))
        #expect(before?.rule.description == "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261209T085900")
        #expect(before?.exceptions == [moment("2026-12-02")])
        #expect(rest.rule.description == "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3")
        #expect(rest.start == wall("2026-12-09T09:00") && rest.exceptions == [moment("2026-12-14")])
        #expect(try whole.split(at: all[0], in: shanghai)?.before == nil)
        let other = try series("FREQ=DAILY;COUNT=1", from: "2026-12-01T09:00").occurrences(in: shanghai)[0]
        #expect(try whole.split(at: other, in: shanghai) == nil)
    }

    /// At midnight the first part ends on the day before.
    @Test func cutAtMidnight() throws {
        let whole = series("FREQ=DAILY;UNTIL=20261203", from: "2026-12-01T00:00")
        let parts = try #require(try whole.split(at: try whole.occurrences(in: shanghai)[1], in: shanghai))
        #expect(parts.before?.rule.description == "FREQ=DAILY;UNTIL=20261201T235900")
        #expect(try days(parts.before!) == "1201" && days(parts.rest) == "1202 1203")
    }

    /// Both parts of every cut of random series have the occurrences of the whole; and each part can be booked.
    @Test func partsMakeTheWhole() throws {
        for seed in 1...400 {
            let random = RandomSeries(seed: UInt64(seed), in: zones)
            let (whole, calendar) = (random.series, random.calendar)
            guard let all = try? whole.occurrences(in: calendar), !all.isEmpty else { continue }
            for index in Set([0, 1, all.count / 2, all.count - 1]) where index < all.count {
                let parts = try #require(try whole.split(at: all[index], in: calendar))
                let before = try parts.before?.occurrences(in: calendar) ?? []
                let rest = try parts.rest.bookable(in: calendar)
                #expect((before + rest).map(\.period) == all.map(\.period), "\(random)")
                #expect(before == Array(all.prefix(index)))
                #expect(rest.map { $0.number + all[index].number - 1 } == all.dropFirst(index).map(\.number))
            }
        }
    }

    @Test(arguments: [
        ("FREQ=WEEKLY;COUNT=3", "2026-12-07T09:00", "2026-12-08T14:00", "FREQ=WEEKLY;WKST=TU;COUNT=3"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;COUNT=4", "2026-12-07T09:00", "2026-12-06T09:00",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=SU;COUNT=4"
        ),
        ("FREQ=DAILY;UNTIL=20261210T090000", "2026-12-07T09:00", "2026-12-07T23:00", "FREQ=DAILY;COUNT=4"),
        ("FREQ=MONTHLY;COUNT=3", "2026-12-07T09:00", "2026-12-08T09:00", "FREQ=MONTHLY;COUNT=3"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=7,9;COUNT=3", "2026-12-07T09:00", "2026-12-06T09:00",
            "FREQ=MONTHLY;BYMONTHDAY=6,8;COUNT=3"
        ),
        ("FREQ=YEARLY;COUNT=3", "2026-12-07T09:00", "2026-12-17T09:00", "FREQ=YEARLY;COUNT=3"),
        // The first Mondays are 7 December, 4 January, 1 February; a day later is always the first Tuesday of the month.
        ("FREQ=MONTHLY;BYDAY=1MO;COUNT=3", "2026-12-07T09:00", "2026-12-08T09:00", "none"),
        ("FREQ=MONTHLY;COUNT=3", "2026-12-31T09:00", "2027-01-01T09:00", "none"),
    ]) func movesAll(_ text: String, _ from: String, _ to: String, _ expected: String) throws {
        let old = series(text, from: from)
        let moved = try old.moved(to: wall(to), length: .elapsed(.hours(2)), in: shanghai)
        let days = wall(to).day - wall(from).day
        for (a, b) in zip(try old.occurrences(in: shanghai), moved.occurrences) {
            #expect(b.start.day == a.start.day + days && b.start.second == wall(to).second && b.number == a.number)
            #expect(b.period.length == .hours(2))
        }
        #expect(moved.series?.rule.description ?? "none" == expected)
    }

    /// Daily and weekly series without months can be moved by any number of days, over changes of the clock too.
    @Test func movedSeriesSayWhatTheyHave() throws {
        var random = Seeded(state: 12)
        var said = 0
        for seed in 1...400 {
            let old = RandomSeries(seed: UInt64(seed), in: zones)
            let calendar = old.calendar
            guard let before = try? old.series.occurrences(in: calendar) else { continue }
            let days = Int.random(in: -20...20, using: &random)
            let start = try #require(
                WallTime(day: old.series.start.day + days, second: Int.random(in: 0..<1440, using: &random) * 60))
            let moved = try old.series.moved(to: start, length: .elapsed(.hours(1)), in: calendar)
            #expect(moved.occurrences.map(\.start.day) == before.map { $0.start.day + days })
            #expect(moved.occurrences.allSatisfy { $0.period.start == $0.start.instant(in: calendar) })
            if let series = moved.series {
                said += 1
                #expect(try series.occurrences(in: calendar) == moved.occurrences)
            } else {
                let rule = old.series.rule
                let simple = rule.frequency == .weekly || (rule.frequency == .daily && rule.monthDays.isEmpty)
                #expect(!(simple && rule.months.isEmpty && !before.isEmpty), "\(old)")
            }
        }
        #expect(said > 100)
    }

    @Test(arguments: [
        // 10:00-11:00 daily; minutes of length, set-up, clean-down; whether neighbours collide.
        (1440, 0, 0, false), (1441, 0, 0, true), (1380, 60, 0, false), (1380, 0, 60, false), (1380, 60, 60, false),
        (1380, 61, 0, true), (1380, 0, 61, true), (1381, 60, 60, true),
    ]) func neighboursCollide(_ length: Int, _ setUp: Int, _ cleanDown: Int, _ collide: Bool) throws {
        let periods = try series("FREQ=DAILY;COUNT=3", from: "2026-12-01T10:00", .elapsed(.minutes(length)))
            .occurrences(in: shanghai).map(\.period)
        let expected = collide ? [Collision(first: 0, second: 1), Collision(first: 1, second: 2)] : []
        #expect(periods.collisions(setUp: setUp, cleanDown: cleanDown) == expected)
        #expect([Period]().collisions(setUp: 1, cleanDown: 1) == [])
    }

    /// Only the night on which the clock is set forward makes a series of 23 hours and a half too long for itself.
    @Test func collidesOnlyOverTheChange() throws {
        let found = try series("FREQ=DAILY;COUNT=5", from: "2026-03-27T00:00", .elapsed(.minutes(1410)))
            .occurrences(in: berlin).map(\.period)
        #expect(found.collisions(setUp: 0, cleanDown: 30) == [Collision(first: 2, second: 3)])
    }

    /// Against every pair.
    @Test func collisionsAgreeWithPairs() {
        var random = Seeded(state: 13)
        for _ in 0..<3_000 {
            let periods = (0..<Int.random(in: 0...7, using: &random)).map { _ in
                let start = Instant(seconds: Int64.random(in: 0..<300, using: &random) * 60)
                return Period(start: start, end: start + .minutes(Int.random(in: 1...60, using: &random)))!
            }
            let (setUp, cleanDown) = (Int.random(in: 0...15, using: &random), Int.random(in: 0...15, using: &random))
            func clash(_ a: Int, _ b: Int) -> Bool {
                periods[a].start < periods[b].end + .minutes(max(setUp, cleanDown))
                    && periods[b].start < periods[a].end + .minutes(max(setUp, cleanDown))
            }
            let found = periods.collisions(setUp: setUp, cleanDown: cleanDown)
            #expect(found.allSatisfy { clash($0.first, $0.second) })
            // Each period that clashes with one before it is named once.
            let later = periods.indices.filter { b in
                periods.indices.contains { a in
                    (periods[a].start, a) < (periods[b].start, b) && clash(a, b)
                }
            }
            #expect(found.map(\.second).sorted() == later)
        }
    }
}
