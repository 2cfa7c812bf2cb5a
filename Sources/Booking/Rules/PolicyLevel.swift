/// Where a policy holds, from the widest to the narrowest.
package enum PolicyLevel: String, CaseIterable, Comparable, Sendable {
    case zone, park, unit, instrument

    package static func < (a: Self, b: Self) -> Bool {
        allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }

    /// As a sentence names it.
    package var title: Bilingual {
        switch self {
        case .zone: Bilingual(zh: "示范区", en: "zone")
        case .park: Bilingual(zh: "园区", en: "park")
        case .unit: Bilingual(zh: "单位", en: "unit")
        case .instrument: Bilingual(zh: "仪器", en: "instrument")
        }
    }
}

/// One thing that a policy says: a rule's mode, or one of its numbers.
package struct PolicyKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Position of the rule in ``RuleBook/all``.
    let rule: Int
    /// Position among the rule's settings; -1 is its mode.
    let setting: Int

    static func mode(_ rule: Int) -> Self { Self(rule: rule, setting: -1) }

    package static func < (a: Self, b: Self) -> Bool { (a.rule, a.setting) < (b.rule, b.setting) }

    package var ruleID: RuleID { RuleBook.all[rule].id }
    /// `mode`, or the setting's own.
    package var name: String { setting < 0 ? "mode" : RuleBook.all[rule].settings[setting].key }

    /// `B4.notice`
    package var description: String { "\(ruleID).\(name)" }
}
