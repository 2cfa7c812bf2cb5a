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
                Statement(SQL.monthEvents, from, to),
            ])
            let ids: [InstrumentID] = try rows[1].map { try $0.id(0) }
            let entries = try await reader.read(ids, closuresSince: period.end, on: connection)
            _ = try await connection.query(.rollback)
            let bookings = try Self.bookings(rows[2], events: rows[4])
            let closures = try Self.closures(rows[3])
            return MonthLedger(
                month: month, calendar: calendar, policy: policy, workingDays: workingTime.days,
                instruments: try rows[1].compactMap { row in
                    let id: InstrumentID = try row.id(0)
                    guard let entry = entries[id] else { return nil }
                    let register = entry.register
                    return LedgerInstrument(
                        path: register.path, unit: register.path.unit, park: try row.text(1),
                        record: register.record, disclosure: register.disclosure, calendar: calendar,
                        channels: entry.channels, tariffs: register.tariffs, closures: closures[id] ?? [],
                        bookings: bookings[id] ?? [])
                })
        }
    }

    private static func bookings(_ rows: Rows, events: Rows) throws -> [InstrumentID: [LedgerBooking]] {
        var fates: [BookingID: Fate] = [:]
        for row in events { try fates[try row.id(0), default: Fate()].add(row) }
        var bookings: [InstrumentID: [LedgerBooking]] = [:]
        for row in rows {
            guard let period = Period(start: try row.instant(4), end: try row.instant(5)) else { continue }
            let id: BookingID = try row.id(0)
            bookings[try row.id(1), default: []].append(
                LedgerBooking(
                    id: id, channel: try row.id(2), organisation: try row.id(3),
                    state: try row.word(6, "booking.state"), party: try row.word(7, "booking.party"),
                    purpose: try row.word(8, "booking.purpose"), isSmallFirm: try row.decode(15, as: Bool.self),
                    service: try row.text(9), quantity: try row.int(10), booked: period,
                    actualStart: try row.instant(optional: 13), actualEnd: try row.instant(optional: 14),
                    price: Money(fen: try row.decode(11, as: Int64.self)),
                    requestedAt: try row.instant(12), answer: fates[id]?.answer, ending: fates[id]?.ending))
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

    /// What the log tells of one booking.
    private struct Fate {
        var answer: LedgerBooking.Answer?
        var ending: LedgerBooking.Ending?

        mutating func add(_ row: Row) throws {
            let at = try row.instant(2)
            switch try row.text(1) {
            case "reserve" where try row.text(optional: 4) == BookingState.confirmed.rawValue:
                answer = .init(at: at, isAutomatic: true)
            // Silence is an answer, too, and its wait counts like any other.
            case "approve", "grant": answer = .init(at: at)
            case "decline": answer = .init(at: at, refusal: try row.text(optional: 5) ?? "")
            case "lapse": ending = .init(at: at, kind: .expired)
            case "cancel":
                ending = .init(at: at, kind: try row.decode(3, as: Bool.self) ? .withdrawn : .unitCancelled)
            case "bump": ending = .init(at: at, kind: .unitCancelled)
            default: break
            }
        }
    }
}
