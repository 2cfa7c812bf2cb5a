import Booking

/// The inside of a ``FactBook``: plain values, so that its rules can be tested without a database.
struct FactPages {
    /// The place in the log up to which everything is known; nil before the first batch.
    private(set) var known: LogChain?
    /// Our own commits that are under way, or not yet reached by ``known``.
    var ours: [LogRange] = []
    /// The last row that another wrote and we caught up with: what was read before it may be older than it.
    private var lastOther: Int64 = 0
    /// Grows whenever everything is forgotten, so that nothing comes back from before.
    private var generation = 0
    private(set) var instruments: [InstrumentID: InstrumentFacts] = [:]
    private(set) var organisations: [OrganisationID: OrganisationFacts] = [:]
    private var credentials: [Int64: Instant] = [:]
    private var weight = 0
    /// Booking numbers at hand, the next one last.
    var numbers: [BookingID] = []

    mutating func gap(to end: LogChain) -> Gap {
        guard var at = known else { return .other }
        // The daemon's own commits, in whatever order their lanes hear of them, are no gap. One whose answer is still
        // under way is ours only if its hash says so: it may have failed, and another have taken its numbers. Its hash
        // at the log's end proves those that it was chained on to as well.
        var walk = at
        while walk.sequence < end.sequence, let range = ours.first(where: { $0.previous == walk }) {
            walk = range.last
            if range.isCommitted ? walk.sequence <= end.sequence : walk == end { at = walk }
        }
        ours.removeAll { $0.last.sequence <= at.sequence }
        if at.sequence > end.sequence { return .other }
        known = at
        if at.sequence < end.sequence { return .missed(after: at) }
        return at.hash == end.hash ? .none : .other
    }

    mutating func confirm(_ range: LogRange) {
        if let index = ours.firstIndex(where: { $0.last == range.last }) { ours[index].isCommitted = true }
    }

    mutating func catchUp(with end: LogChain, forgetting touched: Touched?) {
        if let touched {
            for id in touched.instruments { drop(id) }
            for id in touched.organisations { organisations[id] = nil }
        } else {
            instruments.removeAll()
            organisations.removeAll()
            credentials.removeAll()
            weight = 0
            numbers.removeAll()
            generation += 1
        }
        lastOther = end.sequence
        // Another lane may have seen a later end meanwhile.
        if touched == nil || known.map({ $0.sequence < end.sequence }) ?? true { known = end }
        ours.removeAll { $0.last.sequence <= end.sequence }
    }

    mutating func take(
        _ wantedInstruments: [InstrumentID], _ wantedOrganisations: [OrganisationID], _ wantedCredentials: [Int64]
    ) -> Remembered {
        var found = Remembered()
        for id in wantedInstruments {
            guard let facts = instruments.removeValue(forKey: id) else { continue }
            weight -= facts.weight
            found.instruments[id] = facts
        }
        for id in wantedOrganisations { found.organisations[id] = organisations.removeValue(forKey: id) }
        for id in wantedCredentials { found.credentials[id] = credentials[id] }
        found.generation = generation
        return found
    }

    mutating func put(_ loaded: BatchLoader.Loaded, at now: Instant, capacity: Int) {
        // Read before something that we have caught up with since, or of a log that is no more: it may not be so.
        guard loaded.start.sequence >= lastOther, loaded.generation == generation else { return }
        numbers.insert(contentsOf: loaded.spare.reversed(), at: 0)
        if weight > capacity {
            instruments.removeAll()
            organisations.removeAll()
            weight = 0
        }
        for (id, var entry) in loaded.facts.instruments {
            entry.prune(at: now)
            weight += entry.weight
            instruments[id] = entry
        }
        for (id, var entry) in loaded.facts.organisations {
            entry.prune(at: now)
            organisations[id] = entry
        }
        credentials.merge(loaded.credentials) { _, new in new }
    }

    private mutating func drop(_ id: InstrumentID) {
        if let facts = instruments.removeValue(forKey: id) { weight -= facts.weight }
    }
}

/// How far back the book reads and remembers.
enum Memory {
    /// A live booking longer ago touches no new one: none is so long, and no clean-down.
    static let live = Span.days(40)
    /// What finished longer ago has been cleaned: no clean-down is so long.
    static let use = Span.days(2)
    /// Quotas look back to the start of the current month; strikes further, by a statement of their own.
    static let quota = Span.days(40)
}

extension InstrumentFacts {
    var weight: Int { channels.reduce(sharing.count + 8) { $0 + $1.live.count } }

    /// Lets go of what has become history since it was read.
    mutating func prune(at now: Instant) {
        for index in channels.indices {
            if let first = channels[index].live.first, first.period.start < now - Memory.live - .days(2) {
                channels[index].live.removeAll { $0.period.start < now - Memory.live }
            }
        }
    }
}

extension OrganisationFacts {
    mutating func prune(at now: Instant) {
        if bookings.count > 64, let first = bookings.first, first.period.end < now - Memory.quota - .days(2) {
            bookings.removeAll { $0.period.end < now - Memory.quota }
        }
    }
}
