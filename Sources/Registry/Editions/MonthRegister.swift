import Booking
import Postgres

/// The register at the month's end.
extension MonthReading {
    /// Some of these look at every instrument's history.
    private static let patience = Duration.seconds(600)

    /// The policies of the month's end.
    struct Versions {
        let zone: Policy
        var organisations: [OrganisationID: Policy] = [:]
        var instruments: [InstrumentID: Policy] = [:]

        /// Nil where the zone's holds.
        func policy(of id: InstrumentID, unit: OrganisationID, park: OrganisationID?) -> Policy? {
            instruments[id] ?? organisations[unit] ?? park.flatMap { organisations[$0] }
        }
    }

    func versions() async throws -> Versions {
        let end = Bind.timestamptz(period.end.timestamp)
        let rows = try await connection.pipeline([Statement(SQL.monthPolicy, end), Statement(SQL.monthPolicies, end)])
        let zone = try rows[0].only.int(0)
        let known = try await policies.policies([zone] + rows[1].map { try $0.int(2) }, on: connection)
        guard let policy = known[zone] else { throw UnknownValue(column: "policy.version", value: "\(zone)") }
        var versions = Versions(zone: policy)
        for row in rows[1] {
            if let organisation: OrganisationID = try row.id(optional: 0) {
                versions.organisations[organisation] = known[try row.int(2)]
            } else {
                versions.instruments[try row.id(1)] = known[try row.int(2)]
            }
        }
        return versions
    }

    func places() async throws -> ([LedgerPark], [LedgerUnit]) {
        var parks: [LedgerPark] = []
        var units: [LedgerUnit] = []
        for row in try await connection.query(Statement(SQL.monthPlaces, .timestamptz(period.end.timestamp))) {
            let (code, name, nameEn) = (try row.text(1), try row.text(2), try row.text(optional: 3))
            if try row.text(0) == Organisation.Kind.park.rawValue {
                parks.append(LedgerPark(code: code, name: name, nameEn: nameEn))
            } else {
                units.append(LedgerUnit(code: code, name: name, nameEn: nameEn, park: try row.text(4)))
            }
        }
        return (parks, units)
    }

    func register(_ versions: Versions) async throws -> ([LedgerInstrument], [InstrumentID: Int]) {
        let (start, end) = (Bind.timestamptz(period.start.timestamp), Bind.timestamptz(period.end.timestamp))
        let rows = try await connection.pipeline(
            [
                Statement(SQL.monthRegister, end), Statement(SQL.monthChannels), Statement(SQL.monthTariffs, end),
                Statement(SQL.monthChanges, start, end), Statement(SQL.monthClosures, start, end),
            ], timeout: Self.patience)
        var channels: [InstrumentID: [ChannelID]] = [:]
        for row in rows[1] { channels[try row.id(0), default: []].append(try row.id(1)) }
        var tariffs: [InstrumentID: [String: [Tariff]]] = [:]
        for row in rows[2] {
            let tariff = try RegisterReader.tariff(row)
            tariffs[try row.id(0), default: [:]][tariff.offer.code, default: []].append(tariff)
        }
        var changes: [InstrumentID: [MonthChange]] = [:]
        for row in rows[3] { changes[try row.id(0), default: []].append(try MonthChange(row)) }
        let closures = try Self.closures(rows[4])
        var instruments: [LedgerInstrument] = []
        instruments.reserveCapacity(rows[0].count)
        var places: [InstrumentID: Int] = [:]
        for row in rows[0] {
            let id: InstrumentID = try row.id(0)
            let (own, past) = (tariffs[id] ?? [:], changes[id] ?? [])
            var record = try InstrumentRow.record(row)
            let inUse = try row.int(42)
            record.channels = max(inUse, 1)
            // By code: the order of the unit's list is not kept for the past.
            record.services = own.keys.sorted().compactMap { own[$0]?.last { $0.withdrawnAt == nil }?.offer }
            places[id] = instruments.count
            instruments.append(
                LedgerInstrument(
                    path: InstrumentPath(unit: try row.text(2), number: try row.text(3)), unit: try row.text(2),
                    park: try row.text(43), record: record, disclosure: try disclosure(row), calendar: calendar,
                    // A channel that ran for a part of the month is one of the month's.
                    channels: Array((channels[id] ?? []).prefix(past.reduce(inUse) { max($0, $1.channels) })),
                    tariffs: own, closures: closures[id] ?? [], bookings: [],
                    earlier: earlier(past, try InstrumentRow.disclosure(row), channels: inUse), channelsLeft: inUse,
                    dates: try InstrumentRow.dates(row),
                    policy: versions.policy(of: id, unit: try row.id(1), park: try row.id(optional: 35))))
        }
        return (instruments, places)
    }

    /// What comes back by itself is back from the announced moment on.
    private func disclosure(_ row: Row) throws -> DisclosureState {
        let state = try InstrumentRow.disclosure(row)
        if case .withdrawn(_, let until?, _) = state, until < asOf { return .disclosed(since: until) }
        return state
    }

    private static func closures(_ rows: Rows) throws -> [InstrumentID: [Closure]] {
        var closures: [InstrumentID: [Closure]] = [:]
        for row in rows {
            guard let period = Period(start: try row.instant(3), end: try row.instant(4)) else { continue }
            closures[try row.id(0), default: []].append(
                Closure(
                    id: try row.id(1), channel: try row.id(optional: 2), period: period, reason: try row.text(5),
                    announcedAt: try row.instant(6)))
        }
        return closures
    }

    /// What publications found: since when what stands is broken goes to the instruments, what was mended is returned.
    func findings(
        _ instruments: inout [LedgerInstrument], _ places: [InstrumentID: Int]
    ) async throws -> [LedgerFinding] {
        var mended: [LedgerFinding] = []
        let rows = try await connection.query(
            Statement(
                SQL.monthFindings, .timestamptz(period.start.timestamp), .timestamptz(period.end.timestamp)))
        for row in rows {
            guard let place = places[try row.id(0)] else { continue }
            let (rule, since) = (RuleID(rawValue: try row.text(1)), try row.instant(2))
            let instrument = instruments[place]
            if let end = try row.instant(optional: 3) {
                mended.append(
                    LedgerFinding(
                        rule: rule, unit: instrument.unit, park: instrument.park,
                        instrument: instrument.path.number, since: since, mended: end))
            } else {
                instruments[place].opened[rule] = since
            }
        }
        return mended
    }
}
