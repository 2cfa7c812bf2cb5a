package import Booking
import Postgres

/// Which bookings somebody asks for; every part that is given must fit.
package struct BookingSearch: Sendable {
    package var organisation: OrganisationID?
    package var unit: OrganisationID?
    /// The park that the unit or the organisation is in.
    package var park: OrganisationID?
    package var instrument: InstrumentID?
    package var state: BookingState?
    /// Bookings that touch `[from, to)`.
    package var from: Instant?
    package var to: Instant?
    package var after: BookingID?
    package var booking: BookingID?
    /// Leaves out what was called off, declined or lapsed.
    package var leavesOutGone = false

    package init() {}
}

/// A booking with the names a list shows.
package struct BookingView: Sendable {
    package let booking: BookingFacts
    package let instrument: InstrumentPath
    package let instrumentName: String?
    package let accountName: String
    package let organisationName: String
    package let organisationContact: String?
    package let channelPosition: Int
    package let unit: OrganisationID
    package let unitPark: OrganisationID?
    package let organisationPark: OrganisationID?
    /// `unit/person` and the name of whoever assists (rule B10); nil where nobody was assigned.
    package let operatorPath: String?
    package let operatorName: String?
}

/// One step of a booking's history, from the log.
package struct HistoryLine: Sendable {
    package let sequence: Int64
    package let at: Instant
    package let account: String
    package let act: String
    /// Nil for the first step.
    package let fromState: String?
    package let toState: String
    /// The time as it was after the step; nil where the log does not hold it.
    package let period: Period?
    /// The time before the step, where it was another.
    package let oldPeriod: Period?
    package let price: Money?
    package let reason: String?
    package let late: Bool
    /// What the one who acted added in words; for a lapse, the rules that kept silence from granting it.
    package let note: String?
    /// Until when another's overtime kept it from beginning.
    package let delayedUntil: Instant?
    /// Like periods that were offered instead.
    package let offers: [Period]
    /// How many bookings had to wait for it.
    package let affected: Int
}

/// One of several bookings that were made by one act.
package struct GroupMember: Sendable {
    package let booking: BookingID
    package let instrument: InstrumentID
    package let unit: OrganisationID
    package let period: Period
}

/// A series as it is kept, with the bookings that it comes to.
package struct SeriesView: Sendable {
    package let group: BookingID
    /// See ``SeriesText``.
    package let text: String
    /// In order of start; what was called off is none.
    package let members: [(booking: BookingID, period: Period)]

    /// The text as it stands: without the dates that were cancelled, declined, lapsed or bumped since it was kept. A
    /// series of which nothing is left says what it was.
    package func standing(in calendar: ZoneCalendar) -> String {
        guard !members.isEmpty, let kept = SeriesText(text: text) else { return text }
        return SeriesText(kept.series, holding: members.map(\.period), in: calendar).text(in: calendar)
    }
}

extension Reader {
    package func bookings(_ search: BookingSearch, limit: Int) async throws -> [BookingView] {
        try await query(
            Statement(
                SQL.listBookings, .int8(search.organisation?.rawValue), .int8(search.unit?.rawValue),
                .int8(search.instrument?.rawValue), .text(search.state?.rawValue),
                .timestamptz(search.from?.timestamp), .timestamptz(search.to?.timestamp),
                .int8(search.after?.rawValue), .int4(Int32(limit)), .int8(search.booking?.rawValue),
                .int8(search.park?.rawValue), .bool(search.leavesOutGone))
        ).map { try BookingView($0) }
    }

    /// Requests that wait for an answer, those that are due first first, each with the rules that its instrument has.
    ///
    /// - Parameters:
    ///   - unit: of this holder unit only.
    ///   - park: of holder units in this park only.
    package func requests(
        unit: OrganisationID? = nil, park: OrganisationID? = nil, limit: Int
    ) async throws -> [(view: BookingView, policy: Policy)] {
        try await pool.withConnection { connection in
            let views = try await connection.query(
                Statement(SQL.requests, .int8(unit?.rawValue), .int8(park?.rawValue), .int4(Int32(limit)))
            ).map { try BookingView($0) }
            let known = try await entries(Array(Set(views.map(\.booking.instrument))), on: connection)
            return views.map { ($0, known[$0.booking.instrument]?.register.policy ?? policy) }
        }
    }

