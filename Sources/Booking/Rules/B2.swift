/// The whole period lies inside open hours and outside every closure, also one that lies strictly inside it.
package enum B2 {
    static let rule = Rule(
        "B2", zh: "全时段须在开放时间内且不遇停机", en: "The whole period is inside open hours and outside closures",
        source: .practice, booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        switch c.placement.shut {
        case nil: Finding(.passed, asked: .period(c.period))
        case .closure(let closure): Finding(.failed, used: .period(closure.period), asked: .period(c.period))
        case .noHours: Finding(.failed, asked: .period(c.period), outlook: .never)
        case .outsideHours: Finding(.failed, asked: .period(c.period))
        }
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        switch c.placement.shut {
        case nil:
            return Bilingual(zh: "全时段开放。", en: "It is open the whole time.")
        case .noHours:
            return Bilingual(
                zh: "\(c.register.path) 未公布开放时间；须由所属单位先行公布。",
                en: "\(c.register.path) publishes no open hours; its unit has to publish them first.")
        case .outsideHours(let moment):
            let at = TimeText.plain(moment, in: c.calendar)
            let hours = c.record.openHours?.description ?? ""
            return Bilingual(
                zh: "\(at) 不在开放时间内；开放时间为 \(hours)。",
                en: "\(at) is outside the open hours; they are \(hours).")
        case .closure(let closure):
            let when = TimeText.plain(closure.period, in: c.calendar)
            return Bilingual(
                zh: "\(when) 停机（\(closure.reason)）；请选择其前或其后的时段。",
                en: "It is closed \(when) (\(closure.reason)); choose a time before or after it.")
        }
    }
}
