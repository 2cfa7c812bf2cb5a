/// Which of two values of a setting leaves an instrument more open to outside users.
///
/// A level below the zone may move a setting that way and no other (see ``Policy/overridden(by:level:)``).
package enum Openness: Hashable, Sendable {
    /// The larger number, as for the longest booking or the horizon.
    case larger
    /// The smaller number, as for a notice.
    case smaller
    /// The number that divides the other, as for a grid: the finer one keeps every line of the coarser.
    case divisor
    /// Of a flag.
    case yes, no
    /// Neither: all levels have the zone's value.
    case fixed

    /// Where `off` stands among the values of a setting that may be left out.
    package enum Extreme: Hashable, Sendable {
        /// It limits users, and without it they are not limited; or it narrows a duty, and without it the duty is whole.
        case mostOpen
        /// It protects outside users, and without it they are not protected.
        case leastOpen
    }
}

extension Setting {
    /// Whether `value` leaves an instrument at least as open as `other` does; false where the two cannot be compared,
    /// as 10 days and 10 working days, if it is not certain whatever the holidays are.
    package func isAsOpen(_ value: SettingValue, as other: SettingValue) -> Bool {
        if value == other { return true }
        guard moreOpen != .fixed else { return false }
        if value == .off || other == .off {
            return off.map { $0 == .mostOpen ? value == .off : other == .off } ?? false
        }
        switch (value, other, moreOpen) {
        // So many working days are never over before so many days.
        case (.days(let days), .workingDays(let working), .smaller): return days <= working
        case (.workingDays(let working), .days(let days), .larger): return working >= days
        case (.flag(let yes), .flag, .yes): return yes
        case (.flag(let yes), .flag, .no): return !yes
        default: break
        }
        guard value.unit == other.unit, let number = value.number, let against = other.number else { return false }
        switch moreOpen {
        case .larger: return number >= against
        case .smaller: return number <= against
        case .divisor: return number > 0 && against % number == 0
        case .yes, .no, .fixed: return false
        }
    }

    /// What a level may write here when the one above it has `above`.
    package func allowed(below above: SettingValue) -> Bilingual {
        if above == .off { return off == .leastOpen ? allowed : Bilingual(same: "off") }
        var range: Bilingual
        switch moreOpen {
        case .fixed: return Bilingual(zh: "仅 \(above)（各级一致）", en: "\(above) only, the same at every level")
        case .yes: return Bilingual(same: "yes")
        case .no: return Bilingual(same: "no")
        case .divisor:
            range = Bilingual(zh: "能整除 \(above) 的数值", en: "a value that divides \(above) without rest")
        case .larger:
            range = Self.range(above, kind.bounds(like: above)?.upper ?? above)
        case .smaller:
            range = Self.range(kind.bounds(like: above)?.lower ?? above, above)
            if case .workingDays(let count) = above, case .daysOrWorkingDays(let bounds) = kind {
                let days = Self.range(.days(bounds.lowerBound), .days(count))
                range = Bilingual(zh: "\(days.zh) 或 \(range.zh)", en: "\(days.en), or \(range.en)")
            }
        }
        return off == .mostOpen ? Bilingual(zh: "\(range.zh)，或 off", en: "\(range.en), or off") : range
    }

    private static func range(_ lower: SettingValue, _ upper: SettingValue) -> Bilingual {
        lower == upper ? Bilingual(same: "\(lower)") : Bilingual(zh: "\(lower) 至 \(upper)", en: "\(lower) to \(upper)")
    }
}

extension Rule {
    /// Whether a mode leaves an instrument at least as open as another. A rule that protects outside users may be
    /// tightened and not relaxed, one that limits them the other way round.
    package func isAsOpen(_ mode: RuleMode, as other: RuleMode) -> Bool {
        let order: [RuleMode] = protectsOutsiders ? [.off, .warn, .on] : [.on, .warn, .off]
        return order.firstIndex(of: mode)! >= order.firstIndex(of: other)!
    }

    /// Whether the rule set so leaves an instrument at least as open as set otherwise. What a rule that is off says in
    /// its numbers is not in force.
    package func isAsOpen(_ setting: RuleSetting, as other: RuleSetting) -> Bool {
        if protectsOutsiders ? other.mode == .off : setting.mode == .off { return true }
        return isAsOpen(setting.mode, as: other.mode)
            && settings.allSatisfy { $0.isAsOpen(setting[$0], as: other[$0]) }
    }
}

extension Bilingual {
    /// A value that is written alike in every language.
    init(same text: String) { self.init(zh: text, en: text) }
}
