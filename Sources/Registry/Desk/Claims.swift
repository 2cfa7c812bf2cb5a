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

extension Resource {
    /// In one number, as the planner looks for resources all the time.
    func hash(into hasher: inout Hasher) {
        switch self {
        case .instrument(let id): hasher.combine(id.rawValue << 2)
        case .organisation(let id): hasher.combine(id.rawValue << 2 | 1)
        case .inventory(let id): hasher.combine(id.rawValue << 2 | 2)
        case .register: hasher.combine(3 as Int64)
        }
    }
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
            exclusive =
                Self.distinct(subject.instruments.map { .instrument($0) }) + [.organisation(subject.organisation)]
            shared = Self.distinct(subject.units.map { .inventory($0) })
            alone = false
        case .register(let act):
            let own = Self.distinct([.register] + act.exclusive)
            exclusive = own
            shared = Self.distinct(act.shared).filter { !own.contains($0) }
            alone = true
        }
    }

    /// Each once: what claimed a thing twice would wait for itself.
    private static func distinct(_ resources: [Resource]) -> [Resource] {
        if resources.count < 2 { return resources }
        var seen = Set<Resource>()
        return resources.filter { seen.insert($0).inserted }
    }
}
