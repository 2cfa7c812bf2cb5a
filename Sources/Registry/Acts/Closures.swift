package import Booking
import Postgres

/// `CLOSE instrument`: a stretch without bookings. What is booked in it stays and is named, to be cancelled one by one
/// with a reason (rules D5 and O5).
package struct CloseInstrument: RegisterAct {
    let instrument: InstrumentID
    let unit: OrganisationID
    let period: Period
    let reason: ClosureReason
    let note: String?

    package init(
        instrument: InstrumentID, unit: OrganisationID, period: Period, reason: ClosureReason, note: String?
    ) {
        self.instrument = instrument
        self.unit = unit
        self.period = period
        self.reason = reason
        self.note = note
    }

    package var locks: RegisterLocks { RegisterLocks(instruments: [instrument], sharedInventory: unit) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let entry = try await context.governed(instrument)
        guard period.end > context.now else {
            return .refused(
                .invalid(
                    field: "end", Bilingual(zh: "停用时段必须结束于将来。", en: "A closure has to end in the future.")))
        }
        let row = try await context.connection.pipeline([
            Statement(
                SQL.addClosure, .int8(instrument.rawValue), .int8(nil), .timestamptz(period.start.timestamp),
                .timestamptz(period.end.timestamp), .text(reason.rawValue), .text(note),
                .timestamptz(context.now.timestamp)),
            Statement(SQL.touchInstrument, .int8(instrument.rawValue)),
        ])[0][0]
        let id: ClosureID = try row.id(0)
        let standing = try await Standing.bookings(of: instrument, in: period, on: context.connection)
        var json = JSONText()
        json.field("closure", id.rawValue)
        json.field("start", period.start.seconds)
        json.field("end", period.end.seconds)
        json.field("reason", reason.rawValue)
        json.field("note", note)
        return .done(
            .closed(id, period: period, standing: standing),
            log: [RegisterLogEntry(act: "close", subject: entry.register.path.description, after: json.finish())])
    }
}

/// `REOPEN closure`: ends a closure now, or undoes one that has not begun.
package struct ReopenInstrument: RegisterAct {
    let closure: ClosureID
    let instrument: InstrumentID
    let unit: OrganisationID

    package init(closure: ClosureID, instrument: InstrumentID, unit: OrganisationID) {
        self.closure = closure
        self.instrument = instrument
        self.unit = unit
    }

    package var locks: RegisterLocks { RegisterLocks(instruments: [instrument], sharedInventory: unit) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard let row = try await context.connection.query(Statement(SQL.findClosure, .int8(closure.rawValue))).first
        else {
            return .refused(.notFound(Bilingual(zh: "没有停用记录 c\(closure)。", en: "There is no closure c\(closure).")))
        }
        guard Authority.governs(context.requester, organisation: try row.id(2), park: try row.id(optional: 3)) else {
            return .refused(.notYourInstrument)
        }
        let end = try row.instant(5)
        if try row.instant(optional: 6) != nil || end <= context.now {
            return .refused(
                .invalid(
                    field: "closure",
                    Bilingual(zh: "停用 c\(closure) 已经结束。", en: "The closure c\(closure) is over already.")))
        }
        _ = try await context.connection.pipeline([
            Statement(SQL.reopen, .int8(closure.rawValue), .timestamptz(context.now.timestamp)),
            Statement(SQL.touchInstrument, .int8(instrument.rawValue)),
        ])
        var before = JSONText()
        before.field("closure", closure.rawValue)
        before.field("end", end.seconds)
        var after = JSONText()
        after.field("closure", closure.rawValue)
        after.field("end", context.now.seconds)
        return .done(
            .changed(standing: []),
            log: [
                RegisterLogEntry(
                    act: "reopen", subject: try row.text(7), before: before.finish(), after: after.finish())
            ])
    }
}

/// Finds live bookings that a change leaves standing.
enum Standing {
    static func bookings(
        of instrument: InstrumentID, in period: Period, on connection: PostgresConnection
    ) async throws -> [BookingFacts] {
        try await bookings(of: instrument, after: period.start, before: period.end, on: connection)
    }

    static func bookings(
        of instrument: InstrumentID, after: Instant, before: Instant?, on connection: PostgresConnection
    ) async throws -> [BookingFacts] {
        try await connection.query(
            Statement(
                SQL.standing, .int8(instrument.rawValue), .timestamptz(after.timestamp),
                .timestamptz(before?.timestamp))
        ).map { try BookingRow.facts($0) }
    }
}

extension Refusal {
    static let notYourInstrument = Refusal.forbidden(
        Bilingual(
            zh: "只有持有单位或其上级办公室可以这样做。", en: "Only the holder unit or an office above it may do this."))
}
