package import Booking
import Postgres

/// `RELATE organisation`: it is tied to a holder unit, so its use of the unit's instruments is no sharing (rule O9).
///
/// A unit may enter its own relations, which count against it; only an office takes one away.
package struct Relate: RegisterAct {
    let organisation: Organisation
    let unit: Organisation
    /// Nil: without end.
    let until: Instant?
    let note: String?

    package init(organisation: Organisation, unit: Organisation, until: Instant?, note: String?) {
        self.organisation = organisation
        self.unit = unit
        self.until = until
        self.note = note
    }

    package var locks: RegisterLocks {
        RegisterLocks(inventories: [unit.id], organisations: [organisation.id])
    }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard Authority.governs(context.requester, organisation: unit.id, park: unit.park) else {
            return .refused(.notYourUnit)
        }
        guard organisation.id != unit.id, organisation.kind != .zone, organisation.kind != .park else {
            return .refused(
                .invalid(
                    field: "organisation",
                    Bilingual(
                        zh: "关联方是单位以外的单位或企业。", en: "A related party is a firm or unit other than the unit itself.")))
        }
        if let until, until <= context.now { return .refused(.untilIsPast) }
        let ids: [Bind] = [
            .int8(unit.id.rawValue), .int8(organisation.id.rawValue), .timestamptz(context.now.timestamp),
        ]
        let earlier = try await context.connection.pipeline([
            Statement(SQL.endRelation, binds: ids),
            Statement(
                SQL.relate,
                binds: ids + [.text(context.requester.name), .text(note), .timestamptz(until?.timestamp)]),
            Statement(SQL.touchUnit, .int8(unit.id.rawValue)),
        ])[0]
        var json = JSONText()
        json.field("unit", unit.code)
        json.field("until", until?.seconds)
        json.field("note", note)
        return .done(
            .changed(standing: []),
            log: [
                RegisterLogEntry(
                    act: "relate", subject: organisation.code,
                    before: try earlier.first.map { try Self.before(unit.code, $0) }, after: json.finish())
            ])
    }

    static func before(_ unit: String, _ row: Row) throws -> String {
        var json = JSONText()
        json.field("unit", unit)
        json.field("until", try row.instant(optional: 0)?.seconds)
        return json.finish()
    }
}

/// `UNRELATE organisation`: an office ends a relation. What was booked under it stays what it was.
package struct Unrelate: RegisterAct {
    let organisation: Organisation
    let unit: Organisation
    let reason: String

    package init(organisation: Organisation, unit: Organisation, reason: String) {
        self.organisation = organisation
        self.unit = unit
        self.reason = reason
    }

    package var locks: RegisterLocks {
        RegisterLocks(inventories: [unit.id], organisations: [organisation.id])
    }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let role = context.requester.role
        guard role == .zone || role == .park,
            Authority.governs(context.requester, organisation: unit.id, park: unit.park)
        else {
            return .refused(
                .forbidden(
                    Bilingual(
                        zh: "关联关系由示范区或单位所在园区的办公室解除。",
                        en: "A relation is ended by the zone office or the office of the unit's park.")))
        }
        let rows = try await context.connection.query(
            Statement(
                SQL.endRelation, .int8(unit.id.rawValue), .int8(organisation.id.rawValue),
                .timestamptz(context.now.timestamp)))
        guard let row = rows.first else {
            return .refused(
                .invalid(
                    field: "organisation",
                    Bilingual(
                        zh: "\(organisation.code) 不是 \(unit.code) 的关联方。",
                        en: "\(organisation.code) is not entered as related to \(unit.code).")))
        }
        _ = try await context.connection.query(Statement(SQL.touchUnit, .int8(unit.id.rawValue)))
        var json = JSONText()
        json.field("unit", unit.code)
        json.field("reason", reason)
        return .done(
            .changed(standing: []),
            log: [
                RegisterLogEntry(
                    act: "unrelate", subject: organisation.code, before: try Relate.before(unit.code, row),
                    after: json.finish())
            ])
    }
}

extension Refusal {
    static let notYourUnit = Refusal.forbidden(
        Bilingual(zh: "只有该单位或其上级办公室可以这样做。", en: "Only the unit itself or an office above it may do this."))
}
