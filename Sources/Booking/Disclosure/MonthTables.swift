extension MonthLedger {
    /// All tables of the edition but its corrections, in the edition's order. The register is that of the month's end.
    package var tables: [Table] {
        [instrumentsTable, servicesTable(at: moment), usageTable, unitsTable, withheldTable, findingsTable]
    }

    /// What only the ledger knows and later sums need: the users, reply times and needs behind the published counts.
    /// Kept beside a frozen edition, never published: with it the users of a year are counted from what was frozen.
    package var detailTable: Table {
        var rows: [[String]] = []
        for instrument in listed {
            rows += MonthDetail.rows(instrument.path.description, instrument.figures(of: month))
        }
        for need in needs {
            rows.append([
                need.category, MonthDetail.Kind.need.rawValue, need.id.description, need.isMet ? "0" : "1",
            ])
        }
        return Table("detail", columns: MonthDetail.columns, keys: 3, rows: rows)
    }
}

/// The form of ``MonthLedger/detailTable``. A need has its class in place of the instrument, and counts 1 while it is not
/// met.
package enum MonthDetail {
    package static let columns = ["instrument", "kind", "value", "count"]

    package enum Kind: String, Sendable {
        case user
        case smallFirmUser = "sme-user"
        case reply
        case need
    }

    /// The users and reply times of an instrument.
    static func rows(_ path: String, _ figures: UsageFigures) -> [[String]] {
        var rows = figures.users.map { [path, Kind.user.rawValue, $0.description, ""] }
        rows += figures.smallFirmUsers.map { [path, Kind.smallFirmUser.rawValue, $0.description, ""] }
        var counts: [Int: Int] = [:]
        for minutes in figures.replies { counts[minutes, default: 0] += 1 }
        return rows + counts.map { [path, Kind.reply.rawValue, "\($0.key)", "\($0.value)"] }
    }

    /// The need that a row tells of; nil where it is of another kind.
    static func need(_ row: [String]) -> LedgerNeed? {
        guard row.count == columns.count, row[1] == Kind.need.rawValue, let id = Int64(row[2]) else { return nil }
        return LedgerNeed(id: NeedID(id), category: row[0], isMet: row[3] == "0")
    }

    /// Puts the collections back into figures read from the usage table.
    package static func add(_ row: [String], to figures: inout UsageFigures) {
        guard row.count == columns.count, let kind = Kind(rawValue: row[1]), let value = Int64(row[2]) else { return }
        switch kind {
        case .user: figures.users.insert(OrganisationID(value))
        case .smallFirmUser: figures.smallFirmUsers.insert(OrganisationID(value))
        case .reply: figures.replies += [Int](repeating: Int(value), count: Int(row[3]) ?? 0)
        case .need: break
        }
    }
}
