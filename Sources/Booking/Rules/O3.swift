/// A request that needs the unit's answer is answered within so many working hours; then the park is asked; after so
/// many more it is granted.
///
/// Which instruments ask at all is their units' choice (``InventoryRecord/needsApproval``). Where the rule is off, a
/// request waits without a clock and lapses at its start.
package enum O3 {
    /// Working minutes that the unit has, from the request on.
    package static let unit = Setting(
        0, "unit", zh: "单位答复（工作时间）", en: "the unit's answer, in working time", .minutes(1...14_400),
        moreOpen: .smaller, fallback: .minutes(960))
    /// Working minutes that the park has after that.
    package static let park = Setting(
        1, "park", zh: "园区答复（工作时间）", en: "the park's answer, in working time", .minutes(1...14_400),
        moreOpen: .smaller, fallback: .minutes(480))

    static let rule = Rule(
        "O3", zh: "申请限时答复，逾期转园区，再逾期视为同意",
        en: "Requests are answered in time, else the park is asked, else they are granted", source: .responseMechanism,
        settings: [unit, park], modes: [.on, .off], booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.waitsForAnswer else { return .inapplicable }
        return Finding(.passed, limit: .hours(setting.number(unit)))
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let unit = TimeText.hours(setting.number(unit))
        let park = TimeText.hours(setting.number(park))
        return Bilingual(
            zh: "须经所属单位答复：\(unit) 工作时间内答复，逾期转园区，再过 \(park) 工作时间未答复即视为同意。",
            en:
                "The unit answers first: within \(unit) of working time, else the park is asked, and after \(park) more "
                + "it is granted.")
    }
}

extension BookingCase {
    /// Whether it becomes a request. A unit need not ask itself; everybody else, related parties too, is alike.
    package var waitsForAnswer: Bool { register.asksFirst && party != .own }
}

extension Source {
    static let responseMechanism = Source(
        code: "S", zh: "2015年张江示范区意见（六）1", en: "Zhangjiang opinions of 2015, VI(1)")
    static let negativeList = Source(
        code: "S", zh: "2015年张江示范区意见（五）2", en: "Zhangjiang opinions of 2015, V(2)")
}
