import Booking
import Testing

/// The text that is kept of a series, and what becomes of it when bookings move.
struct SeriesTextTests {
    private func series(
        _ rule: String, _ start: String, _ length: SeriesLength = .elapsed(.hours(1))
    ) throws -> Series {
        guard case .wall(let wall)? = Moment(text: start) else { throw Missing() }
        return Series(rule: try RecurrenceRule(text: rule), start: wall, length: length)
    }

    private struct Missing: Error {}

    private func periods(_ series: Series, _ calendar: ZoneCalendar = shanghai) throws -> [Period] {
        try series.occurrences(in: calendar).map(\.period)
    }

    /// By so many days, to the time of day and length of the first.
    private func shifted(_ old: [Period], days: Int, minutes: Int, length: Span, _ calendar: ZoneCalendar) -> [Period] {
        let second = (WallTime(old[0].start, in: calendar).second + minutes * 60) % 86_400
        return old.map { period in
            let day = WallTime(period.start, in: calendar).day + days
            let start = WallTime(day: day, second: second)!.instant(in: calendar)
            return Period(start: start, end: start + length)!
        }
    }

    @Test func whatIsAskedForIsSaidInLines() throws {
        let asked = try series("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4", "2026-12-07T09:00")
        var held = try periods(asked)
        #expect(
            SeriesText(asked, holding: held, in: shanghai).text(in: shanghai) == """
                DTSTART;TZID=Asia/Shanghai:20261207T090000
                DURATION:PT60M
                RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4
                """)
        // One is left out, one lies elsewhere.
        held.remove(at: 1)
        held.append(period("2026-12-10T13:00", "2026-12-10T15:00"))
        let text = SeriesText(asked, holding: held, in: shanghai)
        #expect(
            text.text(in: shanghai).hasSuffix(
                """
                EXDATE;TZID=Asia/Shanghai:20261209T090000
                RDATE;VALUE=PERIOD:20261210T050000Z/20261210T070000Z
                """))
        #expect(
            SeriesText(text: text.text(in: shanghai)) == text
                && text.periods(in: shanghai) == held.sorted { $0.start < $1.start })
        let walled = try series("FREQ=DAILY;COUNT=2", "2026-12-07T22:00", .wallClock(days: 1, second: 3600))
        let whole = SeriesText(walled, holding: try periods(walled), in: shanghai)
        #expect(whole.text(in: shanghai).contains("DTEND;TZID=Asia/Shanghai:20261208T010000"))
        #expect(SeriesText(text: whole.text(in: shanghai)) == whole)
        for bad in [
            "", "FREQ=DAILY;COUNT=2", "RRULE:FREQ=DAILY;COUNT=2", "DTSTART:x", "X:y", "RDATE:1/2", "DURATION:PT1H",
        ] {
            #expect(SeriesText(text: bad) == nil, "\(bad)")
        }
    }

    @Test func thisAndFollowingBecomeASeriesOfTheirOwn() throws {
        let asked = try series("FREQ=DAILY;COUNT=5", "2026-12-07T09:00")
        let all = try periods(asked)
        let text = SeriesText(asked, holding: all, in: shanghai)
        let moved = Array(zip(all[2...], shifted(Array(all[2...]), days: 0, minutes: 30, length: .hours(2), shanghai)))
        let parts = text.split(kept: Array(all[..<2]), moved: moved.map { (from: $0.0, to: $0.1) }, in: shanghai)
        #expect(parts.kept?.text(in: shanghai).contains("RRULE:FREQ=DAILY;UNTIL=20261209T085900") == true)
        #expect(parts.kept?.periods(in: shanghai) == Array(all[..<2]))
        #expect(
            parts.moved?.text(in: shanghai) == """
                DTSTART;TZID=Asia/Shanghai:20261209T093000
                DURATION:PT120M
                RRULE:FREQ=DAILY;COUNT=3
                """)
        // All of it: nothing stays.
        let whole = text.split(
            kept: [],
            moved: zip(all, shifted(all, days: 1, minutes: 0, length: .hours(1), shanghai)).map { (from: $0, to: $1) },
            in: shanghai)
        #expect(whole.kept == nil && whole.moved?.added.isEmpty == true)
    }

    /// Whatever is moved of whatever series, twice: both texts come to the very bookings, and read back.
    @Test func textsStayTrue() throws {
        var random = Seeded(state: 55)
        let rules = [
            "FREQ=DAILY;COUNT=9", "FREQ=DAILY;INTERVAL=3;COUNT=7", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=8",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU;COUNT=6", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=5",
            "FREQ=MONTHLY;BYDAY=1MO;COUNT=6", "FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=-1;COUNT=6", "FREQ=YEARLY;COUNT=3",
        ]
        var ruled = 0
        for turn in 0..<600 {
            let calendar = zones[turn % zones.count]
            guard
                let first = WallTime(
                    day: Day(text: "2026-09-28")! + Int(random.next() % 120), second: Int(random.next() % 96) * 900)
            else { continue }
            let rule = try RecurrenceRule(text: rules[turn % rules.count])
            let asked = Series(rule: rule, start: first, length: .elapsed(.minutes(30 + Int(random.next() % 5) * 30)))
            var held = try asked.occurrences(in: calendar).map(\.period)
            guard held.count > 3, Set(held).count == held.count else { continue }
            held.remove(at: Int(random.next() % UInt64(held.count)))
            var text = SeriesText(asked, holding: held, in: calendar)
            #expect(text.periods(in: calendar) == held)
            for _ in 0..<2 {
                let cut = Int(random.next() % UInt64(held.count))
                let old = Array(held[cut...])
                let new = shifted(
                    old, days: Int(random.next() % 9) - 4, minutes: Int(random.next() % 8) * 15, length: .minutes(45),
                    calendar)
                let kept = Array(held[..<cut])
                let parts = text.split(kept: kept, moved: zip(old, new).map { (from: $0, to: $1) }, in: calendar)
                #expect(parts.kept?.periods(in: calendar) ?? [] == kept)
                let moved = try #require(parts.moved)
                #expect(Set(moved.periods(in: calendar)) == Set(new), "\(rules[turn % rules.count]) \(calendar.name)")
                #expect(SeriesText(text: moved.text(in: calendar)) == moved)
                if let kept = parts.kept { #expect(SeriesText(text: kept.text(in: calendar)) == kept) }
                if moved.series != nil { ruled += 1 }
                text = moved
                held = moved.periods(in: calendar)
            }
        }
        #expect(ruled > 400, "most are still said by a rule")
    }
}