    package func booking(_ id: BookingID) async throws -> BookingView? {
        var search = BookingSearch()
        search.booking = id
        return try await bookings(search, limit: 1).first
    }

    package func history(of subject: String) async throws -> [HistoryLine] {
        try await query(Statement(SQL.history, .text(subject))).map { row in
            let period = try row.period(6, 7)
            let old = try row.period(8, 9)
            return HistoryLine(
                sequence: try row.decode(0, as: Int64.self), at: try row.instant(1), account: try row.text(2),
                act: try row.text(3), fromState: try row.text(optional: 4), toState: try row.text(optional: 5) ?? "",
                period: period, oldPeriod: old == period ? nil : old,
                price: try row.decode(10, as: Int64?.self).map { Money(fen: $0) }, reason: try row.text(optional: 11),
                late: try row.decode(12, as: Bool.self), note: try row.text(optional: 13),
                delayedUntil: try row.decode(14, as: Int64?.self).map { Instant(seconds: $0) },
                offers: try row.periods(15), affected: Int(try row.decode(16, as: Int32.self)))
        }
    }

    /// What a booking act has to lock; nil when there is no such booking.
    package func subject(of booking: BookingID) async throws -> BookingSubject? {
        try await query(Statement(SQL.subject, .int8(booking.rawValue))).first.map { row in
            BookingSubject(instrument: try row.id(0), unit: try row.id(1), organisation: try row.id(2))
        }
    }

    /// The series that a booking is one of; nil where it is none.
    package func series(of booking: BookingID) async throws -> SeriesView? {
        let rows = try await query(Statement(SQL.series, .int8(booking.rawValue)))
        guard let first = rows.first else { return nil }
        return SeriesView(
            group: try first.id(0), text: try first.text(1),
            members: try rows.compactMap { row in
                guard let period = Period(start: try row.instant(3), end: try row.instant(4)) else { return nil }
                return (try row.id(2), period)
            })
    }

    /// The live bookings made together with one that have not begun, in order of start; empty where it was made alone.
    package func group(of booking: BookingID) async throws -> [GroupMember] {
        try await query(Statement(SQL.group, .int8(booking.rawValue), .timestamptz(clock.now().timestamp))).compactMap {
            row in
            guard let period = Period(start: try row.instant(3), end: try row.instant(4)) else { return nil }
            return GroupMember(
                booking: try row.id(0), instrument: try row.id(1), unit: try row.id(2), period: period)
        }
    }

    /// The instrument and its unit that a closure belongs to.
    package func closure(_ id: ClosureID) async throws -> (instrument: InstrumentID, unit: OrganisationID)? {
        try await query(Statement(SQL.findClosure, .int8(id.rawValue))).first.map { row in
            (try row.id(1), try row.id(2))
        }
    }
}

extension BookingView {
    /// A row of `read_bookings.sql`, or of a statement with its columns.
    fileprivate init(_ row: Row) throws {
        self.init(
            booking: try BookingRow.facts(row),
            instrument: InstrumentPath(unit: try row.text(36), number: try row.text(37)),
            instrumentName: try row.text(optional: 40), accountName: try row.text(38),
            organisationName: try row.text(39), organisationContact: try row.text(optional: 42),
            channelPosition: try row.int(41), unit: try row.id(43), unitPark: try row.id(optional: 44),
            organisationPark: try row.id(optional: 45), operatorPath: try row.text(optional: 46),
            operatorName: try row.text(optional: 47))
    }
}

extension Row {
    /// Periods that the log keeps as `start/end,start/end`, in seconds since 1970.
    fileprivate func periods(_ column: Int) throws -> [Period] {
        (try text(optional: column) ?? "").split(separator: ",").compactMap { pair in
            let ends = pair.split(separator: "/").compactMap { Int64($0) }
            guard ends.count == 2 else { return nil }
            return Period(start: Instant(seconds: ends[0]), end: Instant(seconds: ends[1]))
        }
    }

    /// A period from two columns of seconds since 1970; nil where either is missing.
    func period(_ start: Int, _ end: Int) throws -> Period? {
        guard let start = try decode(start, as: Int64?.self), let end = try decode(end, as: Int64?.self) else {
            return nil
        }
        return Period(start: Instant(seconds: start), end: Instant(seconds: end))
    }
}
