// A policy as the register keeps it, in every version that was ever in force.
extension Policy {
    /// One rule a line: its id, its mode, its numbers, as `B3 on min=30m max=24h grid=15m`. What a level below the zone
    /// set has its name behind it: `B4 on notice=1h@unit`.
    package var document: String {
        RuleBook.all.indices.map { position in
            let rule = RuleBook.all[position]
            func word(_ key: PolicyKey, _ text: String) -> String {
                text + (levels[key].map { "@\($0.rawValue)" } ?? "")
            }
            let numbers = zip(rule.settings, settings[position].values).map { setting, value in
                word(PolicyKey(rule: position, setting: setting.index), "\(setting.key)=\(value)")
            }
            // The space before nothing is kept: documents are compared as they were first written.
            let mode = word(.mode(position), settings[position].mode.rawValue)
            return "\(rule.id) \(mode) \(numbers.joined(separator: " "))"
        }.joined(separator: "\n")
    }

    /// Reads what ``document`` wrote, perhaps in an older or newer program: rules and keys that this one does not know
    /// are passed over, and a rule that the text does not have was not in force.
    ///
    /// - Throws: ``PolicyFault`` where a rule has a mode or a number that it cannot have.
    package init(profile: String, version: Int, document: String) throws(PolicyFault) {
        self.init(profile: profile, version: version)
        for index in settings.indices { settings[index].mode = .off }
        for line in document.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            guard let id = words.first.map(String.init), let position = RuleBook.positions[RuleID(rawValue: id)] else {
                continue
            }
            let rule = RuleBook.all[position]
            for (index, word) in words.dropFirst().enumerated() {
                let parts = word.split(separator: "@", maxSplits: 1)
                let pair = parts[0].split(separator: "=", maxSplits: 1).map(String.init)
                let name = index == 0 ? "mode" : pair[0]
                guard let text = pair.last, index == 0 || rule.settings.contains(where: { $0.key == name }) else {
                    continue
                }
                let (key, value) = try RuleBook.read(rule: id, key: name, text)
                self[key] = value
                if parts.count == 2, let level = PolicyLevel(rawValue: String(parts[1])) { levels[key] = level }
            }
        }
    }
}
