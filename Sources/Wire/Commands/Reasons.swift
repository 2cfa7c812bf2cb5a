import Booking

/// The coded reasons that a request may give (rules D4, D5, O4 and O5), as words of the wire.
package enum Reasons {
    package static let closure = ClosureReason.allCases.map(\.rawValue)
    package static let withdrawal = WithdrawalReason.allCases.map(\.rawValue)
    package static let exemption = ExemptionReason.allCases.map(\.rawValue)
    package static let decline = DeclineReason.allCases.map(\.rawValue)
    package static let unitCancellation = UnitCancellationReason.allCases.map(\.rawValue)
}
