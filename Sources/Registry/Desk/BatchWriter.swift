import Booking
import Postgres

/// The writing half of a batch: what was decided, as a constant number of multi-row statements.
struct BatchWriter {
    private var made: [BookingFacts] = []
    private var changed: [BookingFacts] = []
    /// Booking → its place in one of the lists: a booking that changes twice in a batch is written once, as it ends.
    private var places: [BookingID: Place] = [:]
    /// Bookings whose time, channel or operator changes.
    private var lifted = Set<BookingID>()
    private var groups: [(BookingFacts, String?)] = []
    private var series: [(SeriesChange, OrganisationID)] = []
    private var entries: [LogEntry] = []
    /// How the wishes stand that time was held for.
    private var wishes: [WishID: (state: WishState, booking: BookingID)] = [:]
    private var keys: [(AccountID, RequestKey, String)] = []

    private enum Place {
        case made(Int)
        case changed(Int)
    }

    var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ event: BookingEvent, by requester: Requester, on register: InstrumentRegister) {
        let booking = event.after
        let path = register.path
        if let wish = event.wish { wishes[wish.id] = (wish.state, booking.id) }
        if let before = event.before {
            if before.period != booking.period || before.channel != booking.channel
                || before.operatorID != booking.operatorID
            {
                lifted.insert(booking.id)
            }
            switch places[booking.id] {
            case .made(let index)?: made[index] = booking
            case .changed(let index)?: changed[index] = booking
            case nil:
                places[booking.id] = .changed(changed.count)
                changed.append(booking)
            }
        } else {
            places[booking.id] = .made(made.count)
            made.append(booking)
        }
        entries.append(
            LogEntry(
                account: requester.name, act: event.step.rawValue, subject: "b\(booking.id)",
                before: event.before?.snapshot(path), after: booking.snapshot(path, event),
                policyVersion: register.policy.version))
    }

    /// Remembers that these were made by one act.
    mutating func add(group events: [BookingEvent], of order: Order, in calendar: ZoneCalendar) {
        guard order.wishes.count > 1, let first = events.first else { return }
        var text = order.series
        // What was skipped is not in the series.
        if events.count < order.wishes.count, let asked = order.series.flatMap({ SeriesText(text: $0) }) {
            let held = SeriesText(asked.series, holding: events.map(\.after.period), in: calendar)
            text = held.text(in: calendar)
        }
        groups.append((first.after, text))
    }

    /// Remembers what becomes of the text of a series.
    mutating func add(_ change: SeriesChange, of events: [BookingEvent]) {
        guard let first = events.first else { return }
        series.append((change, first.after.organisation))
    }

    mutating func keep(_ key: RequestKey, of account: AccountID, outcome: String) {
        keys.append((account, key, outcome))
    }

    mutating func log(_ entry: LogEntry) { entries.append(entry) }

    /// All rows but the log's, and the lock on the log's end as the last statement.
    ///
    /// Changes go first, then new bookings: what is freed in a batch may be taken in it. Before bookings move, all that
    /// move are lifted out of the guard.
    func statements(at now: Instant) -> [Statement] {
        var statements: [Statement] = []
        let lifting = changed.filter { lifted.contains($0.id) }
        if changed.count > 1, !lifting.isEmpty {
            statements.append(Statement(SQL.liftBookings, .int8s(lifting.map(\.id.rawValue))))
        }
        // Those that hold no time any more before those that take another's: rows of one statement have no order.
        for rows in [changed.filter { !$0.state.isLive }, changed.filter(\.state.isLive)] where !rows.isEmpty {
            statements.append(Self.changes(rows))
        }
        if !made.isEmpty { statements.append(inserts(at: now)) }
        if !groups.isEmpty {
            statements.append(
                Statement(
                    SQL.insertGroups, .int8s(groups.map { ($0.0.group ?? $0.0.id).rawValue }),
                    .int8s(groups.map(\.0.organisation.rawValue)), .texts(groups.map(\.1)),
                    .timestamptz(now.timestamp)))
        }
        if !series.isEmpty {
            let parts = series.compactMap { change, organisation in change.part.map { ($0, organisation) } }
            statements.append(
                Statement(
                    SQL.changeGroups, .int8s(series.map(\.0.group.rawValue)), .texts(series.map(\.0.was)),
                    .texts(series.map(\.0.text)), .int8s(parts.map(\.0.group.rawValue)),
                    .int8s(parts.map(\.1.rawValue)), .texts(parts.map(\.0.text)), .timestamptz(now.timestamp)))
        }
        if !wishes.isEmpty {
            let wishes = wishes.sorted { $0.key < $1.key }
            statements.append(
                Statement(
                    SQL.changeWishes, .int8s(wishes.map(\.key.rawValue)), .texts(wishes.map(\.value.state.rawValue)),
                    .int8s(wishes.map(\.value.booking.rawValue)), .timestamptz(now.timestamp)))
        }
        if !keys.isEmpty {
            // In one order everywhere: two writers with the same keys then wait for each other one way round only.
            let keys = keys.sorted { ($0.0, $0.1.key) < ($1.0, $1.1.key) }
            statements.append(
                Statement(
                    SQL.insertKeys, .int8s(keys.map(\.0.rawValue)), .texts(keys.map(\.1.key)),
                    .byteas(keys.map(\.1.fingerprint)), .texts(keys.map(\.2)), .timestamptz(now.timestamp)))
        }
        statements.append(Statement(SQL.logHead))
        return statements
    }

    /// The log's rows, chained on to `head`, and the commit.
    ///
    /// - Parameter policyVersion: for what was not judged by an instrument's or a unit's own.
    func finish(_ head: LogChain, at now: Instant, policyVersion: Int) -> (statements: [Statement], chain: LogChain) {
        var chain = head
        var sequences: [Int64] = []
        var hashes: [[UInt8]] = []
        for entry in entries {
            hashes.append(chain.append(entry, at: now, policyVersion: entry.policyVersion ?? policyVersion))
            sequences.append(chain.sequence)
        }
        let insert = Statement(
            SQL.logInsert, .int8s(sequences), .texts(entries.map(\.account)), .texts(entries.map(\.act)),
            .texts(entries.map(\.subject)), .texts(entries.map(\.before)), .texts(entries.map(\.after)),
            .byteas(hashes), .int4s(entries.map { Int32($0.policyVersion ?? policyVersion) }),
            .timestamptz(now.timestamp))
        let advance = Statement(SQL.logAdvance, .int8(chain.sequence), .bytea(chain.hash))
        return ([insert, advance, Statement("COMMIT")], chain)
    }

    private static func changes(_ rows: [BookingFacts]) -> Statement {
        Statement(
            SQL.changeBookings, .int8s(rows.map(\.id.rawValue)), .int8s(rows.map(\.channel.rawValue)),
            .timestamptzs(rows.map(\.period.start.timestamp)), .timestamptzs(rows.map(\.period.end.timestamp)),
            .timestamptzs(rows.map(\.occupiedUntil.timestamp)), .int4s(rows.map { Int32($0.setUp) }),
            .int4s(rows.map { Int32($0.cleanDown) }), .texts(rows.map(\.state.rawValue)),
            .int8s(rows.map(\.price.fen)), .int4s(rows.map { Int32($0.policyVersion) }),
            .int8s(rows.map { $0.operatorID?.rawValue }), .timestamptzs(rows.map { $0.life.respondBy?.timestamp }),
            .timestamptzs(rows.map { $0.life.escalatedAt?.timestamp }),
            .timestamptzs(rows.map { $0.life.answeredAt?.timestamp }),
            .timestamptzs(rows.map { $0.life.startedAt?.timestamp }),
            .timestamptzs(rows.map { $0.life.finishedAt?.timestamp }), .bools(rows.map(\.life.late)),
            .texts(rows.map(\.life.reason)), .texts(rows.map(\.contract)),
            .timestamptzs(rows.map { $0.life.delayedUntil?.timestamp }), .timestamptzs(rows.map { $0.due?.timestamp }),
            .int8s(rows.map { $0.group?.rawValue }), .int8s(rows.map { $0.offer?.rawValue }),
            .texts(rows.map(\.terms.unitOfCharge.rawValue)), .int8s(rows.map(\.terms.price.fen)))
    }

    private func inserts(at now: Instant) -> Statement {
        Statement(
            SQL.insertBookings, .int8s(made.map(\.id.rawValue)), .int8s(made.map(\.instrument.rawValue)),
            .int8s(made.map(\.channel.rawValue)), .int8s(made.map(\.organisation.rawValue)),
            .int8s(made.map(\.account.rawValue)), .int8s(made.map(\.service.rawValue)),
            .timestamptzs(made.map(\.period.start.timestamp)), .timestamptzs(made.map(\.period.end.timestamp)),
            .timestamptzs(made.map(\.occupiedUntil.timestamp)), .int4s(made.map { Int32($0.setUp) }),
            .int4s(made.map { Int32($0.cleanDown) }), .texts(made.map(\.state.rawValue)),
            .texts(made.map(\.party.rawValue)), .texts(made.map(\.purpose.rawValue)),
            .texts(made.map(\.project)), .texts(made.map { $0.access?.rawValue }),
            .int4s(made.map { Int32($0.quantity) }), .int8s(made.map(\.price.fen)),
            .int4s(made.map { Int32($0.policyVersion) }), .texts(made.map(\.terms.unitOfCharge.rawValue)),
            .int8s(made.map(\.terms.price.fen)), .bools(made.map(\.smallFirm)),
            .int8s(made.map { $0.operatorID?.rawValue }), .int8s(made.map { $0.group?.rawValue }),
            .texts(made.map(\.contract)), .timestamptzs(made.map { $0.due?.timestamp }),
            .timestamptzs(made.map { $0.life.respondBy?.timestamp }), .int8s(made.map { $0.offer?.rawValue }),
            .timestamptz(now.timestamp))
    }
}

extension BookingFacts {
    /// The end of use and clean-down: what the guard under rule B1 keeps clear.
    var occupiedUntil: Instant { period.end + .minutes(cleanDown) }
}
