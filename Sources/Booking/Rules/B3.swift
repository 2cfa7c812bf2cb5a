/// Length in elapsed time between two bounds; both ends on the grid of the local wall clock.
package enum B3 {
    package static let shortest = Setting(
        0, "min", zh: "最短", en: "shortest", .minutes(1...10_080), moreOpen: .smaller, fallback: .minutes(30))
    package static let longest = Setting(
        1, "max", zh: "最长", en: "longest", .minutes(1...44_640), moreOpen: .larger, fallback: .minutes(1440))
    /// The day's first grid line is its midnight.
    package static let grid = Setting(
        2, "grid", zh: "时间格", en: "grid", .minutes(1...1440), moreOpen: .divisor, fallback: .minutes(15))

    static let rule = Rule(
        "B3", zh: "时长与时间格", en: "Length and grid", source: .practice, settings: [shortest, longest, grid],
        booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        let length = c.period.length
        let asked = Amount.span(length)
        let shortest = setting.number(shortest)
        if length < .minutes(shortest) {
            return Finding(.failed, limit: .span(.minutes(shortest)), asked: asked, variant: 1, outlook: .never)
        }
        let longest = setting.number(longest)
        if length > .minutes(longest) {
            return Finding(.failed, limit: .span(.minutes(longest)), asked: asked, variant: 2, outlook: .never)
        }
        let grid = setting.number(grid)
        if !isOn(grid, c.period.start, c.calendar) {
            return Finding(.failed, limit: .span(.minutes(grid)), asked: .instant(c.period.start), variant: 3)
        }
        if !isOn(grid, c.period.end, c.calendar) {
            return Finding(.failed, limit: .span(.minutes(grid)), asked: .instant(c.period.end), variant: 4)
        }
        return Finding(.passed, limit: .span(.minutes(longest)), asked: asked)
    }

    /// Whether the clock on the wall shows a whole number of grid steps since midnight.
    static func isOn(_ grid: Int, _ instant: Instant, _ calendar: ZoneCalendar) -> Bool {
        calendar.local(instant).secondOfDay % (grid * 60) == 0
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let asked = TimeText.format(c.period.length)
        let limit = f.limit.text(c.calendar)
        switch f.variant {
        case 1:
            return Bilingual(zh: "时长 \(asked) 短于最短 \(limit)。", en: "\(asked) is shorter than the shortest, \(limit).")
        case 2:
            return Bilingual(zh: "时长 \(asked) 超过最长 \(limit)。", en: "\(asked) is longer than the longest, \(limit).")
        case 3, 4:
            let edge = f.variant == 3 ? c.period.start : c.period.end
            let at = TimeText.plain(edge, in: c.calendar)
            return Bilingual(
                zh: "\(f.variant == 3 ? "开始" : "结束") \(at) 不在 \(limit) 的时间格上；时间格自当日零点起算。",
                en:
                    "The \(f.variant == 3 ? "start" : "end") \(at) is not on the grid of \(limit), counted from midnight."
            )
        default:
            return Bilingual(zh: "时长 \(asked) 合适。", en: "The length of \(asked) is right.")
        }
    }
}
