/// Where a booking stands. `moved` is an event, not a state.
package enum BookingState: String, CaseIterable, Sendable {
    case requested, confirmed, running, finished
    case declined, lapsed, cancelled, bumped
    case noShow = "no-show"

    /// A live booking holds its time against all others.
    package var isLive: Bool { self == .requested || self == .confirmed || self == .running }

    /// Counts against a firm's quota: everything that took or takes time, no-shows included.
    package var usesQuota: Bool { isLive || self == .finished || self == .noShow }

    /// The lawful next states. A confirmed booking is asked for again where it moves on an instrument whose unit answers
    /// each request; every other move, and an escalation, leaves the state as it is.
    package var successors: [BookingState] {
        switch self {
        case .requested: [.confirmed, .declined, .lapsed, .cancelled]
        case .confirmed: [.running, .cancelled, .noShow, .bumped, .requested]
        case .running: [.finished]
        case .finished, .declined, .lapsed, .cancelled, .bumped, .noShow: []
        }
    }
}

/// Whose use it is, as seen from the holder unit (rule B16).
package enum Party: String, CaseIterable, Sendable {
    case outside, related, own
}

/// What the use is for (rules B16 and O9).
package enum Purpose: String, CaseIterable, Sendable {
    case development, research, testing, teaching, training
    // Bookable, but never counted as sharing (O9).
    case certification, enforcement, inspection, filming, medical, telecom
    case massInspection = "mass-inspection"

    package var countsAsSharing: Bool {
        switch self {
        case .development, .research, .testing, .teaching, .training: true
        case .certification, .enforcement, .inspection, .filming, .medical, .telecom, .massInspection: false
        }
    }
}
