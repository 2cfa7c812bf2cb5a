// How a level below the zone comes by its policy: from the one above it, and what it says otherwise.
extension Policy {
    /// The policy of the level below that says `override`.
    ///
    /// - Throws: ``PolicyFault`` for the first word, in the order of the rule book, that would leave an instrument less
    ///   open to outside users than this policy does, or that cannot stand beside another.
    package func overridden(by override: PolicyOverride, level: PolicyLevel) throws(PolicyFault) -> Policy {
        if let fault = faults(of: override).first?.fault { throw fault }
        let policy = merged(with: override, level: level)
        try policy.checkTogether()
        return policy
    }

    /// Every word of an override that would be less open than what holds here, in the order of the rule book.
    package func faults(of override: PolicyOverride) -> [(key: PolicyKey, fault: PolicyFault)] {
        let merged = merged(with: override, level: .instrument)
        return override.keys.compactMap { key in
            guard let value = override[key], merged[key] != value else { return nil }
            let rule = RuleBook.all[key.rule]
            let above = self[key]
            let allowed: Bilingual
            switch above {
            case .mode(let mode):
                allowed = Bilingual(
                    same: rule.modes.filter { rule.isAsOpen($0, as: mode) }.map(\.rawValue).joined(separator: ", "))
            case .number(let number): allowed = rule.settings[key.setting].allowed(below: number)
            }
            let fault = PolicyFault(
                rule: rule.id.rawValue, key: key.name, value: value.description, above: above.description,
                allowed: allowed)
            return (key, fault)
        }
    }

    /// As ``overridden(by:level:)``, for an override that was adopted while another policy held above it: of each word
    /// and what holds here the more open one stands, and what holds here where the two cannot be compared. So the result
    /// is never less open than this policy. Its version is still this one's.
    package func merged(with override: PolicyOverride, level: PolicyLevel) -> Policy {
        var policy = self
        for key in override.keys {
            guard let value = override[key] else { continue }
            let rule = RuleBook.all[key.rule]
            let above = settings[key.rule]
            let stands: Bool
            switch value {
            case .mode(let mode): stands = rule.isAsOpen(mode, as: above.mode)
            case .number(let number):
                let setting = rule.settings[key.setting]
                // A protection that is off protects nobody, so no number of it is less open.
                stands =
                    rule.protectsOutsiders && above.mode == .off || setting.isAsOpen(number, as: above[setting])
            }
            guard stands, policy[key] != value else { continue }
            policy[key] = value
            policy.levels[key] = level
        }
        return policy
    }

    /// What an override says and what does not hold in this policy, which came of it: since it was adopted, a level above
    /// has become more open than it, or cannot be compared with it.
    package func superseded(of override: PolicyOverride) -> [PolicyKey] {
        override.keys.filter { self[$0] != override[$0] }
    }

    /// What is set otherwise than in another policy, in the order of the book.
    package func keys(otherwiseThan other: Policy) -> [PolicyKey] {
        RuleBook.keys.filter { self[$0] != other[$0] }
    }

    /// What a level below the zone set.
    package func keys(setBy level: PolicyLevel) -> [PolicyKey] { levels.filter { $0.value == level }.keys.sorted() }

    /// Whether every rule is set at least as openly as in another policy.
    package func isAsOpen(as other: Policy) -> Bool {
        zip(RuleBook.all, zip(settings, other.settings)).allSatisfy { $0.isAsOpen($1.0, as: $1.1) }
    }
}
