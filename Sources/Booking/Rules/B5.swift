/// The horizon, measured on the end: a booking that starts within it and runs on is refused.
package enum B5 {
    /// Days of 24 hours.
    package static let horizon = Setting(
        0, "days", zh: "可预约天数", en: "horizon", .days(1...730), moreOpen: .larger, fallback: .days(30))

    static let rule = Rule(
        "B5", zh: "预约期限（按结束时间计）", en: "Horizon, measured on the end", source: .practice, settings: [horizon],
        booking: Judge(find: find, say: say))

    /// Small firms may book earlier where rule O8 gives them more days.
    private static func days(_ c: BookingCase, _ setting: RuleSetting) -> Int {
        let days = setting.number(horizon)
        return c.isFavoured ? max(days, c.policy[known: O8.rule].number(O8.horizon)) : days
    }

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        let days = days(c, setting)
        let asked = c.period.end - c.now
        return Finding(
            asked > .days(days) ? .failed : .passed, limit: .days(days), asked: .instant(c.period.end),
            outlook: .never)
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let days = days(c, setting)
        if f.outcome == .passed {
            return Bilingual(zh: "在 \(days) 天的预约期限内。", en: "It ends within the horizon of \(days) days.")
        }
        let last = TimeText.plain(c.now + .days(days), in: c.calendar)
        return Bilingual(
            zh: "只能预约 \(days) 天以内的时间；须在 \(last) 前结束。",
            en: "Bookings end within \(days) days from now; this one has to end by \(last).")
    }
}
