/// What one level below the zone says otherwise: some modes and some numbers, the rest is as above it.
package struct PolicyOverride: Hashable, Sendable {
    package enum Value: Hashable, Sendable, CustomStringConvertible {
        case mode(RuleMode)
        case number(SettingValue)

        package var description: String {
            switch self {
            case .mode(let mode): mode.rawValue
            case .number(let value): value.description
            }
        }
    }

    package private(set) var values: [PolicyKey: Value] = [:]

    package init() {}

    package var isEmpty: Bool { values.isEmpty }

    /// In the order of the rule book, modes first.
    package var keys: [PolicyKey] { values.keys.sorted() }

    package subscript(_ key: PolicyKey) -> Value? { values[key] }

    /// Takes over what a profile says, but for what is said already.
    mutating func fill(from profile: Policy) {
        for key in RuleBook.keys where values[key] == nil { values[key] = profile[key] }
    }

    /// Takes one word of a document in, as `B4.notice` and `1h`.
    ///
    /// - Throws: ``PolicyFault`` where there is no such rule or key, or the value is not one of it.
    package mutating func set(rule: String, key name: String, to text: String) throws(PolicyFault) -> PolicyKey {
        let (key, value) = try RuleBook.read(rule: rule, key: name, text)
        values[key] = value
        return key
    }
}

extension PolicyOverride: CustomStringConvertible {
    /// The document that says the same: one `RULE.key=value` a line, in the order of the rule book.
    package var description: String { keys.map { "\($0)=\(values[$0]!)" }.joined(separator: "\n") }
}

extension RuleBook {
    /// All that a policy says: each rule's mode and numbers, in order.
    static let keys: [PolicyKey] = all.enumerated().flatMap { position, rule in
        [.mode(position)] + rule.settings.map { PolicyKey(rule: position, setting: $0.index) }
    }

    /// What a rule's key and its value mean.
    ///
    /// - Throws: ``PolicyFault``, which names rule and key and what is allowed.
    static func read(
        rule id: String, key: String, _ text: String
    ) throws(PolicyFault) -> (PolicyKey, PolicyOverride.Value) {
        let (position, rule) = try known(id)
        if key == "mode" {
            guard let mode = RuleMode(rawValue: text), rule.modes.contains(mode) else {
                let allowed = rule.modes.map(\.rawValue).joined(separator: ", ")
                throw PolicyFault(rule: id, key: key, value: text, allowed: Bilingual(same: allowed))
            }
            return (.mode(position), .mode(mode))
        }
        guard let setting = rule.settings.first(where: { $0.key == key }) else {
            let keys = (["mode"] + rule.settings.map(\.key)).joined(separator: ", ")
            throw PolicyFault(
                rule: id, key: key, value: nil, allowed: Bilingual(zh: "键 \(keys)", en: "one of the keys \(keys)"))
        }
        guard let value = setting.read(text) else {
            throw PolicyFault(rule: id, key: key, value: text, allowed: setting.allowed)
        }
        return (PolicyKey(rule: position, setting: setting.index), .number(value))
    }

    static func known(_ id: String) throws(PolicyFault) -> (position: Int, rule: Rule) {
        guard let position = positions[RuleID(rawValue: id)] else {
            let known = all.map(\.id.rawValue).joined(separator: ", ")
            throw PolicyFault(
                rule: id, key: nil, value: nil,
                allowed: Bilingual(zh: "规则 \(known)", en: "one of the rules \(known)"))
        }
        return (position, all[position])
    }
}

/// A document of overrides as somebody wrote it: one `RULE.key=value` a line; empty lines and those that begin with `#`
/// say nothing.
package struct PolicyDocument: Sendable {
    package private(set) var override = PolicyOverride()
    /// Where each key stands, counted from 1.
    package private(set) var lines: [PolicyKey: Int] = [:]
    package private(set) var faults: [Fault] = []
    /// The profile that it takes over; nil where all is said word by word.
    package private(set) var profile: String?

    package struct Fault: Hashable, Sendable {
        package let line: Int
        /// As written; nil where the line names none.
        package let rule: String?
        package let key: String?
        package let message: Bilingual
    }

    package init(_ text: some StringProtocol) {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() { read(line, index + 1) }
    }

    /// All that a profile says, and what the text says otherwise.
    package init(_ text: some StringProtocol, over profile: Policy) {
        self.init(text)
        self.profile = profile.profile
        override.fill(from: profile)
    }

    private mutating func read(_ text: some StringProtocol, _ number: Int) {
        func plain(_ part: some StringProtocol) -> String {
            var part = part[...]
            while part.first?.isWhitespace == true { part.removeFirst() }
            while part.last?.isWhitespace == true { part.removeLast() }
            return String(part)
        }
        let line = plain(text)
        guard !line.isEmpty, line.first != "#" else { return }
        let sides = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(plain)
        let name = sides[0].split(separator: ".", omittingEmptySubsequences: false).map(plain)
        guard sides.count == 2, name.count == 2 else {
            let quoted = TextFault.quote(line)
            let message = Bilingual(
                zh: "\(quoted) 不是一条规定；请写作 规则.键=值，如 B4.notice=1h 或 B6.mode=off。",
                en: "\(quoted) says nothing; write RULE.key=value, as B4.notice=1h or B6.mode=off.")
            faults.append(Fault(line: number, rule: nil, key: nil, message: message))
            return
        }
        do throws(PolicyFault) {
            let key = try override.set(rule: name[0], key: name[1], to: sides[1])
            if let earlier = lines[key] {
                let message = Bilingual(
                    zh: "\(key) 在第 \(earlier) 行已有规定；只留一条。",
                    en: "\(key) is said in line \(earlier) already; say it once.")
                faults.append(Fault(line: number, rule: name[0], key: name[1], message: message))
                return
            }
            lines[key] = number
        } catch {
            faults.append(Fault(line: number, rule: error.rule, key: error.key, message: error.message))
        }
    }
}
