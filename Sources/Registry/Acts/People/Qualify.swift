package import Booking
import Postgres

/// `QUALIFY instrument`: a person may operate it with his or her own hands (rule B9). A later one takes the place of an
/// earlier one.
package struct Qualify: RegisterAct {
    let instrument: InstrumentID
    let unit: OrganisationID
    /// `organisation/person`.
    let account: String
    /// Nil: without end.
    let until: Instant?

    package init(instrument: InstrumentID, unit: OrganisationID, account: String, until: Instant?) {
        self.instrument = instrument
        self.unit = unit
        self.account = account
        self.until = until
    }

    package var locks: RegisterLocks { RegisterLocks(instruments: [instrument], sharedInventory: unit) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let entry = try await context.governed(instrument)
        let person = try await context.account(account)
        if let until, until <= context.now { return .refused(.untilIsPast) }
        let ids: [Bind] = [.int8(instrument.rawValue), .int8(person.id.rawValue), .timestamptz(context.now.timestamp)]
        let earlier = try await context.connection.pipeline([
            Statement(SQL.endQualification, binds: ids),
            Statement(SQL.qualify, binds: ids + [.text(context.requester.name), .timestamptz(until?.timestamp)]),
            Statement(SQL.touchInstrument, .int8(instrument.rawValue)),
        ])[0]
        var json = JSONText()
        json.field("account", account)
        json.field("until", until?.seconds)
        return .done(
            .changed(standing: []),
            log: [
                RegisterLogEntry(
                    act: "qualify", subject: entry.register.path.description,
                    before: try earlier.first.map { try Self.before(account, $0) }, after: json.finish())
            ])
    }

    static func before(_ account: String, _ row: Row) throws -> String {
        var json = JSONText()
        json.field("account", account)
        json.field("until", try row.instant(optional: 0)?.seconds)
        return json.finish()
    }
}

/// `DISQUALIFY instrument`: ends a person's leave to operate it. Bookings made with it stay; a move of one is judged anew.
package struct Disqualify: RegisterAct {
    let instrument: InstrumentID
    let unit: OrganisationID
    let account: String

    package init(instrument: InstrumentID, unit: OrganisationID, account: String) {
        self.instrument = instrument
        self.unit = unit
        self.account = account
    }

    package var locks: RegisterLocks { RegisterLocks(instruments: [instrument], sharedInventory: unit) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let entry = try await context.governed(instrument)
        let person = try await context.account(account)
        let ended = try await context.connection.query(
            Statement(
                SQL.endQualification, .int8(instrument.rawValue), .int8(person.id.rawValue),
                .timestamptz(context.now.timestamp)))
        guard let row = ended.first else {
            return .refused(
                .invalid(
                    field: "account",
                    Bilingual(
                        zh: "\(account) 没有 \(entry.register.path) 的操作资格。",
                        en: "\(account) has no qualification for \(entry.register.path).")))
        }
        _ = try await context.connection.query(Statement(SQL.touchInstrument, .int8(instrument.rawValue)))
        return .done(
            .changed(standing: []),
            log: [
                RegisterLogEntry(
                    act: "disqualify", subject: entry.register.path.description,
                    before: try Qualify.before(account, row))
            ])
    }
}

extension RegisterContext {
    /// - Throws: ``Refusal`` where there is no such account.
    fileprivate func account(_ name: String) async throws -> Lookup.Account {
        guard let person = try await Lookup.account(name, on: connection) else { throw Refusal.noAccount(name) }
        return person
    }
}

extension Refusal {
    static func noAccount(_ name: String) -> Refusal {
        .notFound(Bilingual(zh: "没有账户 \(name)。", en: "There is no account \(name)."))
    }

    static let untilIsPast = Refusal.invalid(
        field: "until", Bilingual(zh: "until 必须在将来。", en: "until has to lie in the future."))
}
