/// A profile of the rule book, in one version: each rule's mode and numbers.
package struct Policy: Hashable, Sendable {
    package let profile: String
    package let version: Int
    /// In the order of ``RuleBook/all``.
    private(set) var settings: [RuleSetting]

    /// The default profile. `Config/policies/zhangjiang.yaml` says the same.
    package static let zhangjiang = Policy(profile: "zhangjiang", version: 1)

    private init(profile: String, version: Int) {
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
            throw PolicyFault(rule: nil, key: "version", value: "\(version)", allowed: "a whole number from 1 on")
        }
        for (id, pairs) in values.sorted(by: { $0.key < $1.key }) {
            guard let position = RuleBook.positions[RuleID(rawValue: id)] else {
                let known = RuleBook.all.map(\.id.rawValue).joined(separator: ", ")
                throw PolicyFault(rule: id, key: nil, value: nil, allowed: "one of the rules \(known)")
            }
            for (key, text) in pairs.sorted(by: { $0.key < $1.key }) {
                try policy.set(position, key, text)
            }
        }
        try policy.checkTogether()
        return policy
    }

    private mutating func set(_ position: Int, _ key: String, _ text: String) throws(PolicyFault) {
        let rule = RuleBook.all[position]
        if key == "mode" {
            guard let mode = RuleMode(rawValue: text), rule.modes.contains(mode) else {
                let allowed = rule.modes.map(\.rawValue).joined(separator: ", ")
                throw PolicyFault(rule: rule.id.rawValue, key: key, value: text, allowed: allowed)
            }
            settings[position].mode = mode
            return
        }
        guard let setting = rule.settings.first(where: { $0.key == key }) else {
            let keys = (["mode"] + rule.settings.map(\.key)).joined(separator: ", ")
            throw PolicyFault(rule: rule.id.rawValue, key: key, value: nil, allowed: "one of the keys \(keys)")
        }
        guard let value = setting.read(text) else {
            throw PolicyFault(rule: rule.id.rawValue, key: key, value: text, allowed: setting.allowed)
        }
        settings[position].values[setting.index] = value
    }

    /// Numbers that are right alone and wrong together.
    private func checkTogether() throws(PolicyFault) {
        let length = self[known: B3.rule]
        guard length.number(B3.shortest) <= length.number(B3.longest) else {
            throw PolicyFault(
                rule: "B3", key: "max", value: length[B3.longest].description,
                allowed: "at least min, which is \(length[B3.shortest])")
        }
    }
}

/// A profile that cannot be used.
package struct PolicyFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule as written; nil where the fault is the profile's own.
    package let rule: String?
    package let key: String?
    /// What was written; nil where the key or rule itself is the fault.
    package let value: String?
    package let allowed: String

    package var description: String {
        let place = [rule, key].compactMap { $0 }.joined(separator: ".")
        guard let value else { return "\(place): there is no such \(key == nil ? "rule" : "key"); allowed: \(allowed)" }
        return "\(place): \(TextFault.quote(value)) is not allowed; allowed: \(allowed)"
    }
}

/// A rule as it is in force, for people.
package struct PolicyLine: Sendable {
    package let id: RuleID
    package let title: Bilingual
    package let mode: RuleMode
    /// `min=30m max=24h grid=15m`; empty where the rule has no numbers.
    package let value: String
    /// Where the rule comes from, and whose choice each number is.
    package let source: Bilingual
}

extension Policy {
    /// The rule book in force, in order.
    package var lines: [PolicyLine] {
        zip(RuleBook.all, settings).map { rule, setting in
            let pairs = zip(rule.settings, setting.values)
            func source(_ language: Language) -> String {
                let numbers = pairs.filter { $1 != .off }.map { "\($0.key): \($0.basis(of: $1).text[language])" }
                return ([rule.source.name[language]] + numbers).joined(separator: language == .zh ? "；" : "; ")
            }
            return PolicyLine(
                id: rule.id, title: rule.title, mode: setting.mode,
                value: pairs.map { "\($0.key)=\($1)" }.joined(separator: " "),
                source: Bilingual(zh: source(.zh), en: source(.en)))
        }
    }
}
