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
    /// Nothing else in its batch may touch its instrument: rows are moved in no certain order.
    let aloneOnInstrument: Bool

    init(_ act: DeskAct) {
        switch act {
        case .booking(let act, let subject):
            exclusive = [.instrument(subject.instrument), .organisation(subject.organisation)]
            shared = [.inventory(subject.unit)]
            alone = false
            if case .move = act { aloneOnInstrument = true } else { aloneOnInstrument = false }
        case .register(let act):
            exclusive = [.register] + act.exclusive
            shared = act.shared
            alone = true
            aloneOnInstrument = false
        }
    }
}
