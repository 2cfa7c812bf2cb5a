import Booking
import Testing

struct SeriesTests {
    @Test(arguments: [
        // A month without the day is skipped.
        ("FREQ=MONTHLY;COUNT=5", "2026-01-31T09:00", "0131 0331 0531 0731 0831"),
        ("FREQ=MONTHLY;COUNT=4", "2027-12-30T09:00", "20271230 20280130 20280330 20280430"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", "2028-01-31T09:00", "0131 0229 0331 0430"),
        ("FREQ=MONTHLY;BYMONTHDAY=-31;COUNT=3", "2026-01-01T09:00", "0101 0301 0501"),
        ("FREQ=MONTHLY;BYMONTHDAY=30,-1;COUNT=5", "2026-01-30T09:00", "0130 0131 0228 0330 0331"),
        // 29 February, also over a century that has none.
        ("FREQ=YEARLY;COUNT=3", "2024-02-29T09:00", "20240229 20280229 20320229"),
        ("FREQ=YEARLY;COUNT=3", "2092-02-29T09:00", "20920229 20960229 21040229"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=3", "2027-02-28T09:00", "20270228 20280229 20290228"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=2", "2024-02-29T09:00", "20240229 20280229"),
        // Numbered weekdays; a month without a fifth is skipped.
        ("FREQ=MONTHLY;BYDAY=5MO;COUNT=4", "2026-01-01T09:00", "0330 0629 0831 1130"),
        ("FREQ=MONTHLY;BYDAY=-5MO;COUNT=4", "2026-01-01T09:00", "0302 0601 0803 1102"),
        ("FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=4", "2026-01-01T09:00", "0105 0130 0202 0227"),
        ("FREQ=MONTHLY;BYDAY=MO,1FR;COUNT=6", "2026-01-01T09:00", "0102 0105 0112 0119 0126 0202"),
        ("FREQ=YEARLY;BYDAY=1MO;COUNT=2", "2026-01-01T09:00", "20260105 20270104"),
        ("FREQ=YEARLY;BYDAY=20MO;COUNT=2", "2026-01-01T09:00", "20260518 20270517"),
        ("FREQ=YEARLY;BYDAY=53TH;COUNT=2", "2026-01-01T09:00", "20261231 20321230"),
        ("FREQ=YEARLY;BYDAY=-53TH;COUNT=2", "2026-01-01T09:00", "20260101 20320101"),
        ("FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU;COUNT=4", "2026-01-01T09:00", "20260329 20261025 20270328 20271031"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "2026-01-01T09:00", "0213 0313 1113"),
        ("FREQ=YEARLY;BYMONTHDAY=13;COUNT=3", "2026-01-01T09:00", "0113 0213 0313"),
        ("FREQ=YEARLY;BYMONTH=1;COUNT=2", "2026-02-15T09:00", "20270115 20280115"),
        // The week's start decides which weeks every second week are.
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=4", "2026-12-01T09:00", "1201 1206 1215 1220"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4", "2026-12-01T09:00",
            "1201 1213 1215 1227"
        ),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=MO;COUNT=2", "2026-12-01T09:00", "1206 1220"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU;COUNT=2", "2026-12-01T09:00", "1213 1227"),
        ("FREQ=WEEKLY;BYMONTH=3;COUNT=3", "2026-12-07T09:00", "0301 0308 0315"),
        // Positions are those of the whole period, also where it began before the start.
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2026-01-01T09:00", "0130 0227 0331"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2,-2;COUNT=3", "2026-01-05T09:00", "0129 0203 0226"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1;COUNT=2", "2026-01-07T09:00", "0112 0119"),
        ("FREQ=YEARLY;BYDAY=MO;BYSETPOS=53;COUNT=1", "2026-01-01T09:00", "1231"),
        ("FREQ=DAILY;INTERVAL=10;COUNT=4", "2026-02-20T09:00", "0220 0302 0312 0322"),
        ("FREQ=DAILY;BYDAY=SA,SU;COUNT=3", "2026-01-05T09:00", "0110 0111 0117"),
    ]) func names(_ text: String, _ start: String, _ expected: String) throws {
        #expect(try days(series(text, from: start)) == expected)
    }

    /// What ends exactly on an occurrence includes it; a minute, a second or a day sooner does not.
    @Test(arguments: [
        ("20261204", 4), ("20261203", 3), ("20261204T090000", 4), ("20261204T085959", 3), ("20261204T0859", 3),
        ("20261204T010000Z", 4), ("20261204T005959Z", 3), ("2026-12-04T09:00+08:00", 4), ("2026-12-04T08:59+08:00", 3),
        ("20261204T235959", 4), ("20261205T000000", 4), ("20261201T090000", 1), ("20261201", 1), ("20261130", 0),
        ("20261201T085900", 0),
    ]) func endsOnTheDot(_ until: String, _ count: Int) throws {
        #expect(
            try series("FREQ=DAILY;UNTIL=\(until)", from: "2026-12-01T09:00").occurrences(in: shanghai).count == count)
    }

    /// COUNT counts the dates that are then left out; numbers stay with their dates.
    @Test func countIncludesWhatIsLeftOut() throws {
        let some = series(
            "FREQ=DAILY;COUNT=5", from: "2026-12-01T09:00", except: "2026-12-02,20261203T090000,20261205T010000Z")
        let found = try some.bookable(in: shanghai)
        #expect(found.map(\.number) == [1, 4])
        #expect(try days(some) == "1201 1204")
        // Another time of that day is not the occurrence.
        #expect(
            try days(series("FREQ=DAILY;COUNT=2", from: "2026-12-01T09:00", except: "20261202T1000")) == "1201 1202")
    }

    /// Nine o'clock stays nine o'clock over both changes of the clock, and so does the elapsed length.
    @Test(arguments: zones) func keepsTheWallClock(_ calendar: ZoneCalendar) throws {
        let year = try series("FREQ=DAILY;COUNT=366", from: "2026-01-01T09:00").occurrences(in: calendar)
        for one in year {
            let local = calendar.local(one.period.start)
            #expect(local.day == one.start.day && local.minuteOfDay == 540)
            #expect(one.period.length == .hours(1))
        }
        let gaps = Set(zip(year, year.dropFirst()).map { ($1.period.start - $0.period.start).minutes })
        #expect(
            gaps == (calendar === shanghai ? [1440] : calendar === lordHowe ? [1410, 1440, 1470] : [1380, 1440, 1500]))
    }

    /// 02:30 is skipped on 29 March 2026 and comes twice on 25 October.
    @Test func skippedAndRepeatedStarts() throws {
        func text(_ start: String, _ length: SeriesLength) throws -> [String] {
            try series("FREQ=DAILY;COUNT=3", from: start, length).occurrences(in: berlin).map {
                "\(TimeText.format($0.period.start, in: berlin).dropFirst(8)) \($0.period.length.minutes)"
            }
        }
        let hour = SeriesLength.elapsed(.hours(1))
        #expect(
            try text("2026-03-28T02:30", hour) == [
                "28T02:30:00+01:00 60", "29T03:30:00+02:00 60", "30T02:30:00+02:00 60",
            ])
        #expect(
            try text("2026-10-24T02:30", hour) == [
                "24T02:30:00+02:00 60", "25T02:30:00+02:00 60", "26T02:30:00+01:00 60",
            ])
        // From half past one to half past three on the wall: an hour shorter, and an hour longer.
        let clock = SeriesLength.wallClock(from: wall("2026-01-01T01:30"), to: wall("2026-01-01T03:30"))
        #expect(
            try text("2026-03-28T01:30", clock) == [
                "28T01:30:00+01:00 120", "29T01:30:00+01:00 60", "30T01:30:00+02:00 120",
            ])
        #expect(
            try text("2026-10-24T01:30", clock) == [
                "24T01:30:00+02:00 120", "25T01:30:00+02:00 180", "26T01:30:00+01:00 120",
            ])
        // An hour that the clock skips as a whole has no length.
        let inside = SeriesLength.wallClock(from: wall("2026-01-01T02:00"), to: wall("2026-01-01T03:00"))
        let nothing = try #require(
            fault { () throws(RecurrenceFault) in
                try series("FREQ=DAILY;COUNT=3", from: "2026-03-28T02:00", inside).occurrences(in: berlin)
            })
        #expect(nothing.part == .length && nothing.message.en.contains("2026-03-29T02:00"))
        let without = series("FREQ=DAILY;COUNT=3", from: "2026-03-28T02:00", inside, except: "2026-03-29")
        #expect(try without.bookable(in: berlin).count == 2)
    }

    /// Samoa had no 30 December 2011: that date's time and the next one's are the same moment.
    @Test func aDayThatTheZoneSkips() throws {
        let found = try series("FREQ=DAILY;COUNT=4", from: "2011-12-28T10:00").occurrences(in: apia)
        #expect(found[2].period == found[3].period && found[1].period.end <= found[2].period.start)
        #expect(found.map(\.period).collisions(setUp: 0, cleanDown: 0) == [Collision(first: 2, second: 3)])
    }

    @Test(arguments: [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3",
        "FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29",
    ]) func rulesThatNameNothingEnd(_ text: String) throws {
        let start = "2026-12-01T09:00"
        #expect(try series("\(text);UNTIL=20301231", from: start).occurrences(in: shanghai) == [])
        for (end, part) in [("COUNT=1", RecurrenceFault.Part.count), ("UNTIL=99991231", .until)] {
            let endless = series("\(text);\(end)", from: start)
            let found = fault { () throws(RecurrenceFault) in try endless.occurrences(in: shanghai) }
            #expect(found?.part == part && found?.message.en.contains("within 50 years") == true)
            let asked = fault { () throws(RecurrenceFault) in try endless.bookable(in: shanghai) }
            #expect(asked?.part == .rule && asked?.message.en.contains("names no date") == true)
        }
        // Nor at the end of all calendars.
        #expect(throws: RecurrenceFault.self) {
            try series("\(text);COUNT=2", from: "9999-12-31T23:59").occurrences(in: berlin)
        }
    }

    @Test func atMost366() throws {
        func refusal(_ end: String) -> RecurrenceFault? {
            fault { () throws(RecurrenceFault) in
                try series("FREQ=DAILY;UNTIL=\(end)", from: "2026-01-01T09:00").bookable(in: shanghai)
            }
        }
        #expect(refusal("20270101") == nil)
        #expect(refusal("20270102")?.part == .until && refusal("20270102")?.message.en.contains("366") == true)
        // Leaving dates out does not make room.
        let trimmed = series("FREQ=DAILY;UNTIL=20270102", from: "2026-01-01T09:00", except: "2026-06-01")
        #expect(throws: RecurrenceFault.self) { try trimmed.occurrences(in: shanghai) }
        // The last day of the 50 years, and the year after it.
        #expect(try series("FREQ=YEARLY;COUNT=51", from: "2026-01-01T09:00").occurrences(in: shanghai).count == 51)
        #expect(throws: RecurrenceFault.self) {
            try series("FREQ=YEARLY;COUNT=52", from: "2026-01-01T09:00").occurrences(in: shanghai)
        }
    }

    /// What is asked for must be meant: part, suggestion.
    @Test(arguments: [
        ("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3", "2026-12-01T09:00", "", "start", "2026-12-02T09:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", "2027-02-01T23:45", "", "start", "2027-03-31T23:45"),
        ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20261130", "2026-12-01T09:00", "", "start", "2026-12-02T09:00"),
        ("FREQ=WEEKLY;UNTIL=20261130", "2026-12-01T09:00", "", "until", ""),
        ("FREQ=DAILY;COUNT=3", "2026-12-01T09:00", "2026-12-04", "exdate", ""),
        ("FREQ=DAILY;COUNT=3", "2026-12-01T09:00", "2026-12-02T08:00", "exdate", ""),
        ("FREQ=DAILY;COUNT=2", "2026-12-01T09:00", "2026-12-01,2026-12-02", "exdate", ""),
        ("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8;COUNT=2", "2026-12-01T09:00", "", "rule", ""),
    ]) func refusesToBook(_ text: String, _ start: String, _ except: String, _ part: String, _ first: String) throws {
        let asked = series(text, from: start, except: except)
        let found = try #require(fault { () throws(RecurrenceFault) in try asked.bookable(in: shanghai) })
        #expect(found.part.rawValue == part, "\(found)")
        #expect(found.suggestion.map(\.description) ?? "" == first)
        if let suggestion = found.suggestion { #expect(found.message.zh.contains(suggestion.description)) }
    }

    @Test func lengthsOfNothing() {
        for length in [
            SeriesLength.elapsed(.minutes(0)), .wallClock(days: 0, second: 32_400), .wallClock(days: -1, second: 0),
        ] {
            let found = fault { () throws(RecurrenceFault) in
                try series("FREQ=DAILY;COUNT=1", from: "2026-12-01T09:00", length).occurrences(in: shanghai)
            }
            #expect(found?.part == .length)
        }
    }

    @Test func startsAsked() throws {
        #expect(try moment("2026-12-01T09:00").start(in: berlin) == wall("2026-12-01T09:00"))
        #expect(try moment("2026-12-01T09:00Z").start(in: berlin) == wall("2026-12-01T10:00"))
        // Skipped on its first day, and yet the wall clock of the series.
        #expect(try moment("2026-03-29T02:30").start(in: berlin) == wall("2026-03-29T02:30"))
        #expect(try moment("2026-10-25T02:30+02:00").start(in: berlin) == wall("2026-10-25T02:30"))
        for bad in ["2026-10-25T02:30+01:00", "2026-12-01"] {
            let found = fault { () throws(RecurrenceFault) in try moment(bad).start(in: berlin) }
            #expect(found?.part == .start)
        }
    }
}
