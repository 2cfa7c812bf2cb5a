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
    /// What the place itself says; nil for the zone.
    package let override: PolicyOverride?
    /// The profile that the place took over; nil where it said all word by word.
    package let ownProfile: String?
}

/// A version in the history of a place.
package struct PolicyStep: Sendable {
    package let version: Int
    package let level: PolicyLevel
    /// The park's or unit's code, the instrument's path; nil for the zone.
    package let place: String?
    package let adopted: Instant
    /// Nil for the zone, whose policy the settings name.
    package let account: String?
    package let profile: String
    package let ownProfile: String?
    /// What is otherwise than in the version before at the same place; in its first one, what the place itself set.
    package let changed: [PolicyKey]
    /// Whether only a level above had changed.
    package let isRenewed: Bool
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
                adopted: try row.instant(3),
                override: try row.text(optional: 10).map { PolicyDocument($0).override },
                ownProfile: try row.text(optional: 11))
        }
    }

    /// The versions that were adopted for the zone, some organisations and an instrument, the last first.
    ///
    /// - Parameter below: versions before this one only.
    package func policyHistory(
        of organisations: [OrganisationID], instrument: InstrumentID?, below: Int?, limit: Int
    ) async throws -> [PolicyStep] {
        try await query(
            Statement(
                SQL.policyHistory, .int8s(organisations.map(\.rawValue)), .int8(instrument?.rawValue),
                .int4(below.map { Int32(clamping: $0) }), .int4(Int32(limit)))
        ).map { row in
            let (profile, version) = (try row.text(8), try row.int(0))
            let policy = try PolicyBook.policy(profile: profile, version: version, document: try row.text(9))
            let before = try row.text(optional: 11).map { document in
                try PolicyBook.policy(profile: try row.text(10), version: version, document: document)
            }
            let level: PolicyLevel = try row.word(1, "policy_override.level")
            var place = try row.text(optional: 2)
            if let unit = try row.text(optional: 3), let number = try row.text(optional: 4) {
                place = InstrumentPath(unit: unit, number: number).description
            }
            return PolicyStep(
                version: version, level: level, place: place, adopted: try row.instant(5),
                account: try row.text(optional: 6), profile: profile, ownProfile: try row.text(optional: 7),
                changed: before.map { policy.keys(otherwiseThan: $0) } ?? policy.keys(setBy: level),
                isRenewed: try row.decode(12, as: Bool.self))
        }
    }

    /// What is in force for a park or a unit; nil asks for the zone's.
    package func policy(of organisation: OrganisationID?) async throws -> Policy {
        try await pool.withConnection { try await cache.policies.policy(of: organisation, on: $0) }
    }
}
