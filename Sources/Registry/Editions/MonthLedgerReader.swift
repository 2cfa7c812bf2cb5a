package import Booking
import Postgres

extension Reader {
    /// A month as the ledger has it now, with its bookings: for those who look at single bookings.
    ///
    /// The register is as it stood at the month's last second, or stands now where the month is not over.
    package func ledger(of month: Month) async throws -> MonthLedger {
        try await pool.withConnection { connection in
            let reading = MonthReading(reader: self, connection: connection, month: month)
            return try await reading.inSnapshot { try await reading.ledger(settled: false) }
        }
    }

    /// The same, counted instrument by instrument while the bookings are read: the memory of one instrument's month and
    /// of a zone's figures, however many bookings there are.
    package func settledLedger(of month: Month) async throws -> MonthLedger {
        try await pool.withConnection { connection in
            let reading = MonthReading(reader: self, connection: connection, month: month)
            return try await reading.inSnapshot { try await reading.ledger(settled: true) }
        }
    }
}

/// Reads one month on one connection, in one snapshot, so that all that is read agrees.
struct MonthReading {
    let connection: PostgresConnection
    let month: Month
    let period: Period
    /// When the register is looked at: the month's end, or now.
    let asOf: Instant
    let calendar: ZoneCalendar
    let workingDays: WorkingDays
    let policies: PolicyBook

    /// Bookings fetched at a time: some 2 MB.
    private static let page = 5_000
    /// A month's bookings are sorted before the first comes.
    private static let patience = Duration.seconds(600)

    init(reader: Reader, connection: PostgresConnection, month: Month) {
        self.connection = connection
        self.month = month
        workingDays = reader.workingTime.days
        policies = reader.cache.policies
        calendar = reader.calendar
        period = calendar.period(of: month)
        asOf = min(reader.clock.now(), period.end)
    }

    /// Nobody's write is waited for, and nobody's seen that comes meanwhile.
    func inSnapshot<Value>(_ body: () async throws -> Value) async throws -> Value {
        _ = try await connection.pipeline([
            Statement("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"),
            Statement("SET LOCAL cursor_tuple_fraction = 1"),
            Statement("SET LOCAL statement_timeout = 0"), Statement("SET LOCAL work_mem = '64MB'"),
        ])
        do {
            let value = try await body()
            _ = try await connection.query(.rollback)
            return value
        } catch {
            _ = try? await connection.query(.rollback)
            throw error
        }
    }

    func ledger(settled: Bool) async throws -> MonthLedger {
        let versions = try await versions()
        var (instruments, places) = try await register(versions)
        let (parks, units) = try await self.places()
        let findings = try await findings(&instruments, places)
        if settled { for index in instruments.indices { instruments[index].bookings = [] } }
        try await read { id, bookings in
            guard let place = places[id] else { return }
            instruments[place].bookings = bookings
            if settled { instruments[place].settle(month) }
        }
        if settled {
            for index in instruments.indices where instruments[index].settled == nil {
                instruments[index].settle(month)
            }
        }
        return MonthLedger(
            month: month, calendar: calendar, policy: versions.zone, workingDays: workingDays, parks: parks,
            units: units,
            instruments: instruments, findings: findings, needs: try await needs(), asOf: asOf)
    }

    // MARK: The register at the month's end

    /// The policies of the month's end.
    private struct Versions {
        let zone: Policy
        var organisations: [OrganisationID: Policy] = [:]
        var instruments: [InstrumentID: Policy] = [:]

        /// Nil where the zone's holds.
        func policy(of id: InstrumentID, unit: OrganisationID, park: OrganisationID?) -> Policy? {
            instruments[id] ?? organisations[unit] ?? park.flatMap { organisations[$0] }
        }
    }

    private func versions() async throws -> Versions {
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

    private func places() async throws -> ([LedgerPark], [LedgerUnit]) {
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

    private func register(_ versions: Versions) async throws -> ([LedgerInstrument], [InstrumentID: Int]) {
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
    private func findings(
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

    // MARK: The bookings

    /// Hands over the bookings of one instrument after another.
    private func read(_ take: (InstrumentID, [LedgerBooking]) -> Void) async throws {
        _ = try await connection.query(
            Statement(
                SQL.monthBookings, .timestamptz(period.start.timestamp), .timestamptz(period.end.timestamp),
                prepare: false),
            timeout: Self.patience)
        let fetch = Statement("FETCH \(Self.page) FROM month_bookings", prepare: false)
        var instrument: InstrumentID?
        var bookings: [LedgerBooking] = []
        while true {
            let rows = try await connection.query(fetch, timeout: Self.patience)
            for row in rows {
                let id: InstrumentID = try row.id(0)
                if id != instrument {
                    if let instrument { take(instrument, bookings) }
                    instrument = id
                    bookings.removeAll(keepingCapacity: true)
                }
                if let booking = try Self.booking(row) { bookings.append(booking) }
            }
            if rows.count < Self.page { break }
        }
        if let instrument { take(instrument, bookings) }
    }

    private static func booking(_ row: Row) throws -> LedgerBooking? {
        guard let period = Period(start: try row.instant(4), end: try row.instant(5)) else { return nil }
        let asked = try row.instant(12)
        var booking = LedgerBooking(
            id: try row.id(1), channel: try row.id(2), organisation: try row.id(3),
            state: try row.word(6, "booking.state"), party: try row.word(7, "booking.party"),
            purpose: try row.word(8, "booking.purpose"), isSmallFirm: try row.decode(15, as: Bool.self),
            service: try row.text(9), quantity: try row.int(10), booked: period,
            actualStart: try row.instant(optional: 13), actualEnd: try row.instant(optional: 14),
            price: Money(fen: try row.decode(11, as: Int64.self)), requestedAt: asked)
        if let act = try row.text(optional: 16) {
            let refusal = act == "decline" ? try row.text(optional: 18) ?? "" : nil
            // What silence grants was answered by nobody.
            booking.answer = .init(at: try row.instant(17), refusal: refusal, isAutomatic: act == "grant")
        } else if try row.decode(19, as: Bool?.self) ?? false {
            booking.answer = .init(at: asked, isAutomatic: true)
        }
        if let act = try row.text(optional: 20) {
            let kind: LedgerBooking.Ending.Kind =
                switch act {
                case "lapse": .expired
                case "cancel" where try row.decode(22, as: Bool.self): .withdrawn
                default: .unitCancelled
                }
            booking.ending = .init(at: try row.instant(21), kind: kind)
        }
        return booking
    }
}
