import Booking
import Postgres

/// The month's bookings, and what the log tells of them: counted as they come, none is kept.
extension MonthReading {
    /// A tally for each instrument, in their order.
    func tallies(of instruments: [LedgerInstrument], _ places: [InstrumentID: Int]) async throws -> [MonthTally] {
        var tallies = instruments.map { MonthTally($0, month) }
        for sql in [SQL.monthBookings, SQL.monthElsewhere] {
            try await copy(sql) { row in
                guard let place = places[InstrumentID(rawValue: try row.int8())] else { return try row.skipRest() }
                if let booking = try Self.booking(&row) { tallies[place].add(booking) }
            }
        }
        try await copy(SQL.monthEvents) { row in
            guard let place = places[InstrumentID(rawValue: try row.int8())] else { return try row.skipRest() }
            tallies[place].add(try Self.event(&row))
        }
        return tallies
    }

    /// COPY takes no parameters: the month's two ends are written into it, as numbers.
    private func copy(_ sql: String, _ take: (inout BinaryRow) throws -> Void) async throws {
        let whole = sql.replacing("$1::timestamptz", with: "to_timestamp(\(period.start.seconds))")
            .replacing("$2::timestamptz", with: "to_timestamp(\(period.end.seconds))")
        var rows = BinaryRows()
        try await connection.copyOut(whole) { chunk in try rows.read(chunk, take) }
    }

    /// A row of month_bookings.sql behind its instrument; nil where its time is empty.
    private static func booking(_ row: inout BinaryRow) throws -> LedgerBooking? {
        let (channel, organisation) = (try row.int8(), try row.int8())
        let (start, end) = (try row.instant(), try row.instant())
        let state = try row.word(states, "booking.state")
        let party = try row.word(parties, "booking.party")
        let purpose = try row.word(purposes, "booking.purpose")
        let (price, asked) = (try row.int8(), try row.instant())
        let (actualStart, actualEnd) = (try row.optionalInstant(), try row.optionalInstant())
        let (isSmallFirm, isPlain) = (try row.optionalBool() ?? false, try row.optionalBool() ?? false)
        guard let period = Period(start: start, end: end) else { return nil }
        return LedgerBooking(
            // Nobody asks which booking it is.
            id: BookingID(rawValue: 0), channel: ChannelID(rawValue: channel),
            organisation: OrganisationID(rawValue: organisation), state: state, party: party, purpose: purpose,
            isSmallFirm: isSmallFirm, booked: period, actualStart: actualStart, actualEnd: actualEnd,
            price: Money(fen: price), requestedAt: asked,
            answer: isPlain && party == .outside ? .init(at: asked, isAutomatic: true) : nil)
    }

    /// A row of month_events.sql behind its instrument.
    private static func event(_ row: inout BinaryRow) throws -> LedgerEvent {
        let asked = try row.instant()
        let word = try row.word()
        let at = try row.instant()
        let reason = try row.optionalWord()
        let isPlain = try row.optionalBool() ?? false
        func answer(refusal: String? = nil, isAutomatic: Bool = false) -> LedgerEvent {
            LedgerEvent(
                requestedAt: asked,
                what: .answer(.init(at: at, refusal: refusal, isAutomatic: isAutomatic), wasCounted: isPlain))
        }
        switch word {
        case "approve": return answer()
        case "decline": return answer(refusal: reason ?? "")
        // What silence grants was answered by nobody, nor was what the rules alone confirmed.
        case "grant", "confirmed": return answer(isAutomatic: true)
        default:
            guard let kind = LedgerBooking.Ending.Kind(rawValue: word) else {
                throw UnknownValue(column: "log.act", value: word)
            }
            return LedgerEvent(requestedAt: asked, what: .ending(.init(at: at, kind: kind)))
        }
    }

    private static let states = Words<BookingState>()
    private static let parties = Words<Party>()
    private static let purposes = Words<Purpose>()
}

/// The words of a type by their bytes, so that millions of rows need no text each.
private struct Words<Value: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
    private let known: [(bytes: [UInt8], value: Value)] = Value.allCases.map { (Array($0.rawValue.utf8), $0) }

    func value(_ bytes: UnsafeRawBufferPointer) -> Value? {
        for word in known where word.bytes.count == bytes.count && bytes.elementsEqual(word.bytes) {
            return word.value
        }
        return nil
    }
}

extension BinaryRow {
    fileprivate mutating func instant() throws -> Instant { Instant(try timestamptz()) }

    fileprivate mutating func optionalInstant() throws -> Instant? {
        try optionalTimestamptz().map { Instant($0) }
    }

    fileprivate mutating func word<Value>(_ words: Words<Value>, _ column: String) throws -> Value {
        let found = try text { bytes in
            guard let value = words.value(bytes) else {
                throw UnknownValue(column: column, value: String(decoding: bytes, as: UTF8.self))
            }
            return value
        }
        guard let found else { throw UnknownValue(column: column, value: "NULL") }
        return found
    }

    fileprivate mutating func optionalWord() throws -> String? {
        try text { String(decoding: $0, as: UTF8.self) }
    }

    fileprivate mutating func word() throws -> String { try optionalWord() ?? "" }
}
