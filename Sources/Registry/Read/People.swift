package import Booking
import Postgres

/// Somebody who assists, as OPERATORS shows it.
package struct OperatorView: Sendable {
    /// `unit/person`.
    package let path: String
    package let name: String?
    package let contact: String?
    /// Nil: whenever the instrument is open.
    package let hours: String?
    /// Numbers of the unit's instruments; empty: all.
    package let instruments: [String]
}

extension Reader {
    package func operators(of unit: OrganisationID) async throws -> [OperatorView] {
        try await query(Statement(SQL.listOperators, .int8(unit.rawValue))).map { row in
            OperatorView(
                path: try row.text(0), name: try row.text(optional: 1), contact: try row.text(optional: 2),
                hours: try row.text(optional: 3), instruments: try row.decode(4, as: [String].self))
        }
    }

    /// What the rules know of an organisation now: its standing, its status, its strikes.
    package func organisationFacts(_ id: OrganisationID) async throws -> OrganisationFacts? {
        let now = clock.now()
        return try await pool.withConnection { connection in
            var found: [OrganisationID: OrganisationFacts] = [:]
            try await FactReader(register: reader).read([id], into: &found, at: now, on: connection)
            return found[id]
        }
    }
}
