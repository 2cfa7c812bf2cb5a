/// One rule of the book: who it is, where it comes from, which numbers it has, and what it says to a case.
///
/// A rule is one file and one line in ``RuleBook/all``.
package struct Rule: Sendable {
    package let id: RuleID
    package let title: Bilingual
    package let source: Source
    package let settings: [Setting]
    /// The modes that a profile may choose; rules that always hold have `on` only.
    package let modes: [RuleMode]
    /// The mode in the profile `zhangjiang`.
    package let fallback: RuleMode
    /// Whether it is there for outside users, so that `on` is more open to them than `off`; else it limits them, and
    /// `off` is the more open.
    package let protectsOutsiders: Bool
    /// What it says to a new or moved booking; nil where it says nothing.
    package let booking: Judge<BookingCase>?
    /// What it says to a record that is handed in for publication; nil where it says nothing.
    package let record: Judge<RecordCase>?
    /// Whether a failing record is published all the same and the failure recorded: a late disclosure that is refused
    /// would only be later.
    package let recordIsFinding: Bool
    /// The inventory column that a failing record is to be mended in; nil where it is not one alone.
    package let column: String?
    /// What a failing record has to mend, where the sentence of the verdict alone does not tell it column by column.
    package let faults: (@Sendable (RecordCase, RuleSetting) -> [RecordFault])?

    /// - Parameter protectsOutsiders: left out, what the letter of the id says: rules of disclosure (D) and openness (O)
    ///   do, rules of booking (B) do not.
    init(
        _ id: RuleID, zh: String, en: String, source: Source, settings: [Setting] = [],
        modes: [RuleMode] = RuleMode.allCases, fallback: RuleMode = .on, protectsOutsiders: Bool? = nil,
        booking: Judge<BookingCase>? = nil, record: Judge<RecordCase>? = nil, recordIsFinding: Bool = false,
        column: String? = nil, faults: (@Sendable (RecordCase, RuleSetting) -> [RecordFault])? = nil
    ) {
        self.id = id
        title = Bilingual(zh: zh, en: en)
        self.source = source
        self.settings = settings
        self.modes = modes
        self.fallback = fallback
        self.protectsOutsiders = protectsOutsiders ?? (id.rawValue.first != "B")
        self.booking = booking
        self.record = record
        self.recordIsFinding = recordIsFinding
        self.column = column
        self.faults = faults
    }
}

/// A rule's two halves: the first looks at a case and gives numbers, the second turns them into a sentence.
///
/// The desk judges thousands of acts a second and needs the second half for refusals only.
package struct Judge<Case: Sendable>: Sendable {
    package let find: @Sendable (Case, RuleSetting) -> Finding
    /// One sentence: what was wrong and what would be right; for a passing case, why it passes.
    package let say: @Sendable (Case, RuleSetting, Finding) -> Bilingual
}

/// All rules in the order in which verdicts are given.
package enum RuleBook {
    package static let all: [Rule] = [
        D1.rule, D2.rule, D3.rule, D4.rule, D5.rule, D6.rule, D7.rule, D8.rule,
        O1.rule, O2.rule, O3.rule, O4.rule, O5.rule, O6.rule, O7.rule, O8.rule, O9.rule, O10.rule, O11.rule,
        B1.rule, B2.rule, B3.rule, B4.rule, B5.rule, B6.rule, B7.rule, B8.rule, B9.rule, B10.rule, B11.rule,
        B12.rule, B13.rule, B14.rule, B15.rule, B16.rule,
    ]

    package static func rule(_ id: RuleID) -> Rule? { positions[id].map { all[$0] } }

    static let positions: [RuleID: Int] = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
}
