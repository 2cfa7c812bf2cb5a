/// Who operates an instrument with his or her own hands has a qualification for it that holds to the end of the period.
///
/// It is the person's, so a move is judged by whoever booked; the unit's own people need one too. Whoever has none takes
/// assisted or sample service (rule O11).
package enum B9 {
    static let rule = Rule(
        "B9", zh: "自行操作须有资格", en: "Self-operated use needs a qualification", source: .practice,
        booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.access == .selfOperated, let user = c.account else { return .inapplicable }
        guard let held = c.register.people.qualified[user] else { return Finding(.failed, outlook: .never) }
        let limit = held.until.map { Amount.instant($0) } ?? .none
        return Finding(
            held.covers(c.period) ? .passed : .failed, limit: limit, asked: .instant(c.period.end), variant: 1,
            outlook: .never)
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        if f.outcome == .passed {
            return Bilingual(zh: "操作资格覆盖整个时段。", en: "The qualification covers the whole period.")
        }
        let others = c.record.access.filter { $0 == .assisted || $0 == .sample }.map { "access=\($0.rawValue)" }
        let way = (
            zh: others.isEmpty ? "请先向所属单位申请资格" : "请用 \(others.joined(separator: " 或 "))，或先向所属单位申请资格",
            en: others.isEmpty
                ? "ask the holder unit for it"
                : "take \(others.joined(separator: " or ")), or ask the holder unit for it"
        )
        guard case .instant(let until) = f.limit else {
            return Bilingual(
                zh: "该账户没有自行操作 \(c.register.path) 的资格；\(way.zh)。",
                en: "This account has no qualification to operate \(c.register.path) itself; \(way.en).")
        }
        let last = TimeText.plain(until, in: c.calendar)
        return Bilingual(
            zh: "操作资格只到 \(last)，不能覆盖整个时段；\(way.zh)。",
            en: "The qualification ends at \(last), before the period does; \(way.en).")
    }
}
