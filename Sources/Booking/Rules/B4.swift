/// Notice before the start.
package enum B4 {
    package static let notice = Setting(
        0, "notice", zh: "最短提前", en: "notice", .minutes(0...43_200), moreOpen: .smaller, fallback: .minutes(120))

    static let rule = Rule(
        "B4", zh: "提前预约", en: "Notice before the start", source: .practice, settings: [notice],
        booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        let notice = Span.minutes(setting.number(notice))
        let asked = c.period.start - c.now
        return Finding(
            asked < notice ? .failed : .passed, limit: .span(notice), asked: .span(asked),
            outlook: .from(c.now + notice))
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let limit = f.limit.text(c.calendar)
        if f.outcome == .passed {
            return Bilingual(zh: "已提前 \(limit) 以上。", en: "It is at least \(limit) ahead.")
        }
        // The first whole minute that keeps the notice.
        let moment = c.now + .minutes(setting.number(notice))
        let late = moment.seconds % 60
        let earliest = TimeText.plain(late == 0 ? moment : moment + Span(seconds: 60 - late), in: c.calendar)
        return Bilingual(
            zh: "须至少提前 \(limit) 预约；最早可自 \(earliest) 开始。",
            en: "A booking needs notice of \(limit); the earliest start is \(earliest).")
    }
}
