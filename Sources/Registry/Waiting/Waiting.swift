package import Booking
import Postgres

/// A wish as its owner sees it.
package struct WishView: Sendable {
    package let id: WishID
    package let instrument: String
    package let service: String
    package let window: Period
    /// Minutes.
    package let length: Int
    package let state: String
    /// The offer that was made to it.
    package let offer: BookingID?
    package let offered: Period?
    package let respondBy: Instant?
    /// Its place on the instrument's list, from 1; nil once it is off it.
    package let place: Int?
}

/// What somebody waits for.
package struct WaitedFor: Hashable, Sendable {
    package let instrument: InstrumentID
    package let unit: OrganisationID
}

/// Reads waiting lists.
enum Waiting {
    /// Those who are looked at in one round; the rest have their turn when some of these are gone.
    static let longest: Int32 = 500

    static func list(
        of instrument: InstrumentID, at now: Instant, on connection: PostgresConnection
    ) async throws -> [WaitingWish] {
        try await connection.query(
            Statement(SQL.waiting, .int8(instrument.rawValue), .timestamptz(now.timestamp), .int4(longest))
        ).compactMap { row in
            let (from, to) = (try row.instant(7), try row.instant(8))
            guard let window = Period(start: from, end: to),
                let period = Period(start: from, end: from + .minutes(try row.int(9)))
            else { return nil }
            return WaitingWish(
                id: try row.id(0),
                requester: Requester(
                    account: try row.id(10), name: try row.text(11), organisation: try row.id(12),
                    kind: try row.word(13, "organisation.kind"), park: try row.id(optional: 14)),
                wish: Reservation(
                    instrument: try row.id(1), period: period, service: try row.text(2),
                    purpose: try row.text(optional: 3).flatMap(Purpose.init(rawValue:)),
                    project: try row.text(optional: 4),
                    access: try row.text(optional: 5).flatMap(AccessMode.init(rawValue:)), quantity: try row.int(6)),
                window: window)
        }
    }
}

extension Reader {
    /// Those who wait for an instrument, in order.
    package func waiting(for instrument: InstrumentID) async throws -> [WaitingWish] {
        let now = clock.now()
        return try await pool.withConnection { try await Waiting.list(of: instrument, at: now, on: $0) }
    }

    /// An organisation's own wishes, oldest first.
    package func wishes(of organisation: OrganisationID, closedToo: Bool) async throws -> [WishView] {
        try await query(
            Statement(
                SQL.ownWishes, .int8(organisation.rawValue), .bool(closedToo), .timestamptz(clock.now().timestamp))
        ).compactMap { row in
            guard let window = Period(start: try row.instant(3), end: try row.instant(4)) else { return nil }
            let (start, end) = (try row.instant(optional: 8), try row.instant(optional: 9))
            return WishView(
                id: try row.id(0), instrument: try row.text(1), service: try row.text(2), window: window,
                length: try row.int(5), state: try row.text(6), offer: try row.id(optional: 7),
                offered: start.flatMap { start in end.flatMap { Period(start: start, end: $0) } },
                respondBy: try row.instant(optional: 10), place: try row.decode(11, as: Int64?.self).map { Int($0) })
        }
    }

    /// The instruments that somebody waits for and that the log's rows after `sequence` up to `end` may have freed time
    /// on; all that somebody waits for where `sequence` is nil.
    package func waitedFor(after sequence: Int64?, upTo end: Int64) async throws -> [WaitedFor] {
        try await query(
            Statement(SQL.touchedWishes, .int8(sequence), .int8(end), .timestamptz(clock.now().timestamp))
        ).map { WaitedFor(instrument: try $0.id(0), unit: try $0.id(1)) }
    }

    /// Offers whose time is over, the oldest first.
    package func offersDue(limit: Int) async throws -> [(booking: BookingID, subject: BookingSubject)] {
        try await query(
            Statement(SQL.offersDue, .timestamptz(clock.now().timestamp), .int4(Int32(limit)))
        ).map { row in
            (
                try row.id(0),
                BookingSubject(instrument: try row.id(1), unit: try row.id(2), organisation: try row.id(3))
            )
        }
    }

    /// Whether some wish's window is over and nobody has said so.
    package func hasExpiredWishes() async throws -> Bool {
        try await query(Statement(SQL.expiredWishes, .timestamptz(clock.now().timestamp)))[0].decode(0, as: Bool.self)
    }

    /// The facts that wishes of these organisations for one instrument are judged by, read without locks.
    package func facts(
        of instrument: InstrumentID, unit: OrganisationID, for organisations: [OrganisationID]
    ) async throws -> Facts {
        let loader = BatchLoader(reader: reader, book: FactBook(), policy: policy, workingTime: workingTime)
        let now = clock.now()
        return try await pool.withConnection {
            try await loader.look(.about(instrument, unit, organisations), at: now, on: $0)
        }
    }
}

extension RegisterContext {
    /// The facts about one instrument and several organisations, which the act has locked.
    func facts(
        of instrument: InstrumentID, _ unit: OrganisationID, _ organisations: [OrganisationID]
    ) async throws -> Facts {
        try await BatchLoader(reader: reader, book: FactBook(), policy: policy, workingTime: workingTime)
            .look(.about(instrument, unit, organisations), at: now, on: connection)
    }
}

extension [BatchLoader.Item] {
    /// What asks for the facts about one instrument and several organisations, and for nothing else.
    static func about(
        _ instrument: InstrumentID, _ unit: OrganisationID, _ organisations: [OrganisationID]
    ) -> [BatchLoader.Item] {
        organisations.map {
            BatchLoader.Item(
                // Names no booking, and may need an operator like any booking that is made.
                act: .reschedule([]),
                subject: BookingSubject(instrument: instrument, unit: unit, organisation: $0), requester: .daemon,
                key: nil)
        }
    }
}
