package import Booking

extension EditionFiles {
    /// The part of a zone's edition that is a park's or a unit's, from the frozen tables alone. Ranks stay those of the
    /// zone.
    package static func cut(_ tables: [Table], to scope: EditionScope) -> [Table] {
        guard scope != .zone else { return tables }
        func belongs(_ unit: String, _ park: String) -> Bool {
            switch scope {
            case .zone: true
            case .park(let code): park == code
            case .unit(let code): unit == code
            }
        }
        let parks = Dictionary(
            (tables.first { $0.name == "units" }?.rows ?? []).map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
        return tables.map { table in
            Table(
                table.name, columns: table.columns, keys: table.keys,
                rows: table.rows.filter { row in
                    let unit: String
                    switch table.name {
                    case "corrections": unit = String(row[1].prefix { $0 != "/" && $0 != "|" })
                    default: unit = String(row[0].prefix { $0 != "/" })
                    }
                    return belongs(unit, parks[unit] ?? table.cell(row, "park"))
                })
        }
    }
}
