package import Booking
import Postgres

extension Reader {
    /// A month as the ledger has it now, read in one snapshot so that its tables agree with each other.
    package func ledger(of month: Month) async throws -> MonthLedger {
        let period = calendar.period(of: month)
        let from = Bind.timestamptz(period.start.timestamp)
        let to = Bind.timestamptz(period.end.timestamp)
        return try await pool.withConnection { connection in
            let rows = try await connection.pipeline([
                Statement("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"),
                Statement(SQL.monthInstruments, to),
                Statement(SQL.monthBookings, from, to),
                Statement(SQL.monthClosures, from, to),
                Statement(SQL.monthRequests, from, to),
            ])
            let ids: [InstrumentID] = try rows[1].map { try $0.id(0) }
            let entries = try await reader.read(ids, closuresSince: period.end, on: connection)
            _ = try await connection.query(.rollback)
            let bookings = try Self.bookings(rows[2])
            let closures = try Self.closures(rows[3])
            let counts = try Self.counts(rows[4])
            return MonthLedger(
                month: month,
                instruments: try rows[1].compactMap { row in
                    let id: InstrumentID = try row.id(0)
                    guard let entry = entries[id] else { return nil }
                    let register = entry.register
                    return LedgerInstrument(
                        path: register.path, unit: register.path.unit, park: try row.text(1),
                        record: register.record, disclosure: register.disclosure, calendar: calendar,
                        channels: entry.channels, tariffs: register.tariffs, closures: closures[id] ?? [],
                        bookings: bookings[id] ?? [], counts: counts[id] ?? LedgerCounts())
                })
        }
    }

    private static func bookings(_ rows: Rows) throws -> [InstrumentID: [LedgerBooking]] {
        var bookings: [InstrumentID: [LedgerBooking]] = [:]
        for row in rows {
            guard let period = Period(start: try row.instant(5), end: try row.instant(6)) else { continue }
            bookings[try row.id(1), default: []].append(
                LedgerBooking(
                    time: UsedTime(
                        channel: try row.id(2), period: period, state: try row.word(7, "booking.state"),
                        party: try row.word(8, "booking.party"), purpose: try row.word(9, "booking.purpose")),
                    organisation: try row.id(3), price: Money(fen: try row.decode(10, as: Int64.self))))
        }
        return bookings
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

    /// Requests and cancellations, as the log tells them; what the rules refused left no trace.
    private static func counts(_ rows: Rows) throws -> [InstrumentID: LedgerCounts] {
        var counts: [InstrumentID: LedgerCounts] = [:]
        for row in rows {
            let accepted = Int(try row.decode(1, as: Int64.self))
            counts[try row.id(0)] = LedgerCounts(
                requests: accepted, accepted: accepted, withdrawn: Int(try row.decode(2, as: Int64.self)),
                unitCancelled: Int(try row.decode(3, as: Int64.self)))
        }
        return counts
    }
}
