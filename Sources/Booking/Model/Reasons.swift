/// Why an instrument takes no bookings for a while; decides its class of minutes in the edition.
package enum ClosureReason: String, CaseIterable, Sendable {
    case maintenance, fault, holiday

    /// Counted as maintenance, down or closed minutes.
    package enum MinuteClass: Sendable { case maintenance, down, closed }

    package var minutes: MinuteClass {
        switch self {
        case .maintenance: .maintenance
        case .fault: .down
        case .holiday: .closed
        }
    }
}

/// Why a unit takes an instrument out of disclosure (rule D5).
package enum WithdrawalReason: String, CaseIterable, Sendable {
    case retired, broken, relocated, transferred, unsafe
    case noStaff = "no-staff"
}

/// Why an office hides an instrument from disclosure (rule D4).
package enum ExemptionReason: String, CaseIterable, Sendable {
    case classified, restricted
}

/// Why a unit, or the office that answers for it, declines a request (rule O4): the published list.
package enum DeclineReason: String, CaseIterable, Sendable {
    case full, unsafe
    case noStaff = "no-staff"
    case broken
    case notSuitable = "not-suitable"
    case restricted
}

/// Why a unit cancels somebody else's confirmed booking (rule O5).
package enum UnitCancellationReason: String, CaseIterable, Sendable {
    case broken, unsafe
    case noStaff = "no-staff"
    case notSuitable = "not-suitable"
    case restricted

    /// The same reason among those of a refusal, whose truth rule O4 knows how to judge.
    package var asDecline: DeclineReason {
        switch self {
        case .broken: .broken
        case .unsafe: .unsafe
        case .noStaff: .noStaff
        case .notSuitable: .notSuitable
        case .restricted: .restricted
        }
    }
}
