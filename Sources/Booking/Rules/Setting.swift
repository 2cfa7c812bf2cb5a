/// One number of a rule: its key in a policy profile, what is allowed, and where its values come from.
package struct Setting: Sendable {
    package enum Kind: Hashable, Sendable {
        /// A length of time, in minutes.
        case minutes(ClosedRange<Int>)
        /// Days of 24 hours or calendar days, as the rule says.
        case days(ClosedRange<Int>)
        /// Calendar days (`30d`) or working days (`30wd`).
        case daysOrWorkingDays(ClosedRange<Int>)
        case workingDays(ClosedRange<Int>)
        case count(ClosedRange<Int>)
        /// Whole hundredths (`50%`).
        case percent(ClosedRange<Int>)
        /// Whole yuan.
        case yuan(ClosedRange<Int>)
        case flag
    }

    /// Position among its rule's settings.
    let index: Int
    package let key: String
    package let title: Bilingual
    package let kind: Kind
    /// Which way a level below the zone may move it.
    package let moreOpen: Openness
    /// Where `off` stands among the values; nil where it cannot be off.
    package let off: Openness.Extreme?
    /// The value of the profile `zhangjiang`.
    package let fallback: SettingValue
    /// The values that a document names; every other value is the operator's own choice.
    package let sourced: [Sourced]

    package struct Sourced: Sendable {
        package let value: SettingValue
        package let source: Source
    }

    init(
        _ index: Int, _ key: String, zh: String, en: String, _ kind: Kind, moreOpen: Openness,
        off: Openness.Extreme? = nil, fallback: SettingValue, sourced: [(SettingValue, Source)] = []
    ) {
        self.index = index
        self.key = key
        title = Bilingual(zh: zh, en: en)
        self.kind = kind
        self.moreOpen = moreOpen
        self.off = off
        self.fallback = fallback
        self.sourced = sourced.map { Sourced(value: $0.0, source: $0.1) }
    }

    package var canBeOff: Bool { off != nil }

    /// - Parameter level: who set the value.
    package func basis(of value: SettingValue, at level: PolicyLevel) -> Basis {
        sourced.first { $0.value == value }.map { .source($0.source) } ?? .choice(of: level)
    }

    /// What a profile may write here, as `1m to 7d` or `off`.
    package var allowed: Bilingual {
        let range =
            switch kind {
            case .minutes(let r):
                Self.span("\(SettingValue.minutes(r.lowerBound))", "\(SettingValue.minutes(r.upperBound))")
            case .days(let r): Self.span("\(r.lowerBound)d", "\(r.upperBound)d")
            case .daysOrWorkingDays(let r):
                Bilingual(
                    zh: "\(r.lowerBound)d 至 \(r.upperBound)d，或 \(r.lowerBound)wd 至 \(r.upperBound)wd（工作日）",
                    en: "\(r.lowerBound)d to \(r.upperBound)d, or \(r.lowerBound)wd to \(r.upperBound)wd (working days)"
                )
            case .workingDays(let r):
                Bilingual(
                    zh: "\(r.lowerBound)wd 至 \(r.upperBound)wd（工作日）",
                    en: "\(r.lowerBound)wd to \(r.upperBound)wd (working days)")
            case .count(let r): Self.span("\(r.lowerBound)", "\(r.upperBound)")
            case .percent(let r): Self.span("\(r.lowerBound)%", "\(r.upperBound)%")
            case .yuan(let r): Self.span("\(r.lowerBound)yuan", "\(r.upperBound)yuan")
            case .flag: Bilingual(zh: "yes 或 no", en: "yes or no")
            }
        return canBeOff ? Bilingual(zh: "\(range.zh)，或 off", en: "\(range.en), or off") : range
    }

    private static func span(_ from: String, _ to: String) -> Bilingual {
        Bilingual(zh: "\(from) 至 \(to)", en: "\(from) to \(to)")
    }

    /// Nil where the text has another unit, another form, or lies outside the range.
    func read(_ text: String) -> SettingValue? {
        if text == "off" || text == "none" { return canBeOff ? .off : nil }
        switch kind {
        case .flag:
            return text == "yes" || text == "true" ? .flag(true) : text == "no" || text == "false" ? .flag(false) : nil
        case .minutes(let range):
            let minutes = text == "0" || text == "0m" ? 0 : (try? TimeText.span(text))?.minutes
            return minutes.flatMap { range.contains($0) ? .minutes($0) : nil }
        case .count(let range): return Int(text).flatMap { range.contains($0) ? .count($0) : nil }
        case .percent(let range): return number(text, unit: "%", range).map { .percent($0) }
        case .days(let range): return number(text, unit: "d", range).map { .days($0) }
        case .workingDays(let range): return number(text, unit: "wd", range).map { .workingDays($0) }
        case .daysOrWorkingDays(let range):
            return number(text, unit: "wd", range).map { .workingDays($0) }
                ?? number(text, unit: "d", range).map { .days($0) }
        case .yuan(let range): return number(text, unit: "yuan", range).map { .money(Money(fen: Int64($0) * 100)) }
        }
    }

    private func number(_ text: String, unit: String, _ range: ClosedRange<Int>) -> Int? {
        guard text.hasSuffix(unit), let number = Int(text.dropLast(unit.count)), range.contains(number) else {
            return nil
        }
        return number
    }
}

