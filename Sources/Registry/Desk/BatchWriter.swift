import Booking
import Postgres

/// The writing half of a batch: what was decided, as a constant number of multi-row statements.
struct BatchWriter {
    private var reserved: [BookingFacts] = []
    private var moved: [BookingFacts] = []
    private var cancelled: [(BookingFacts, late: Bool)] = []
    private var entries: [LogEntry] = []
    private var keys: [(AccountID, RequestKey, String)] = []

    var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ event: BookingEvent, by requester: Requester, at path: InstrumentPath) {
        switch event {
        case .reserved(let booking):
            reserved.append(booking)
            log(requester, "reserve", booking, before: nil, after: booking.snapshot(path))
        case .moved(let before, let after):
            moved.append(after)
            log(requester, "move", after, before: before.snapshot(path), after: after.snapshot(path))
        case .cancelled(let before, let reason, let late):
            cancelled.append((before, late))
            var json = JSONText()
            json.field("state", BookingState.cancelled.rawValue)
            json.field("reason", reason)
            json.field("late", late)
            log(requester, "cancel", before, before: before.snapshot(path), after: json.finish())
        }
    }

    mutating func keep(_ key: RequestKey, of account: AccountID, outcome: String) {
        keys.append((account, key, outcome))
    }

    private mutating func log(
        _ requester: Requester, _ act: String, _ booking: BookingFacts, before: String?, after: String?
    ) {
        entries.append(
            LogEntry(account: requester.name, act: act, subject: "b\(booking.id)", before: before, after: after))
    }

    mutating func log(_ entry: LogEntry) { entries.append(entry) }

    /// All rows but the log's, and the lock on the log's end as the last statement.
    ///
    /// Cancellations go first, then moves, then new bookings: what is freed in a batch may be taken in it.
    func statements(at now: Instant) -> [Statement] {
        var statements: [Statement] = []
        if !cancelled.isEmpty {
            statements.append(
                Statement(
                    SQL.cancelBookings, .int8s(cancelled.map(\.0.id.rawValue)),
                    .texts(cancelled.map { _ in BookingState.cancelled.rawValue }), .bools(cancelled.map(\.late))))
        }
        if !moved.isEmpty { statements.append(moves) }
        if !reserved.isEmpty { statements.append(inserts(at: now)) }
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
    func finish(_ head: LogChain, at now: Instant, policyVersion: Int) -> (statements: [Statement], chain: LogChain) {
        var chain = head
        var sequences: [Int64] = []
        var hashes: [[UInt8]] = []
        for entry in entries {
            hashes.append(chain.append(entry, at: now, policyVersion: policyVersion))
            sequences.append(chain.sequence)
        }
        let insert = Statement(
            SQL.logInsert, .int8s(sequences), .texts(entries.map(\.account)), .texts(entries.map(\.act)),
            .texts(entries.map(\.subject)), .texts(entries.map(\.before)), .texts(entries.map(\.after)),
            .byteas(hashes), .int4(Int32(policyVersion)), .timestamptz(now.timestamp))
        let advance = Statement(SQL.logAdvance, .int8(chain.sequence), .bytea(chain.hash))
        return ([insert, advance, Statement("COMMIT")], chain)
    }

    private var moves: Statement {
        Statement(
            SQL.moveBookings, .int8s(moved.map(\.id.rawValue)), .int8s(moved.map(\.channel.rawValue)),
            .timestamptzs(moved.map(\.period.start.timestamp)), .timestamptzs(moved.map(\.period.end.timestamp)),
            .timestamptzs(moved.map(\.occupiedUntil.timestamp)), .int4s(moved.map { Int32($0.setUp) }),
            .int4s(moved.map { Int32($0.cleanDown) }), .int8s(moved.map(\.price.fen)),
            .int4s(moved.map { Int32($0.policyVersion) }))
    }

    private func inserts(at now: Instant) -> Statement {
        Statement(
            SQL.insertBookings, .int8s(reserved.map(\.id.rawValue)), .int8s(reserved.map(\.instrument.rawValue)),
            .int8s(reserved.map(\.channel.rawValue)), .int8s(reserved.map(\.organisation.rawValue)),
            .int8s(reserved.map(\.account.rawValue)), .int8s(reserved.map(\.service.rawValue)),
            .timestamptzs(reserved.map(\.period.start.timestamp)), .timestamptzs(reserved.map(\.period.end.timestamp)),
            .timestamptzs(reserved.map(\.occupiedUntil.timestamp)), .int4s(reserved.map { Int32($0.setUp) }),
            .int4s(reserved.map { Int32($0.cleanDown) }), .texts(reserved.map(\.state.rawValue)),
            .texts(reserved.map(\.party.rawValue)), .texts(reserved.map(\.purpose.rawValue)),
            .texts(reserved.map(\.project)), .texts(reserved.map { $0.access?.rawValue }),
            .int4s(reserved.map { Int32($0.quantity) }), .int8s(reserved.map(\.price.fen)),
            .int4s(reserved.map { Int32($0.policyVersion) }), .texts(reserved.map(\.terms.unitOfCharge.rawValue)),
            .int8s(reserved.map(\.terms.price.fen)), .timestamptz(now.timestamp))
    }
}

extension BookingFacts {
    /// The end of use and clean-down: what the guard under rule B1 keeps clear.
    var occupiedUntil: Instant { period.end + .minutes(cleanDown) }
}
