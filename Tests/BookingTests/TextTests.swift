import Booking
import Testing

struct TextTests {
    @Test(arguments: [
        ("2026-12-01T09:00", "2026-12-01T09:00:00+08:00"), ("2026-12-01T09:00:30", "2026-12-01T09:00:30+08:00"),
        ("2026-12-01 09:00", "2026-12-01T09:00:00+08:00"), ("2026-12-01T09:00Z", "2026-12-01T17:00:00+08:00"),
        ("2026-12-01T09:00:00-05:00", "2026-12-01T22:00:00+08:00"), ("2024-02-29T00:00", "2024-02-29T00:00:00+08:00"),
    ]) func readsInstants(_ text: String, _ expected: String) throws {
        let instant = try TimeText.instant(text, in: shanghai)
        #expect(TimeText.format(instant, in: shanghai) == expected)
        #expect(try TimeText.instant(expected, in: berlin) == instant)
    }

    @Test(arguments: [
        "", "2026-12-01", "2026-12-01T9:00", "2026-12-01T24:00", "2026-12-01T09:60", "2026-02-30T09:00",
        "2026-12-01T09:00:60",
        "2026-12-01T09:00:00.5", "2026-12-01T09:00+0800", "2026-12-01T09:00+08:00x", "2026-12-01T09:00+24:00",
        "tomorrow",
        "２026-12-01T09:00",
    ]) func refusesInstants(_ text: String) {
        #expect {
            try TimeText.instant(text, in: shanghai)
        } throws: { error in
            (error as? TextFault)?.message.en.contains(TextFault.quote(text)) == true
        }
    }

    @Test func quoteIsBounded() {
        #expect(TextFault.quote(String(repeating: "电", count: 100)).count == 43)
        #expect(TextFault.quote("a\nb\"c") == "\"a·b·c\"")
    }

    @Test(arguments: [
        ("90m", 90, "1h30m"), ("2h", 120, "2h"), ("1h30m", 90, "1h30m"), ("1d", 1440, "24h"), ("30d", 43_200, "30d"),
        ("1d12h", 2160, "36h"), ("15m", 15, "15m"), ("48h", 2880, "2d"), ("40h", 2400, "40h"),
    ]) func readsSpans(_ text: String, _ minutes: Int, _ printed: String) throws {
        #expect(try TimeText.span(text) == .minutes(minutes))
        #expect(TimeText.format(.minutes(minutes)) == printed)
        #expect(try TimeText.span(printed) == .minutes(minutes))
    }

    @Test(arguments: ["", "0m", "0h0m", "2", "h", "-2h", "30m1h", "1h1h", "1.5h", "2 h", "99999999999d"])
    func refusesSpans(_ text: String) {
        #expect(throws: TextFault.self) { try TimeText.span(text) }
    }

    @Test(arguments: [
        ("mon-fri 09:00-17:00; sat 09:00-12:00", "mon-fri 09:00-17:00; sat 09:00-12:00"),
        ("周一至周五 9:00-17:00", "mon-fri 09:00-17:00"),
        ("周一至五9：00－17：00", "mon-fri 09:00-17:00"),
        ("星期一到星期五 8:30～17:30，周六 9:00-12:00", "mon-fri 08:30-17:30; sat 09:00-12:00"),
        ("周一、三、五 9:00-12:00，13:00-17:00", "mon,wed,fri 09:00-12:00,13:00-17:00"),
        ("工作日 上午9:00-12:00 下午1:00-5:00", "mon-fri 09:00-12:00,13:00-17:00"),
        ("工作日：9点-17点半", "mon-fri 09:00-17:30"),
        ("每天 全天", "mon-sun 00:00-24:00"), ("全天开放", "mon-sun 00:00-24:00"), ("24小时", "mon-sun 00:00-24:00"),
        ("24/7", "mon-sun 00:00-24:00"), ("7x24小时", "mon-sun 00:00-24:00"), ("daily 24h", "mon-sun 00:00-24:00"),
        ("Monday to Friday 9am-5pm", "mon-fri 09:00-17:00"),
        ("Weekdays 9-17, Sat 10:00-14:00", "mon-fri 09:00-17:00; sat 10:00-14:00"),
        ("9:00-17:00 mon-fri", "mon-fri 09:00-17:00"),
        ("9:00-17:00 周一至周五，10:00-12:00 周六", "mon-fri 09:00-17:00; sat 10:00-12:00"),
        ("fri-mon 10:00-11:00", "mon,fri-sun 10:00-11:00"),
        ("mon 22:00-06:00", "mon 22:00-24:00; tue 00:00-06:00"),
        ("sun 22:00-02:00", "mon 00:00-02:00; sun 22:00-24:00"),
        ("mon 09:00-12:00,12:00-17:00", "mon 09:00-17:00"), ("mon 09:00-13:00,12:00-17:00", "mon 09:00-17:00"),
        ("周一至周五 9:00-12:00；13:00-17:00", "mon-fri 09:00-12:00,13:00-17:00"),
        ("周一至周五 9:00-17:00；周六、周日休息", "mon-fri 09:00-17:00"), ("closed", "closed"),
        ("mon-fri 00:00-24:00", "mon-fri 00:00-24:00"), ("周日 9:00-10:00", "sun 09:00-10:00"),
        ("周天 9:00—10:00", "sun 09:00-10:00"),
        ("每周一 9:00-10:00", "mon 09:00-10:00"), ("周末 9:00-10:00", "sat-sun 09:00-10:00"),
        ("mon-tue\n09:00-10:00", "mon-tue 09:00-10:00"),
    ]) func readsHours(_ text: String, _ canonical: String) throws {
        if text.contains("\n") {
            // A line break ends a group, so the days there have no time.
            #expect(throws: TextFault.self) { try WeeklyHours(text: text) }
            return
        }
        let read = try WeeklyHours(text: text)
        #expect(read.description == canonical)
        #expect(try WeeklyHours(text: canonical) == read)
    }

    @Test(arguments: [
        "", "mon", "9:00-17:00", "mon 9:00", "mon 9:00-", "mon 9-5", "mon 09:00-09:00", "mon 25:00-26:00",
        "mon 9:60-10:00",
        "mon-fri 9:00-17:00（节假日除外）", "funday 9:00-17:00", "mon - 9:00-17:00", "mon 24:00-25:00", "13pm-2pm mon",
        "周 9:00-10:00",
        "mon 9:00-10:00-11:00", "电镜", "mon 9:5555-10:00",
    ]) func refusesHours(_ text: String) {
        #expect(throws: TextFault.self) { try WeeklyHours(text: text) }
    }

    @Test func canonicalHoursReadBack() throws {
        var random = Seeded(state: 3)
        for _ in 0..<2_000 {
            var week = WeeklyHours()
            for day in Weekday.allCases {
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    let from = Int.random(in: 0..<1440, using: &random)
                    week.open(day, from: from, to: Int.random(in: from...1440, using: &random))
                }
            }
            #expect(try WeeklyHours(text: week.description) == week)
        }
    }
}