extension Setting.Kind {
    /// The smallest and the largest value in the unit of `value`; nil for flags.
    func bounds(like value: SettingValue) -> (lower: SettingValue, upper: SettingValue)? {
        func both(_ r: ClosedRange<Int>, _ make: (Int) -> SettingValue) -> (SettingValue, SettingValue) {
            (make(r.lowerBound), make(r.upperBound))
        }
        switch self {
        case .minutes(let r): return both(r) { .minutes($0) }
        case .days(let r): return both(r) { .days($0) }
        case .workingDays(let r): return both(r) { .workingDays($0) }
        case .daysOrWorkingDays(let r):
            if case .workingDays = value { return both(r) { .workingDays($0) } }
            return both(r) { .days($0) }
        case .count(let r): return both(r) { .count($0) }
        case .percent(let r): return both(r) { .percent($0) }
        case .yuan(let r): return both(r) { .money(Money(fen: Int64($0) * 100)) }
        case .flag: return nil
        }
    }
}

/// A setting's value, with its unit.
package enum SettingValue: Hashable, Sendable, CustomStringConvertible {
    case off
    case minutes(Int)
    case days(Int)
    case workingDays(Int)
    case count(Int)
    case percent(Int)
    case money(Money)
    case flag(Bool)

    /// As a profile writes it: `30m`, `30d`, `5wd`, `20`, `50%`, `500000yuan`, `yes`, `off`.
    package var description: String {
        switch self {
        case .off: "off"
        case .minutes(let n): TimeText.format(.minutes(n))
        case .days(let n): "\(n)d"
        case .workingDays(let n): "\(n)wd"
        case .count(let n): "\(n)"
        case .percent(let n): "\(n)%"
        case .money(let money): "\(money.fen / 100)yuan"
        case .flag(let yes): yes ? "yes" : "no"
        }
    }

    enum Unit: Hashable { case none, minutes, days, workingDays, count, percent, money, flag }

    /// Only values of one unit can be compared.
    var unit: Unit {
        switch self {
        case .off: .none
        case .minutes: .minutes
        case .days: .days
        case .workingDays: .workingDays
        case .count: .count
        case .percent: .percent
        case .money: .money
        case .flag: .flag
        }
    }

    /// The bare number; nil for `off` and flags.
    package var number: Int? {
        switch self {
        case .minutes(let n), .days(let n), .workingDays(let n), .count(let n), .percent(let n): n
        case .money(let money): Int(money.fen)
        case .off, .flag: nil
        }
    }
}

package enum RuleMode: String, CaseIterable, Sendable {
    /// Refuses.
    case on
    /// Is reported and refuses nothing.
    case warn
    case off
}

/// How one rule is set in one profile.
package struct RuleSetting: Hashable, Sendable {
    package var mode: RuleMode
    /// In the order of the rule's settings.
    var values: [SettingValue]

    package subscript(_ setting: Setting) -> SettingValue { values[setting.index] }

    /// The number of a setting that cannot be off.
    func number(_ setting: Setting) -> Int { values[setting.index].number ?? 0 }
}
