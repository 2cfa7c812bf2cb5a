/// A rule's stable name in the rule book, as `B5`.
package struct RuleID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }
    package var description: String { rawValue }
}

/// What one rule says to one act, with its numbers.
package struct Verdict: Hashable, Sendable {
    package let rule: RuleID
    package let passed: Bool
    /// The rule's number as a person reads it, with its unit (`40h`, `30d`); empty where the rule has none.
    package let limit: String
    /// What is used already; empty where that means nothing.
    package let used: String
    package let asked: String
    /// One sentence: what was wrong and what would be right. Said for passing verdicts too.
    package let message: Bilingual
    /// Free time that contradicts what was said of it (rules O4 and O5), in order.
    package let free: [Period]

    package init(
        rule: RuleID, passed: Bool, limit: String = "", used: String = "", asked: String = "", message: Bilingual,
        free: [Period] = []
    ) {
        self.rule = rule
        self.passed = passed
        self.limit = limit
        self.used = used
        self.asked = asked
        self.message = message
        self.free = free
    }
}
