package import Booking
import Postgres

/// `WITHDRAW instrument`: out of disclosure for a coded reason (rule D5); live outside bookings stay.
package struct WithdrawInstrument: RegisterAct {
    let instrument: InstrumentID
    let unit: OrganisationID
    let reason: WithdrawalReason
    /// When it comes back by itself; nil: until it is published again.
    let until: Instant?

    package init(instrument: InstrumentID, unit: OrganisationID, reason: WithdrawalReason, until: Instant?) {
        self.instrument = instrument
        self.unit = unit
        self.reason = reason
        self.until = until
    }

    package var locks: RegisterLocks { RegisterLocks(instruments: [instrument], sharedInventory: unit) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let entry = try await context.governed(instrument)
        let isDisclosed =
            switch entry.register.disclosure {
            case .disclosed: true
            // A withdrawal that has run out.
            case .withdrawn(_, let until?, _): until <= context.now
            case .withdrawn, .undisclosed, .exempt: false
            }
        guard isDisclosed else {
            return .refused(
                .invalid(
                    field: "instrument",
                    Bilingual(
                        zh: "只能撤回已公开的仪器；\(entry.register.path) 目前未公开。",
                        en: "Only a disclosed instrument can be withdrawn; \(entry.register.path) is not disclosed now."
                    )))
        }
        if let until, until <= context.now {
            return .refused(.untilIsPast)
        }
        _ = try await context.connection.query(
            Statement(
                SQL.setDisclosure, .int8(instrument.rawValue), .text("withdrawn"),
                .timestamptz(context.now.timestamp), .timestamptz(until?.timestamp), .text(reason.rawValue),
                .text(nil)))
        let standing = try await Standing.bookings(
            of: instrument, after: context.now, before: nil, on: context.connection)
        var json = JSONText()
        json.field("disclosure", "withdrawn")
        json.field("reason", reason.rawValue)
        json.field("until", until?.seconds)
        return .done(
            .changed(standing: standing),
            log: [RegisterLogEntry(act: "withdraw", subject: entry.register.path.description, after: json.finish())])
    }
}

/// `EXEMPT instrument`: hidden by an office's leave (rule D4): counted in the edition, never listed.
package struct ExemptInstrument: RegisterAct {
    let instrument: InstrumentID
    let unit: OrganisationID
    let reason: ExemptionReason
    let reference: String

    package init(instrument: InstrumentID, unit: OrganisationID, reason: ExemptionReason, reference: String) {
        self.instrument = instrument
        self.unit = unit
        self.reason = reason
        self.reference = reference
    }

    package var locks: RegisterLocks { RegisterLocks(instruments: [instrument], sharedInventory: unit) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let entry = try await context.governed(instrument)
        guard context.requester.role == .zone || context.requester.role == .park else {
            return .refused(
                .forbidden(
                    Bilingual(zh: "豁免由示范区或园区办公室批准。", en: "An exemption is granted by the zone or the park office.")))
        }
        _ = try await context.connection.query(
            Statement(
                SQL.setDisclosure, .int8(instrument.rawValue), .text("exempt"), .timestamptz(context.now.timestamp),
                .timestamptz(nil), .text(reason.rawValue), .text(reference)))
        let standing = try await Standing.bookings(
            of: instrument, after: context.now, before: nil, on: context.connection)
        var json = JSONText()
        json.field("disclosure", "exempt")
        json.field("reason", reason.rawValue)
        json.field("reference", reference)
        return .done(
            .changed(standing: standing),
            log: [RegisterLogEntry(act: "exempt", subject: entry.register.path.description, after: json.finish())])
    }
}
