import Booking
import Postgres

/// Reads whole what is not remembered: an instrument with its board of live bookings, an organisation with its bookings,
/// a credential.
struct FactReader {
    let register: RegisterReader

    /// Completes `loaded` with whatever of `wants` is missing there.
    func fill(
        _ loaded: inout BatchLoader.Loaded, _ wants: Wants, at now: Instant, on connection: PostgresConnection
    ) async throws {
        let instruments = wants.instruments.filter { loaded.facts.instruments[$0] == nil }
        let organisations = wants.organisations.filter { loaded.facts.organisations[$0] == nil }
        let credentials = wants.credentials.filter { loaded.credentials[$0] == nil }
        if !instruments.isEmpty {
            // The whole current month: what is open in it is the base of rule O2.
            let calendar = register.calendar
            let month = calendar.startOfDay(calendar.month(containing: now).first)
            let entries = try await register.read(instruments, closuresSince: month, on: connection)
            for (id, facts) in try await self.instruments(entries, month, at: now, on: connection) {
                loaded.facts.instruments[id] = facts
            }
        }
        guard !organisations.isEmpty || !credentials.isEmpty else { return }
        let results = try await connection.pipeline(
            Self.organisations(organisations, at: now) + [Statement(SQL.credentials, .int8s(credentials))])
        try Self.take(results, into: &loaded.facts.organisations)
        for row in results[3] { loaded.credentials[try row.decode(0, as: Int64.self)] = try row.instant(1) }
    }

    /// Organisations whole, by themselves.
    func read(
        _ organisations: [OrganisationID], into facts: inout [OrganisationID: OrganisationFacts], at now: Instant,
        on connection: PostgresConnection
    ) async throws {
        try Self.take(try await connection.pipeline(Self.organisations(organisations, at: now)), into: &facts)
    }

    private static func organisations(_ organisations: [OrganisationID], at now: Instant) -> [Statement] {
        let ids = Bind.int8s(organisations.map(\.rawValue))
        return [
            Statement(SQL.organisations, ids),
            Statement(SQL.quota, ids, .timestamptz((now - Memory.quota).timestamp)),
            Statement(SQL.strikes, ids, .timestamptz((now - B8.memory).timestamp)),
        ]
    }

    private static func take(_ results: [Rows], into facts: inout [OrganisationID: OrganisationFacts]) throws {
        for row in results[0] {
            let organisation = try organisation(row)
            let smallFirm = try row.instant(optional: 6).map {
                SmallFirmStatus(since: $0, until: try row.instant(7))
            }
            facts[organisation.id] = OrganisationFacts(
                organisation: organisation, bookings: [], smallFirm: smallFirm)
        }
        for row in results[1] {
            guard let period = Period(start: try row.instant(3), end: try row.instant(4)) else { continue }
            facts[try row.id(0)]?.bookings.append(
                QuotaBooking(
                    id: try row.id(1), instrument: try row.id(2), period: period,
                    state: try row.word(5, "booking.state")))
        }
        for row in results[2] {
            facts[try row.id(0)]?.strikes.append(Strike(booking: try row.id(1), at: try row.instant(2)))
        }
    }

    /// Whole instruments from their register entries.
    private func instruments(
        _ entries: [InstrumentID: RegisterEntry], _ month: Instant, at now: Instant,
        on connection: PostgresConnection
    ) async throws -> [InstrumentID: InstrumentFacts] {
        let channels = entries.values.flatMap(\.channels).map(\.rawValue)
        let results = try await connection.pipeline([
            Statement(SQL.board, .int8s(channels), .timestamptz((now - Memory.live).timestamp)),
            Statement(SQL.sharing, .int8s(entries.keys.map(\.rawValue)), .timestamptz(month.timestamp)),
            Statement(SQL.finished, .int8s(channels), .timestamptz((now - Memory.use).timestamp)),
        ])
        var live: [ChannelID: [LiveBooking]] = [:]
        for row in results[0] {
            guard let period = Period(start: try row.instant(2), end: try row.instant(3)) else { continue }
            // Its neighbours need not know whether it is confirmed or still requested.
            live[try row.id(0), default: []].append(
                LiveBooking(
                    id: try row.id(1), period: period, setUp: try row.int(4), cleanDown: try row.int(5),
                    state: try row.decode(6, as: Bool.self) ? .running : .confirmed))
        }
        try FinishedUse.add(results[2], to: &live)
        var sharing: [InstrumentID: [SharedUse]] = [:]
        for row in results[1] {
            guard let period = Period(start: try row.instant(2), end: try row.instant(3)) else { continue }
            sharing[try row.id(0), default: []].append(
                SharedUse(id: try row.id(1), period: period, party: try row.word(4, "booking.party")))
        }
        return entries.mapValues { entry in
            InstrumentFacts(
                register: entry.register, closures: entry.closures,
                channels: entry.channels.map { ChannelFacts(id: $0, live: live[$0] ?? []) },
                sharing: sharing[entry.register.id] ?? [])
        }
    }

    private static func organisation(_ row: Row) throws -> Organisation {
        Organisation(
            id: try row.id(0), code: try row.text(1), name: try row.text(2),
            kind: try row.word(3, "organisation.kind"), park: try row.id(optional: 4),
            suspended: try row.decode(5, as: Bool.self))
    }
}
