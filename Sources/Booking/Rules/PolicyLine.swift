/// A rule as it is in force, for people.
package struct PolicyLine: Sendable {
    package let id: RuleID
    package let title: Bilingual
    package let mode: RuleMode
    /// `min=30m max=24h grid=15m`; empty where the rule has no numbers.
    package let value: String
    /// Where the rule comes from, and whose choice each number is.
    package let source: Bilingual
    /// The levels below the zone that set a part of it, widest first; empty where it is as in the zone.
    package let levels: [PolicyLevel]
}

extension Policy {
    /// The rule book in force, in order.
    package var lines: [PolicyLine] { RuleBook.all.indices.map { line($0) } }

    /// The rules that are set otherwise than in the zone, in order.
    package var differing: [PolicyLine] { Set(levels.keys.map(\.rule)).sorted().map { line($0) } }

    private func line(_ position: Int) -> PolicyLine {
        let rule = RuleBook.all[position]
        let setting = settings[position]
        let pairs = zip(rule.settings, setting.values)
        func level(_ setting: Setting) -> PolicyLevel {
            levels[PolicyKey(rule: position, setting: setting.index)] ?? .zone
        }
        func source(_ language: Language) -> String {
            let numbers = pairs.filter { $1 != .off || level($0) != .zone }
                .map { "\($0.key): \($0.basis(of: $1, at: level($0)).text[language])" }
            let mode = levels[.mode(position)].map { ["mode: \(Basis.choice(of: $0).text[language])"] } ?? []
            return ([rule.source.name[language]] + mode + numbers).joined(separator: language == .zh ? "；" : "; ")
        }
        return PolicyLine(
            id: rule.id, title: rule.title, mode: setting.mode,
            value: pairs.map { "\($0.key)=\($1)" }.joined(separator: " "),
            source: Bilingual(zh: source(.zh), en: source(.en)),
            levels: Set(levels.filter { $0.key.rule == position }.values).sorted())
    }
}
