package import Booking
import Postgres

/// `CERTIFY organisation`: an office has verified that it is a small or micro firm or a start-up team (rule O8). A later
/// verification takes the place of an earlier one.
package struct Certify: RegisterAct {
    let organisation: Organisation
    /// What was looked at: a certificate, a listing.
    let evidence: String
    let until: Instant

    /// The longest that a status holds before somebody looks again.
    package static let longest = Span.days(3 * 366)

    package init(organisation: Organisation, evidence: String, until: Instant) {
        self.organisation = organisation
        self.evidence = evidence
        self.until = until
    }

    package var locks: RegisterLocks { RegisterLocks(organisations: [organisation.id]) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard Self.mayVerify(context.requester, organisation) else { return .refused(.notVerifier) }
        guard organisation.kind == .firm || organisation.kind == .team else {
            return .refused(
                .invalid(
                    field: "organisation",
                    Bilingual(
                        zh: "只有企业和创业团队可以认定为小微；\(organisation.code) 是 \(organisation.kind.rawValue)。",
                        en:
                            "Only firms and teams have this status; \(organisation.code) is a \(organisation.kind.rawValue)."
                    )))
        }
        if until <= context.now { return .refused(.untilIsPast) }
        guard until <= context.now + Self.longest else {
            return .refused(
                .invalid(
                    field: "until",
                    Bilingual(
                        zh: "认定最长三年，届时重新核实。", en: "A status holds three years at most, and is then verified again.")))
        }
        let earlier = try await context.connection.pipeline([
            Statement(SQL.endSmallFirm, .int8(organisation.id.rawValue), .timestamptz(context.now.timestamp)),
            Statement(
                SQL.certify, .int8(organisation.id.rawValue), .text(evidence), .text(context.requester.name),
                .timestamptz(context.now.timestamp), .timestamptz(until.timestamp)),
        ])[0]
        return .done(
            .changed(standing: []),
            log: [
                RegisterLogEntry(
                    act: "certify", subject: organisation.code,
                    before: try earlier.first.map { try Self.status($0) },
                    after: Self.status(evidence, until))
            ])
    }

    /// An office, within its area: a unit or a firm cannot favour itself or its customers.
    static func mayVerify(_ requester: Requester, _ organisation: Organisation) -> Bool {
        (requester.role == .zone || requester.role == .park)
            && Authority.governs(requester, organisation: organisation.id, park: organisation.park)
    }

    static func status(_ row: Row) throws -> String { status(try row.text(0), try row.instant(1)) }

    private static func status(_ evidence: String, _ until: Instant) -> String {
        var json = JSONText()
        json.field("status", "small-firm")
        json.field("evidence", evidence)
        json.field("until", until.seconds)
        return json.finish()
    }
}

/// `DECERTIFY organisation`: an office takes the status back. Bookings confirmed under it keep their terms.
package struct Decertify: RegisterAct {
    let organisation: Organisation
    let reason: String

    package init(organisation: Organisation, reason: String) {
        self.organisation = organisation
        self.reason = reason
    }

    package var locks: RegisterLocks { RegisterLocks(organisations: [organisation.id]) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard Certify.mayVerify(context.requester, organisation) else { return .refused(.notVerifier) }
        let rows = try await context.connection.query(
            Statement(SQL.endSmallFirm, .int8(organisation.id.rawValue), .timestamptz(context.now.timestamp)))
        guard let row = rows.first else {
            return .refused(
                .invalid(
                    field: "organisation",
                    Bilingual(
                        zh: "\(organisation.code) 没有小微认定。", en: "\(organisation.code) has no status as a small firm.")))
        }
        var json = JSONText()
        json.field("reason", reason)
        return .done(
            .changed(standing: []),
            log: [
                RegisterLogEntry(
                    act: "decertify", subject: organisation.code, before: try Certify.status(row),
                    after: json.finish())
            ])
    }
}

extension Refusal {
    static let notVerifier = Refusal.forbidden(
        Bilingual(
            zh: "小微认定由示范区或其所在园区的办公室核实。",
            en: "The status is verified by the zone office or the office of the organisation's own park."))
}
