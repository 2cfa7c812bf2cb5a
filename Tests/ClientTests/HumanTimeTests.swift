import Booking
import Testing
import Wire

@testable import Client

@Suite struct HumanTimeTests {
    /// Tuesday, 1 December 2026, 08:59.
    static let times = HumanTime(now: WallClock(wire: "2026-12-01T08:59:58+08:00")!)

    @Test(arguments: [
        ("2026-12-02T09:00", "2026-12-02T09:00"), ("2026-12-02T09:00+08:00", "2026-12-02T09:00+08:00"),
        ("2026-12-02T09:00:00Z", "2026-12-02T09:00:00Z"), ("2026-12-02 9:00", "2026-12-02T09:00"),
        ("2026-12-02", "2026-12-02T00:00"), ("2026/12/2 9:05", "2026-12-02T09:05"),
        ("2026年12月2日 9点半", "2026-12-02T09:30"), ("12月2日9点", "2026-12-02T09:00"), ("3/1 10:00", "2027-03-01T10:00"),
        ("tomorrow 9:00", "2026-12-02T09:00"), ("Tomorrow at 9am", "2026-12-02T09:00"),
        ("tomorrow", "2026-12-02T00:00"),
        ("today 14:00", "2026-12-01T14:00"), ("day after tomorrow 9", "2026-12-03T09:00"),
        ("明天 9:00", "2026-12-02T09:00"), ("明天9点", "2026-12-02T09:00"), ("明天下午3点半", "2026-12-02T15:30"),
        ("后天 上午 9:15", "2026-12-03T09:15"), ("大后天9:00", "2026-12-04T09:00"), ("明天　９：００", "2026-12-02T09:00"),
        ("fri 14:00", "2026-12-04T14:00"), ("Friday 2pm", "2026-12-04T14:00"), ("周五 14:00", "2026-12-04T14:00"),
        ("星期天9点", "2026-12-06T09:00"), ("tue 9:00", "2026-12-01T09:00"), ("tue 8:00", "2026-12-08T08:00"),
        ("next mon 9am", "2026-12-07T09:00"), ("下周一 9:00", "2026-12-07T09:00"), ("本周五 9:00", "2026-12-04T09:00"),
        ("this mon 9:00", "2026-11-30T09:00"), ("14:00", "2026-12-01T14:00"), ("8:30", "2026-12-02T08:30"),
        ("12am", "2026-12-02T00:00"), ("12pm", "2026-12-01T12:00"), ("noon", "2026-12-01T12:00"),
        ("+2h", "2026-12-01T10:59"), ("+1d", "2026-12-02T08:59"), ("-90m", "2026-12-01T07:29"),
        ("now", "2026-12-01T08:59"),
        ("fri 24:00", "2026-12-05T00:00"), ("2028-02-29 9:00", "2028-02-29T09:00"),
    ])
    func instants(_ text: String, _ wire: String) throws {
        #expect(try Self.times.instant(text) == wire)
    }

    @Test(arguments: [
        "", "soon", "tomorrow 25:00", "tomorrow 9:60", "2026-02-30 9:00", "fri 14:00 maybe", "9:0", "13am", "+2", "+",
        "周八 9:00",
        "31.4", "monkey 9:00", "tomorrow tomorrow", "99999999999999999999", "2026-13-01", "next", "12月32日",
    ])
    func whatIsNoTime(_ text: String) {
        let error = #expect(throws: ClientError.self) { try Self.times.instant(text) }
        #expect(error?.kind == .usage && error?.message.en.contains("tomorrow 9:00") == true)
    }

    @Test(arguments: [
        ("90m", "1h30m"), ("2h", "2h"), ("1h30m", "1h30m"), ("1d", "1d"), ("24h", "1d"), ("2 hours", "2h"),
        ("45 min", "45m"),
        ("半小时", "30m"), ("2小时", "2h"), ("1小时30分钟", "1h30m"), ("1 hour 15 minutes", "1h15m"), ("1天", "1d"),
        ("25h", "25h"),
    ])
    func spans(_ text: String, _ wire: String) throws {
        #expect(try HumanSpan.read(text) == wire)
    }

    @Test(arguments: ["", "0m", "2", "h", "2x", "2 hourz", "-1h", "1h30", "9999999h"])
    func whatIsNoSpan(_ text: String) {
        #expect(throws: ClientError.self) { try HumanSpan.read(text) }
    }

    @Test func daysAndMonths() throws {
        for (text, day) in [
            ("tomorrow", "2026-12-02"), ("fri", "2026-12-04"), ("下周一", "2026-12-07"), ("2026-12-02", "2026-12-02"),
        ] {
            #expect(try Self.times.day(text) == day)
        }
        #expect(throws: ClientError.self) { try Self.times.day("tomorrow 9:00") }
        #expect(try Self.times.month("last") == "2026-11")
        #expect(try Self.times.month("本月") == "2026-12")
        #expect(try Self.times.month("2026-11") == "2026-11")
        #expect(throws: ClientError.self) { try Self.times.month("november") }
    }

    @Test func requestsAreBuiltByTheTable() throws {
        let request = try RequestBuilder.build(
            .reserve, subject: "siom/sem-01",
            fields: [("start", "tomorrow 9:00"), ("end", nil), ("for", "4 hours"), ("service", "imaging")],
            times: Self.times)
        #expect(request.text == "RESERVE siom/sem-01 start=2026-12-02T09:00 for=4h service=imaging")
        let week = try RequestBuilder.build(.week, subject: "siom/sem-01", fields: [("day", "明天")], times: Self.times)
        #expect(week.text == "WEEK siom/sem-01 day=2026-12-02")
        #expect(try RequestBuilder.build(.export, subject: "last", times: Self.times).text == "EXPORT 2026-11")
        let withdraw = try RequestBuilder.build(
            .withdraw, subject: "a/b", fields: [("reason", "broken"), ("until", "fri")], times: Self.times)
        #expect(withdraw.text == "WITHDRAW a/b reason=broken until=2026-12-04")
        #expect(throws: ClientError.self) { try RequestBuilder.build(.show, subject: "sem-01", times: Self.times) }
        #expect(throws: ClientError.self) {
            try RequestBuilder.build(
                .cancel, subject: "b1", fields: [("reason", String(repeating: "长", count: 201))], times: Self.times)
        }
    }

    @Test func clocksCount() {
        let clock = WallClock(wire: "2026-12-01T00:30")!
        #expect((clock + -31).description == "2026-11-30T23:59")
        #expect((clock + 1_440 * 31).description == "2027-01-01T00:30")
        #expect(clock + 90 - clock == 90)
    }
}
