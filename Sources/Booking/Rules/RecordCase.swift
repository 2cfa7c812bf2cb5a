/// A record handed in for publication, and what is known of the instrument so far.
package struct RecordCase: Sendable {
    package let record: InventoryRecord
    package let duty: DisclosureDuty
    /// Nil where the instrument is new to the register.
    package let state: DisclosureState?
    package let calendar: ZoneCalendar
    package let workingDays: WorkingDays
    package let now: Instant
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
