package import Booking
import Postgres

/// An instrument's slow-changing facts as one daemon remembers them, with the version that proves them.
package struct RegisterEntry: Sendable {
    package let version: Int64
    package let register: InstrumentRegister
    /// Channels in use, in their order.
    package let channels: [ChannelID]
    /// Closures that had not ended when this was read.
    package let closures: [Closure]
    package let unit: UnitContact

    /// What a reader sees of the holder unit beside an instrument.
    package struct UnitContact: Sendable {
        package let park: OrganisationID?
        package let contact: String?
        package let complaints: String?
    }
}

/// Reads whole register entries.
struct RegisterReader: Sendable {
    let calendar: ZoneCalendar
    let policies: PolicyBook

    /// Reads the entries of `ids` that exist; closures are those that end after `since`.
    func read(
        _ ids: [InstrumentID], closuresSince since: Instant, on connection: PostgresConnection
    ) async throws -> [InstrumentID: RegisterEntry] {
        guard !ids.isEmpty else { return [:] }
        let keys = Bind.int8s(ids.map(\.rawValue))
        let rows = try await connection.pipeline([
            Statement(SQL.registerInstruments, keys),
            Statement(SQL.registerChannels, keys),
            Statement(SQL.registerTariffs, keys),
            Statement(SQL.registerClosures, keys, .timestamptz(since.timestamp)),
            Statement(SQL.registerPeople, keys),
        ])
        let people = try Self.people(rows[4])
        var channels: [InstrumentID: [ChannelID]] = [:]
        for row in rows[1] { channels[try row.id(0), default: []].append(try row.id(1)) }
        var tariffs: [InstrumentID: [String: [Tariff]]] = [:]
        var order: [InstrumentID: [String]] = [:]
        for row in rows[2] {
            let instrument: InstrumentID = try row.id(0)
            let tariff = try Self.tariff(row)
            if tariffs[instrument]?[tariff.offer.code] == nil {
                order[instrument, default: []].append(tariff.offer.code)
            }
            tariffs[instrument, default: [:]][tariff.offer.code, default: []].append(tariff)
        }
        var closures: [InstrumentID: [Closure]] = [:]
        for row in rows[3] {
            let instrument: InstrumentID = try row.id(0)
            guard let period = Period(start: try row.instant(3), end: try row.instant(4)) else { continue }
            closures[instrument, default: []].append(
                Closure(
                    id: try row.id(1), channel: try row.id(optional: 2), period: period, reason: try row.text(5),
                    announcedAt: try row.instant(6)))
        }
        let policies = try await policies.policies(try rows[0].map { try $0.int(42) }, on: connection)
        var entries: [InstrumentID: RegisterEntry] = [:]
        for row in rows[0] {
            let id: InstrumentID = try row.id(0)
            let own = tariffs[id] ?? [:]
            guard let policy = policies[try row.int(42)] else { continue }
            var record = try InstrumentRow.record(row)
            record.channels = max(channels[id]?.count ?? 0, 1)
            record.services = (order[id] ?? []).compactMap { own[$0]?.last { $0.withdrawnAt == nil }?.offer }
            entries[id] = RegisterEntry(
                version: try row.decode(4, as: Int64.self),
                register: InstrumentRegister(
                    id: id, path: InstrumentPath(unit: try row.text(2), number: try row.text(3)),
                    unit: try row.id(1), park: try row.id(optional: 35), record: record,
                    disclosure: try InstrumentRow.disclosure(row), tariffs: own, calendar: calendar, policy: policy,
                    dates: try InstrumentRow.dates(row), people: people[id] ?? .none),
                channels: channels[id] ?? [], closures: closures[id] ?? [],
                unit: .init(
                    park: try row.id(optional: 35), contact: try row.text(optional: 36),
                    complaints: try row.text(optional: 37)))
        }
        return entries
    }

    private static func people(_ rows: Rows) throws -> [InstrumentID: InstrumentPeople] {
        var people: [InstrumentID: InstrumentPeople] = [:]
        for row in rows {
            let id: InstrumentID = try row.id(0)
            let until = try row.instant(optional: 3)
            switch try row.text(1) {
            case "qualified": people[id, default: .none].qualified[try row.id(2)] = Qualification(until: until)
            case "related": people[id, default: .none].related[try row.id(2)] = Relation(until: until)
            default: people[id, default: .none].isStaffed = true
            }
        }
        return people
    }

    static func tariff(_ row: Row) throws -> Tariff {
        Tariff(
            service: try row.id(1),
            offer: ServiceOffer(
                code: try row.text(2), content: try row.text(3),
                unitOfCharge: try row.word(4, "tariff.unit_of_charge"),
                price: Money(fen: try row.decode(5, as: Int64.self))),
            publishedAt: try row.instant(6), effectiveFrom: try row.instant(7),
            withdrawnAt: try row.instant(optional: 8), isConfirmed: try row.decode(9, as: Bool.self))
    }
}
