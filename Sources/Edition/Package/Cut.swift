package import Booking

extension EditionFiles {
    /// The part of a zone's edition that is a park's or a unit's, from the frozen tables alone. Ranks stay those of the
    /// zone.
    package static func cut(_ tables: [Table], to scope: EditionScope) -> [Table] { EditionParts(tables).tables(scope) }
}

/// A zone's tables with the place of every row, for cutting them into all of their parts.
package struct EditionParts: Sendable {
    private let parts: [Part]

    private struct Part: Sendable {
        let table: Table
        /// The rows of each unit and of each park, in the table's order.
        var units: [String: [Int]] = [:]
        var parks: [String: [Int]] = [:]
    }

    package init(_ tables: [Table]) {
        let parks = Dictionary(
            (tables.first { $0.name == "units" }?.rows ?? []).map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
        parts = tables.map { table in
            var part = Part(table: table)
            for (place, row) in table.rows.enumerated() {
                let unit =
                    switch table.name {
                    case "corrections": String(row[1].prefix { $0 != "/" && $0 != "|" })
                    default: String(row[0].prefix { $0 != "/" })
                    }
                part.units[unit, default: []].append(place)
                part.parks[parks[unit] ?? table.cell(row, "park"), default: []].append(place)
            }
            return part
        }
    }

    /// Ranks stay those of the zone.
    package func tables(_ scope: EditionScope) -> [Table] {
        parts.map { part in
            let places =
                switch scope {
                case .zone: Array(part.table.rows.indices)
                case .park(let code): part.parks[code] ?? []
                case .unit(let code): part.units[code] ?? []
                }
            // Rows that were in order stay so.
            return Table(unsorted: part.table, rows: places.map { part.table.rows[$0] })
        }
    }
}
