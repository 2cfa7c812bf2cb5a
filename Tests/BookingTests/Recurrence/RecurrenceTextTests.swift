import Booking
import Testing

struct RecurrenceTextTests {
    @Test(arguments: [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10"),
        ("rrule:count=10;byday=we,mo;freq=weekly;interval=02", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10"),
        ("FREQ=DAILY;INTERVAL=1;WKST=MO;COUNT=366", "FREQ=DAILY;COUNT=366"),
        ("FREQ=MONTHLY;BYDAY=-1FR,+1mo,TU;COUNT=1", "FREQ=MONTHLY;BYDAY=TU,1MO,-1FR;COUNT=1"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,31,1,+1,-31;COUNT=1", "FREQ=MONTHLY;BYMONTHDAY=1,31,-31,-1;COUNT=1"),
        (
            "FREQ=YEARLY;BYDAY=53SU,-53SU;BYMONTHDAY=31;COUNT=1",
            "FREQ=YEARLY;BYMONTHDAY=31;BYDAY=53SU,-53SU;COUNT=1"
        ),
        (
            "FREQ=YEARLY;BYMONTH=12,1,1;BYDAY=MO;BYSETPOS=-1,366;COUNT=1",
            "FREQ=YEARLY;BYMONTH=1,12;BYDAY=MO;BYSETPOS=366,-1;COUNT=1"
        ),
        ("FREQ=DAILY;WKST=SU;UNTIL=20261231", "FREQ=DAILY;WKST=SU;UNTIL=20261231"),
        ("FREQ=DAILY;UNTIL=20261231T090000", "FREQ=DAILY;UNTIL=20261231T090000"),
        ("FREQ=DAILY;UNTIL=20261231T010000z", "FREQ=DAILY;UNTIL=20261231T010000Z"),
        ("FREQ=DAILY;UNTIL=20261231t0900", "FREQ=DAILY;UNTIL=20261231T090000"),
        ("FREQ=DAILY;UNTIL=2026-12-31", "FREQ=DAILY;UNTIL=20261231"),
        ("FREQ=DAILY;UNTIL=2026-12-31T09:00", "FREQ=DAILY;UNTIL=20261231T090000"),
        ("FREQ=DAILY;UNTIL=2026-12-31T09:00:30+08:00", "FREQ=DAILY;UNTIL=20261231T010030Z"),
    ]) func printsCanonically(_ text: String, _ canonical: String) throws {
        let read = try RecurrenceRule(text: text)
        #expect(read.description == canonical)
        #expect(try RecurrenceRule(text: canonical) == read)
        #expect(try RecurrenceRule(text: "RRULE:\(canonical)") == read)
    }

    /// The part that has to be mended, and a piece of the sentence that says how.
    @Test(arguments: [
        ("", "rule", "is empty"), ("RRULE:", "rule", "is empty"), ("weekly", "rule", "NAME=VALUE"),
        ("FREQ=DAILY;COUNT=2;", "rule", "NAME=VALUE"), ("=DAILY;COUNT=2", "rule", "NAME=VALUE"),
        ("FREQ=DAILY;COUNT=2;COUNT=3", "rule", "\"COUNT\" is in the repeat rule twice"),
        ("FREQ=DAILY;freq=DAILY;COUNT=3", "rule", "\"FREQ\" is in the repeat rule twice"),
        ("FREQ=DAILY; COUNT=3", "rule", "\" COUNT\" is no part"), ("FREQ=DAILY;TIMES=3", "rule", "the parts are FREQ"),
        ("FREQ=DAILY;BYHOUR=9;COUNT=3", "rule", "first one's time of day"),
        ("FREQ=YEARLY;BYWEEKNO=9;COUNT=3", "rule", "use BYMONTH with BYMONTHDAY"),
        ("FREQ=DAILY;COUNT=3;EXDATE=20261231", "rule", "given apart"),
        ("FREQ=DAILY", "rule", "never ends"), ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "rule", "two ends"),
        ("COUNT=3", "freq", "lacks FREQ"), ("FREQ=HOURLY;COUNT=3", "freq", "DAILY, WEEKLY, MONTHLY, YEARLY"),
        ("FREQ=;COUNT=3", "freq", "\"\""), ("FREQ=DAILY;INTERVAL=0;COUNT=3", "interval", "1 to 1000"),
        ("FREQ=DAILY;INTERVAL=1001;COUNT=3", "interval", "1 to 1000"),
        ("FREQ=DAILY;INTERVAL=-1;COUNT=3", "interval", "1 to 1000"),
        ("FREQ=DAILY;INTERVAL=1,2;COUNT=3", "interval", "1 to 1000."),
        ("FREQ=DAILY;INTERVAL=x;COUNT=3", "interval", "\"X\""),
        ("FREQ=DAILY;INTERVAL=99999999999999999999;COUNT=3", "interval", "1 to 1000"),
        ("FREQ=DAILY;COUNT=0", "count", "1 to 366"), ("FREQ=DAILY;COUNT=367", "count", "1 to 366"),
        ("FREQ=DAILY;COUNT=", "count", "1 to 366"), ("FREQ=DAILY;UNTIL=tomorrow", "until", "20261231T090000"),
        ("FREQ=DAILY;UNTIL=20260230", "until", "20261231"), ("FREQ=DAILY;UNTIL=20261231T240000", "until", "20261231"),
        ("FREQ=DAILY;UNTIL=20261231T090000+0800", "until", "20261231"), ("FREQ=DAILY;UNTIL=", "until", "\"\""),
        ("FREQ=DAILY;BYMONTH=13;COUNT=3", "bymonth", "1 to 12"),
        ("FREQ=DAILY;BYMONTH=-1;COUNT=3", "bymonth", "1 to 12"),
        ("FREQ=DAILY;BYMONTH=1,,2;COUNT=3", "bymonth", "1 to 12"),
        ("FREQ=MONTHLY;BYMONTHDAY=0;COUNT=3", "bymonthday", "1 to 31 or -31 to -1"),
        ("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3", "bymonthday", "1 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=-32;COUNT=3", "bymonthday", "1 to 31"),
        ("FREQ=WEEKLY;BYMONTHDAY=1;COUNT=3", "bymonthday", "use BYDAY"),
        ("FREQ=WEEKLY;BYDAY=MON;COUNT=3", "byday", "\"MON\" in BYDAY"), ("FREQ=WEEKLY;BYDAY=;COUNT=3", "byday", "\"\""),
        ("FREQ=WEEKLY;BYDAY=1MO;COUNT=3", "byday", "FREQ=MONTHLY or YEARLY"),
        ("FREQ=DAILY;BYDAY=MO,-1FR;COUNT=3", "byday", "write FR"),
        ("FREQ=MONTHLY;BYDAY=0MO;COUNT=3", "byday", "1MO"),
        ("FREQ=MONTHLY;BYDAY=6MO;COUNT=3", "byday", "BYDAY=6MO is past"),
        ("FREQ=YEARLY;BYDAY=54MO;COUNT=3", "byday", "1MO"), ("FREQ=MONTHLY;BYDAY=--1MO;COUNT=3", "byday", "1MO"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-6MO;COUNT=3", "byday", "1 to 5 or -5 to -1"),
        ("FREQ=MONTHLY;BYDAY=周一;COUNT=3", "byday", "\"周一\""),
        ("FREQ=MONTHLY;BYSETPOS=1;COUNT=3", "bysetpos", "BYDAY, BYMONTHDAY or BYMONTH"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0;COUNT=3", "bysetpos", "1 to 366"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-367;COUNT=3", "bysetpos", "1 to 366"),
        ("FREQ=WEEKLY;WKST=1;COUNT=3", "wkst", "MO, TU, WE"), ("FREQ=WEEKLY；COUNT=3", "freq", "DAILY"),
    ]) func refuses(_ text: String, _ part: String, _ says: String) throws {
        let found = try #require(fault { () throws(RecurrenceFault) in try RecurrenceRule(text: text) })
        #expect(found.part.rawValue == part)
        #expect(found.message.en.contains(says), "\(found)")
        #expect(found.message.en.hasSuffix(".") && found.message.zh.hasSuffix("。"))
    }

    @Test func endBesideTheRule() throws {
        #expect(try RecurrenceRule(text: "FREQ=DAILY", end: .count(3)) == rule("FREQ=DAILY;COUNT=3"))
        #expect(
            try RecurrenceRule(text: "FREQ=DAILY", end: .until(moment("2026-12-31")))
                == rule("FREQ=DAILY;UNTIL=20261231"))
        func refused(_ text: String, _ end: RecurrenceRule.End) -> RecurrenceFault? {
            fault { () throws(RecurrenceFault) in try RecurrenceRule(text: text, end: end) }
        }
        #expect(refused("FREQ=DAILY;COUNT=3", .count(3))?.part == .rule)
        #expect(refused("FREQ=DAILY;UNTIL=20261231", .count(3))?.part == .rule)
        #expect(refused("FREQ=DAILY", .count(0))?.part == .count)
        #expect(refused("FREQ=DAILY", .count(367))?.part == .count)
    }

    @Test func listOfDates() throws {
        #expect(
            try Moment.list("2026-12-31,20261230T0900,2026-12-31")
                == [.day(Day(text: "2026-12-31")!), .wall(wall("2026-12-30T09:00"))])
        #expect(try Moment.list("20261231T010000Z") == [.instant(at("2026-12-31T09:00"))])
        for bad in ["", "2026-12-31,", "2026-13-31", "2026-12-31T25:00", "mon", "2026-12-31T09:00+99:00"] {
            let found = fault { () throws(RecurrenceFault) in try Moment.list(bad) }
            #expect(found?.part == .exdate)
        }
        let many = (0...366).map { "\(Day(text: "2026-01-01")! + $0)" }
        #expect(try Moment.list(many.dropLast().joined(separator: ",")).count == 366)
        #expect(fault { () throws(RecurrenceFault) in try Moment.list(many.joined(separator: ",")) }?.part == .exdate)
    }

    /// Whatever is thrown at it, it answers; and what it takes, it prints so that it reads back the same.
    @Test func takesNothingAmiss() {
        var random = Seeded(state: 11)
        let pieces = [
            "FREQ", "=", ";", ",", "WEEKLY", "DAILY", "MONTHLY", "YEARLY", "BYDAY", "MO", "-1", "53", "SU", "COUNT",
            "UNTIL",
            "20261231", "T", "Z", "0", "9", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "INTERVAL", "WKST", "é", "一", "\u{0}",
            " ",
        ]
        for _ in 0..<20_000 {
            var text = Bool.random(using: &random) ? "FREQ=MONTHLY;COUNT=2" : ""
            for _ in 0..<Int.random(in: 0...9, using: &random) { text += pieces.randomElement(using: &random)! }
            guard let read = try? RecurrenceRule(text: text) else { continue }
            #expect((try? RecurrenceRule(text: read.description)) == read, "\(text)")
        }
    }
}
