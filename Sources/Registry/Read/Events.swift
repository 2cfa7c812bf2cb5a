package import Booking
import Postgres

/// One row of the log as those see it who watch.
package struct WatchedEvent: Sendable {
    package let sequence: Int64
    package let at: Instant
    /// Who did it.
    package let account: String
    package let act: String
    package let subject: String
    /// Nil for what is not about a booking.
    package let booking: BookingID?
    /// The organisation that booked or waits, and its park.
    package let organisation: OrganisationID?
    package let organisationPark: OrganisationID?
    /// What it happened to; nil for what is about no instrument.
    package let instrument: Place?
    package let before: Standing
    package let after: Standing
    /// By when an answer is due, for a request or an offer.
    package let respondBy: Instant?

    package struct Place: Sendable {
        package let id: InstrumentID
        package let path: String
        package let unit: OrganisationID
        package let park: OrganisationID?
        /// Whether everybody may know of it; as it is now.
        package let isPublic: Bool
    }

    /// A booking's or a closure's time on one side of a step; all nil where there is none.
    package struct Standing: Sendable {
        package let state: BookingState?
        package let period: Period?
    }

    /// Whether it may have taken from somebody the right to watch.
    var endsAccess: Bool { act == "revoke" || act.hasPrefix("suspend") }
}

/// Part of the log, whole rows in order, with what tells quickly whether any of them concerns somebody.
package struct EventPage: Sendable {
    /// The rows are those behind this one …
    package let after: Int64
    /// … up to and with this one; the same as ``after`` where there are none.
    package let last: Int64
    package let events: [WatchedEvent]
    /// Whose bookings and whose instruments, and the parks of both.
    package let organisations: Set<OrganisationID>
    package let instruments: Set<InstrumentID>
    /// Whether some row may have taken from somebody the right to watch.
    package let endsAccess: Bool

    package init(after: Int64, events: [WatchedEvent]) {
        self.after = after
        self.events = events
        last = events.last?.sequence ?? after
        var organisations = Set<OrganisationID>()
        var instruments = Set<InstrumentID>()
        for event in events {
            for id in [event.organisation, event.organisationPark, event.instrument?.unit, event.instrument?.park] {
                if let id { organisations.insert(id) }
            }
            if let id = event.instrument?.id { instruments.insert(id) }
        }
        self.organisations = organisations
        self.instruments = instruments
        endsAccess = events.contains { $0.endsAccess }
    }
}

extension Reader {
    /// The log's end: the number of its last row.
    package func logEnd() async throws -> Int64 {
        try await query(Statement(SQL.place)).first?.decode(0, as: Int64.self) ?? 0
    }

    /// Rows of the log after `sequence`. Every writer holds the log's head until its commit, so rows become visible in
    /// the order of their numbers: none appears later among those that were read. All of them are on disk: a crash takes
    /// back nothing that a watcher was told, and gives its number to no other.
    package func events(after sequence: Int64, limit: Int) async throws -> EventPage {
        let rows = try await pool.withConnection { connection in
            let rows = try await connection.query(Statement(SQL.events, .int8(sequence), .int4(Int32(limit))))
            if !rows.isEmpty { _ = try await connection.pipeline(Barrier.statements) }
            return rows
        }
        return EventPage(after: sequence, events: try rows.map { try WatchedEvent($0) })
    }

    /// The log's end as far as it is on disk: a place to go on from.
    package func durableLogEnd() async throws -> Int64 {
        try await pool.withConnection { connection in
            let end = try await connection.query(Statement(SQL.place)).first?.decode(0, as: Int64.self) ?? 0
            _ = try await connection.pipeline(Barrier.statements)
            return end
        }
    }
}

extension WatchedEvent {
    init(_ row: Row) throws {
        self.init(
            sequence: try row.decode(0, as: Int64.self), at: try row.instant(1), account: try row.text(2),
            act: try row.text(3), subject: try row.text(4), booking: try row.id(optional: 5),
            organisation: try row.id(optional: 6), organisationPark: try row.id(optional: 7),
            instrument: try row.id(optional: 8).map { (id: InstrumentID) in
                Place(
                    id: id, path: try row.text(9), unit: try row.id(10), park: try row.id(optional: 11),
                    isPublic: try row.decode(12, as: Bool.self))
            },
            before: Standing(
                state: try row.text(optional: 13).flatMap(BookingState.init(rawValue:)), period: try row.period(14, 15)),
            after: Standing(
                state: try row.text(optional: 16).flatMap(BookingState.init(rawValue:)), period: try row.period(17, 18)),
            respondBy: try row.decode(19, as: Int64?.self).map { Instant(seconds: $0) })
    }
}
