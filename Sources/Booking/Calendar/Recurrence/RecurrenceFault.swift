/// Why a repeat rule, or the series that it makes, cannot be used.
package struct RecurrenceFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What has to be changed.
    package enum Part: String, CaseIterable, Sendable {
        /// The rule as a whole.
        case rule
        case freq, interval, bymonth, bymonthday, byday, bysetpos, wkst, count, until
        /// The dates to leave out.
        case exdate
        case start, length
    }

    package let part: Part
    package let message: Bilingual
    /// The first start that the rule would accept, where it refuses the one asked for.
    package let suggestion: WallTime?
    /// The rule of the book that it comes from.
    package let rule: RuleID

    package init(_ part: Part, zh: String, en: String, suggestion: WallTime? = nil, rule: RuleID = B12.rule.id) {
        self.part = part
        self.suggestion = suggestion
        self.rule = rule
        message = Bilingual(zh: zh, en: en)
    }

    package var description: String { message.en }
}
