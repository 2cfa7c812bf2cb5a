package import Booking
import Postgres

package struct ParkView: Sendable {
    package let code: String
    package let name: String
    package let nameEn: String?
    package let contact: String?
    package let units: Int
    package let instruments: Int
}

package struct UnitView: Sendable {
    package let code: String
    package let name: String
    package let nameEn: String?
    package let park: String
    package let contact: String?
    package let complaints: String?
    package let instruments: Int
}

package struct CategoryView: Sendable {
    package let scheme: String?
    package let code: String
    package let instruments: Int
}

package struct ZoneView: Sendable {
    package let code: String
    package let name: String
    package let nameEn: String?
    package let timezone: String
}

/// Counts for STATUS.
package struct RegistryFigures: Sendable {
    package let units: Int
    package let instruments: Int
    package let logSequence: Int64
}

extension Reader {
    package func zone() async throws -> ZoneView? {
        try await query(Statement(SQL.zone)).first.map { row in
            ZoneView(
                code: try row.text(0), name: try row.text(1), nameEn: try row.text(optional: 2),
                timezone: try row.text(3))
        }
    }

    package func parks() async throws -> [ParkView] {
        try await query(Statement(SQL.parks, .timestamptz(clock.now().timestamp))).map { row in
            ParkView(
                code: try row.text(0), name: try row.text(1), nameEn: try row.text(optional: 2),
                contact: try row.text(optional: 3), units: Int(try row.decode(4, as: Int64.self)),
                instruments: Int(try row.decode(5, as: Int64.self)))
        }
    }

    /// Holder units, of one park or of all.
    package func units(park: String?) async throws -> [UnitView] {
        try await query(Statement(SQL.units, .text(park), .timestamptz(clock.now().timestamp))).map { row in
            UnitView(
                code: try row.text(0), name: try row.text(1), nameEn: try row.text(optional: 2),
                park: try row.text(3), contact: try row.text(optional: 4), complaints: try row.text(optional: 5),
                instruments: Int(try row.decode(6, as: Int64.self)))
        }
    }

    package func categories() async throws -> [CategoryView] {
        try await query(Statement(SQL.categories, .timestamptz(clock.now().timestamp))).map { row in
            CategoryView(
                scheme: try row.text(optional: 0), code: try row.text(1),
                instruments: Int(try row.decode(2, as: Int64.self)))
        }
    }

    package func figures() async throws -> RegistryFigures {
        let row = try await query(Statement(SQL.figures, .timestamptz(clock.now().timestamp)))[0]
        return RegistryFigures(
            units: Int(try row.decode(0, as: Int64.self)), instruments: Int(try row.decode(1, as: Int64.self)),
            logSequence: try row.decode(2, as: Int64.self))
    }

    package func organisation(_ code: String) async throws -> Organisation? {
        try await pool.withConnection { try await Lookup.organisation(code, on: $0) }
    }
}
