package import Booking
import Postgres

/// A policy with the place that it was adopted for.
package struct PolicyView: Sendable {
    package let policy: Policy
    package let level: PolicyLevel
    /// The park's or unit's code, the instrument's path; nil for the zone.
    package let place: String?
    /// The park or unit; nil for the zone and for an instrument.
    package let organisation: OrganisationID?
    package let instrument: InstrumentID?
    package let adopted: Instant
}

extension Reader {
    /// The text of a version, whether it is in force still or not; nil where there was none such.
    package func policy(version: Int) async throws -> PolicyView? {
        guard let number = Int32(exactly: version) else { return nil }
        return try await query(Statement(SQL.policyVersion, .int4(number))).first.map { row in
            var place = try row.text(optional: 5)
            if let unit = try row.text(optional: 6), let number = try row.text(optional: 7) {
                place = InstrumentPath(unit: unit, number: number).description
            }
            return PolicyView(
                policy: try PolicyBook.policy(
                    profile: try row.text(1), version: try row.int(0), document: try row.text(2)),
                level: try row.word(4, "policy_override.level"), place: place,
                organisation: try row.id(optional: 8), instrument: try row.id(optional: 9),
                adopted: try row.instant(3))
        }
    }

    /// What is in force for a park or a unit; nil asks for the zone's.
    package func policy(of organisation: OrganisationID?) async throws -> Policy {
        try await pool.withConnection { try await cache.policies.policy(of: organisation, on: $0) }
    }
}
