/// A record and what is known of its instrument: handed in for publication, or standing in the register.
package struct RecordCase: Sendable {
    package let record: InventoryRecord
    package let duty: DisclosureDuty
    /// Nil where the instrument is new to the register.
    package let state: DisclosureState?
    /// What the publication changes; ``RecordRevision/none`` for a record that stands.
    package var revision = RecordRevision.none
    /// When its unit last stood by it; nil while it is handed in, which confirms it.
    package var confirmedAt: Instant?
    package let calendar: ZoneCalendar
    package let workingDays: WorkingDays
    package let now: Instant

    /// Whether the instrument owes the public its service: the rules on openness are for these. What is exempt or
    /// retired serves nobody.
    var owesService: Bool {
        if case .exempt = state { return false }
        return duty.isRequired && record.status != .retired
    }
}

/// One thing wrong with one column of a record, for whoever mends the list.
package struct RecordFault: Hashable, Sendable {
    package let rule: RuleID
    /// The inventory's column; several are joined by commas.
    package let column: String?
    /// The service's code, where one price is meant.
    package let service: String?
    /// What was published, and what would be, where that is the fault; as the inventory writes it.
    package let old: String?
    package let new: String?
    package let message: Bilingual

    init(
        rule: RuleID, column: String?, service: String? = nil, old: String? = nil, new: String? = nil,
        message: Bilingual
    ) {
        self.rule = rule
        self.column = column
        self.service = service
        self.old = old
        self.new = new
        self.message = message
    }
}

/// Whether an instrument has to be disclosed in full (rule D1).
package enum DisclosureDuty: Hashable, Sendable {
    case required
    /// The list does not say how much public money is in it: judged as required until it does.
    case unknownShare
    case noPublicMoney, noCommitment, belowThreshold

    package var isRequired: Bool { self == .required || self == .unknownShare }

    package init(_ record: InventoryRecord, _ policy: Policy) {
        let setting = policy[known: D1.rule]
        guard let share = record.publicShare else {
            self = .unknownShare
            return
        }
        if share.basisPoints <= 0 {
            self = .noPublicMoney
        } else if (record.commitment ?? "").isEmpty {
            self = .noCommitment
        } else if case .money(let threshold) = setting[D1.threshold], let value = record.originalValue,
            value < threshold
        {
            self = .belowThreshold
        } else {
            self = .required
        }
    }
}
