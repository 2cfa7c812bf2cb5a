package import Booking
import Postgres

/// What is said of an operator; nil leaves it as it is.
package struct OperatorTerms: Sendable {
    package var name: String?
    package var contact: String?
    /// Weekly hours of work, or `open`: whenever the instrument is open.
    package var hours: String?
    /// Numbers of the unit's instruments, or `all`.
    package var instruments: [String]?

    package init(name: String? = nil, contact: String? = nil, hours: String? = nil, instruments: [String]? = nil) {
        self.name = name
        self.contact = contact
        self.hours = hours
        self.instruments = instruments
    }

    /// The hours as they are kept.
    fileprivate func kept() throws(TextFault) -> String? {
        guard let hours, hours != "open" else { return nil }
        _ = try WeeklyHours(text: hours)
        return hours
    }

    fileprivate func ids(_ unit: OrganisationID, _ connection: PostgresConnection) async throws -> Numbers {
        guard let instruments, instruments != ["all"] else { return .known([]) }
        var found: [String: Int64] = [:]
        for row in try await connection.query(
            Statement(SQL.instrumentsByNumber, .int8(unit.rawValue), .texts(instruments)))
        {
            found[try row.text(1)] = try row.decode(0, as: Int64.self)
        }
        if let missing = instruments.first(where: { found[$0] == nil }) { return .unknown(missing) }
        return .known(found.values.sorted())
    }

    fileprivate enum Numbers {
        case known([Int64])
        case unknown(String)
    }

    fileprivate var json: JSONText {
        var json = JSONText()
        json.field("name", name)
        json.field("contact", contact)
        json.field("hours", hours)
        json.field("instruments", instruments?.joined(separator: ","))
        return json
    }
}

/// `ADD operator`: somebody who assists at a unit's instruments (rule B10).
package struct AddOperator: RegisterAct {
    /// `unit/person`.
    let path: String
    let unit: Organisation
    let terms: OperatorTerms

    package init(path: String, unit: Organisation, terms: OperatorTerms) {
        self.path = path
        self.unit = unit
        self.terms = terms
    }

    package var locks: RegisterLocks { RegisterLocks(inventories: [unit.id]) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard Authority.governs(context.requester, organisation: unit.id, park: unit.park) else {
            return .refused(.notYourUnit)
        }
        guard let person = InstrumentPath(path)?.number, CodeText.isUsable(person) else {
            return .refused(.invalid(field: "path", CodeText.rule))
        }
        let hours: String?
        do { hours = try terms.kept() } catch { return .refused(.invalid(field: "hours", error.message)) }
        _ = try await context.connection.query(LockSpace.staff.lock([unit.id.rawValue]))
        if try await !context.connection.query(Statement(SQL.findOperator, .text(path))).isEmpty {
            return .refused(
                .invalid(
                    field: "path",
                    Bilingual(
                        zh: "操作员 \(path) 已登记；用 ROSTER 更改。", en: "The operator \(path) is entered; ROSTER changes it.")))
        }
        switch try await terms.ids(unit.id, context.connection) {
        case .unknown(let number): return .refused(.noSuchNumber(number, unit))
        case .known(let ids):
            _ = try await context.connection.pipeline([
                Statement(
                    SQL.addOperator, .int8(unit.id.rawValue), .text(path), .text(terms.name), .text(terms.contact),
                    .text(hours), .int8s(ids), .timestamptz(context.now.timestamp)),
                Statement(SQL.touchUnit, .int8(unit.id.rawValue)),
            ])
        }
        return .done(
            .added(path), log: [RegisterLogEntry(act: "add-operator", subject: path, after: terms.json.finish())])
    }
}

/// `ROSTER operator`: other hours or instruments, or an end; what is not said stays. Live bookings keep an operator that
/// leaves, and are named, to be moved or assisted by somebody else.
package struct ChangeOperator: RegisterAct {
    let path: String
    let unit: Organisation
    let terms: OperatorTerms
    /// Nil: as it is.
    let isActive: Bool?

    package init(path: String, unit: Organisation, terms: OperatorTerms, isActive: Bool?) {
        self.path = path
        self.unit = unit
        self.terms = terms
        self.isActive = isActive
    }

    package var locks: RegisterLocks { RegisterLocks(inventories: [unit.id]) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard Authority.governs(context.requester, organisation: unit.id, park: unit.park) else {
            return .refused(.notYourUnit)
        }
        let hours: String?
        do { hours = try terms.kept() } catch { return .refused(.invalid(field: "hours", error.message)) }
        _ = try await context.connection.query(LockSpace.staff.lock([unit.id.rawValue]))
        guard let row = try await context.connection.query(Statement(SQL.findOperator, .text(path))).first else {
            return .refused(
                .notFound(
                    Bilingual(
                        zh: "没有操作员 \(path)；OPERATORS 列出。", en: "There is no operator \(path); OPERATORS lists them.")))
        }
        let id = try row.decode(0, as: Int64.self)
        var instruments = try row.decode(6, as: [Int64].self)
        if terms.instruments != nil {
            switch try await terms.ids(unit.id, context.connection) {
            case .unknown(let number): return .refused(.noSuchNumber(number, unit))
            case .known(let ids): instruments = ids
            }
        }
        let old = (
            name: try row.text(optional: 3), contact: try row.text(optional: 4), hours: try row.text(optional: 5),
            ended: try row.instant(optional: 7)
        )
        let ended = isActive.map { $0 ? nil : context.now } ?? old.ended
        let standing = try await context.connection.pipeline([
            Statement(
                SQL.changeOperator, .int8(id), .text(terms.name ?? old.name), .text(terms.contact ?? old.contact),
                .text(terms.hours == nil ? old.hours : hours), .int8s(instruments), .timestamptz(ended?.timestamp)),
            Statement(SQL.touchUnit, .int8(unit.id.rawValue)),
            Statement(SQL.operatorBookings, .int8(id), .timestamptz(context.now.timestamp)),
        ])[2]
        let ids = try standing.map { try $0.decode(0, as: Int64.self) }
        let bookings = try await context.connection.query(Statement(SQL.bookings, .int8s(ids)))
            .map { try BookingRow.facts($0) }
        var before = JSONText()
        before.field("hours", old.hours)
        before.field("active", old.ended == nil)
        var after = terms.json
        after.field("active", ended == nil)
        return .done(
            .changed(standing: bookings.sorted { $0.period.start < $1.period.start }),
            log: [
                RegisterLogEntry(act: "roster", subject: path, before: before.finish(), after: after.finish())
            ])
    }
}

extension Refusal {
    fileprivate static func noSuchNumber(_ number: String, _ unit: Organisation) -> Refusal {
        .invalid(
            field: "instruments",
            Bilingual(
                zh: "\(unit.code) 没有编号为 \(number) 的仪器。", en: "\(unit.code) has no instrument numbered \(number)."))
    }
}
