import Booking
import Postgres

/// The reading half of a batch: which statements ask for its facts, and how their rows become facts.
struct BatchRows {
    let items: [BatchLoader.Item]
    let policy: Policy
    let now: Instant

    /// Where each answer stands in the pipeline; nil where nothing had to be asked.
    struct Places {
        var organisations = 0
        var quota = 0
        var credentials = 0
        var numbers: Int?
        var neighbours = 0
        var bookings: Int?
        var keys: Int?
    }

    struct Read {
        var facts: Facts
        var live: [ChannelID: [LiveBooking]] = [:]
        var numbers: [BookingID] = []
        var credentials = Set<Int64>()
        var keys: [BatchLoader.KeyName: BatchLoader.KeptKey] = [:]
    }

    func add(
        to pipeline: inout Pipeline, organisations: [OrganisationID], numbering: Bool,
        entries: [InstrumentID: RegisterEntry]
    ) -> Places {
        var places = Places()
        // Beside those whose quota it is: the requesters', and the units', whose park tells an office's area.
        var named = Set(organisations)
        for item in items { named.formUnion([item.requester.organisation, item.subject.unit]) }
        places.organisations = pipeline.add(Statement(SQL.organisations, .int8s(named.map(\.rawValue).sorted())))
        places.quota = pipeline.add(
            Statement(
                SQL.quota, .int8s(organisations.map(\.rawValue)), .timestamptz(quotaSince(entries).timestamp)))
        places.credentials = pipeline.add(
            Statement(
                SQL.credentials, .int8s(Set(items.map(\.requester.credential)).sorted()), .timestamptz(now.timestamp)))
        places.neighbours = pipeline.add(neighbours(of: nil, entries: entries))
        let reservations = items.count { if case .reserve = $0.act { true } else { false } }
        if reservations > 0, numbering {
            places.numbers = pipeline.add(Statement(SQL.numbers, .int4(Int32(reservations))))
        }
        let bookings = items.compactMap { item -> Int64? in
            switch item.act {
            case .reserve: nil
            case .move(let id, _), .cancel(let id, _): id.rawValue
            }
        }
        if !bookings.isEmpty { places.bookings = pipeline.add(Statement(SQL.bookings, .int8s(bookings))) }
        let keyed = items.filter { $0.key != nil }
        if !keyed.isEmpty {
            places.keys = pipeline.add(
                Statement(
                    SQL.keys, .int8s(keyed.map(\.requester.account.rawValue)), .texts(keyed.map { $0.key?.key })))
        }
        return places
    }

    /// Asks for the neighbours of every wish for the named instruments (nil: all).
    func neighbours(of instruments: Set<InstrumentID>?, entries: [InstrumentID: RegisterEntry]) -> Statement {
        var ids: [Int64] = []
        var from: [Timestamp] = []
        var to: [Timestamp] = []
        for item in items where instruments?.contains(item.subject.instrument) ?? true {
            guard let wish = item.wish, let entry = entries[item.subject.instrument] else { continue }
            let window = FactWindow(wish, on: entry.register, policy: policy, at: now).neighbours
            for channel in entry.channels {
                ids.append(channel.rawValue)
                from.append(window.start.timestamp)
                to.append(window.end.timestamp)
            }
        }
        return Statement(SQL.neighbours, .int8s(ids), .timestamptzs(from), .timestamptzs(to))
    }

    /// The earliest moment that any rule looks back to for any wish of the batch.
    private func quotaSince(_ entries: [InstrumentID: RegisterEntry]) -> Instant {
        var since = now
        for item in items {
            guard let wish = item.wish, let entry = entries[item.subject.instrument] else { continue }
            since = min(since, FactWindow(wish, on: entry.register, policy: policy, at: now).quotaSince)
        }
        return since
    }

    func read(_ results: [Rows], _ places: Places, facts: Facts) throws -> Read {
        var read = Read(facts: facts)
        for row in results[places.organisations] {
            let id: OrganisationID = try row.id(0)
            read.facts.organisations[id] = OrganisationFacts(
                organisation: Organisation(
                    id: id, code: try row.text(1), name: try row.text(2), kind: try row.word(3, "organisation.kind"),
                    park: try row.id(optional: 4), suspended: try row.decode(5, as: Bool.self)),
                bookings: [])
        }
        for row in results[places.quota] {
            guard let period = Period(start: try row.instant(3), end: try row.instant(4)) else { continue }
            read.facts.organisations[try row.id(0)]?.bookings.append(
                QuotaBooking(
                    id: try row.id(1), instrument: try row.id(2), period: period,
                    state: try row.word(5, "booking.state")))
        }
        for row in results[places.credentials] { read.credentials.insert(try row.decode(0, as: Int64.self)) }
        try readNeighbours(results[places.neighbours], into: &read.live)
        if let place = places.numbers { read.numbers = try results[place].map { try $0.id(0) } }
        if let place = places.bookings {
            for row in results[place] {
                let booking = try BookingRow.facts(row)
                read.facts.bookings[booking.id] = booking
            }
        }
        if let place = places.keys {
            for row in results[place] {
                read.keys[.init(account: try row.id(0), key: try row.text(1))] = .init(
                    fingerprint: try row.decode(2, as: [UInt8].self), outcome: try row.text(3))
            }
        }
        return read
    }

    func readNeighbours(_ rows: Rows, into live: inout [ChannelID: [LiveBooking]]) throws {
        for row in rows {
            guard let period = Period(start: try row.instant(2), end: try row.instant(3)) else { continue }
            live[try row.id(0), default: []].append(
                LiveBooking(id: try row.id(1), period: period, setUp: try row.int(4), cleanDown: try row.int(5)))
        }
    }
}

extension BatchLoader.Item {
    /// The time that the act asks for; nil for a cancellation.
    var wish: Period? {
        switch act {
        case .reserve(let reservation): reservation.period
        case .move(_, let period): period
        case .cancel: nil
        }
    }
}
