/// The rule book as it is in force at one place, in one version: each rule's mode and numbers.
///
/// The zone's comes from a profile; those of parks, units and instruments are merged from the one above them and an
/// override (see ``overridden(by:level:)``).
package struct Policy: Hashable, Sendable {
    package let profile: String
    package private(set) var version: Int
    /// In the order of ``RuleBook/all``.
    var settings: [RuleSetting]
    /// Who set what differs from the zone's.
    var levels: [PolicyKey: PolicyLevel] = [:]

    /// The default profile. `Config/policies/zhangjiang.yaml` says the same.
    package static let zhangjiang = Policy(profile: "zhangjiang", version: 1)

    init(profile: String, version: Int) {
        self.profile = profile
        self.version = version
        settings = RuleBook.all.map { rule in
            RuleSetting(mode: rule.fallback, values: rule.settings.map(\.fallback))
        }
    }

    package subscript(_ id: RuleID) -> RuleSetting? { RuleBook.positions[id].map { settings[$0] } }

    /// For a rule that is known to be in the book.
    subscript(known rule: Rule) -> RuleSetting { settings[RuleBook.positions[rule.id]!] }

    /// Makes a profile from text: rule → key → value, where the key `mode` is `on`, `warn` or `off` and the others are
    /// the rule's settings. What is not said is as in `zhangjiang`.
    ///
    /// - Throws: ``PolicyFault``, which names rule and key and what is allowed.
    package static func make(
        profile: String, version: Int, values: [String: [String: String]]
    ) throws(PolicyFault) -> Policy {
        var policy = Policy(profile: profile, version: version)
        guard version > 0 else {
            throw PolicyFault(
                rule: nil, key: "version", value: "\(version)",
                allowed: Bilingual(zh: "1 起的整数", en: "a whole number from 1 on"))
        }
        for (id, pairs) in values.sorted(by: { $0.key < $1.key }) {
            _ = try RuleBook.known(id)
            for (name, text) in pairs.sorted(by: { $0.key < $1.key }) {
                let (key, value) = try RuleBook.read(rule: id, key: name, text)
                policy[key] = value
            }
        }
        try policy.checkTogether()
        return policy
    }

    /// The same under another version.
    package func numbered(_ version: Int) -> Policy {
        var policy = self
        policy.version = version
        return policy
    }

    package internal(set) subscript(_ key: PolicyKey) -> PolicyOverride.Value {
        get {
            let setting = settings[key.rule]
            return key.setting < 0 ? .mode(setting.mode) : .number(setting.values[key.setting])
        }
        set {
            switch newValue {
            case .mode(let mode): settings[key.rule].mode = mode
            case .number(let value): settings[key.rule].values[key.setting] = value
            }
        }
    }

    /// Numbers that are right alone and wrong together.
    func checkTogether() throws(PolicyFault) {
        let length = self[known: B3.rule]
        guard length.number(B3.shortest) <= length.number(B3.longest) else {
            throw PolicyFault(
                rule: "B3", key: "max", value: length[B3.longest].description,
                allowed: Bilingual(
                    zh: "不小于 min 的 \(length[B3.shortest])", en: "at least min, which is \(length[B3.shortest])"))
        }
    }
}
