import Booking

/// A thing that two acts must not work on at the same time.
enum Resource: Hashable, Sendable {
    case instrument(InstrumentID)
    case organisation(OrganisationID)
    /// A holder unit's whole inventory.
    case inventory(OrganisationID)
    /// The register as a whole: its acts build on each other (a firm, then its account, then its token), so they go one
    /// at a time and in order.
    case register
}

/// What an act needs for itself. The database's locks are what makes this safe between daemons; claims only keep this
/// daemon's lanes from waiting for each other.
struct Claims: Sendable {
    let exclusive: [Resource]
    let shared: [Resource]
    /// Runs in a batch of its own.
    let alone: Bool

    init(_ act: DeskAct) {
        switch act {
        case .booking(_, let subject):
            exclusive = subject.instruments.map { .instrument($0) } + [.organisation(subject.organisation)]
            shared = subject.units.map { .inventory($0) }
            alone = false
        case .register(let act):
            exclusive = [.register] + act.exclusive
            shared = act.shared
            alone = true
        }
    }
}
