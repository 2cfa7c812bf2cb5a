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

/// The form of ``MonthLedger/detailTable``: a row for an instrument's users, one for its small firms, one for its reply times
/// with how often each came. Several values stand in one cell, with spaces between them: they may be as many as bookings.
/// A need has its class in place of the instrument, and counts 1 while it is not met.
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
        let replies = figures.replies.counts.sorted { $0.key < $1.key }
        let rows: [(Kind, [String], [String])] = [
            (.user, figures.users.map(\.rawValue).sorted().map(String.init), []),
            (.smallFirmUser, figures.smallFirmUsers.map(\.rawValue).sorted().map(String.init), []),
            (.reply, replies.map { "\($0.key)" }, replies.map { "\($0.value)" }),
        ]
        return rows.filter { !$0.1.isEmpty }
            .map { [path, $0.0.rawValue, $0.1.joined(separator: " "), $0.2.joined(separator: " ")] }
    }

    /// The need that a row tells of; nil where it is of another kind.
    static func need(_ row: [String]) -> LedgerNeed? {
        guard row.count == columns.count, row[1] == Kind.need.rawValue, let id = Int64(row[2]) else { return nil }
        return LedgerNeed(id: NeedID(id), category: row[0], isMet: row[3] == "0")
    }

    /// Puts the collections back into figures read from the usage table.
    package static func add(_ row: [String], to figures: inout UsageFigures) {
        guard row.count == columns.count, let kind = Kind(rawValue: row[1]) else { return }
        let values = row[2].split(separator: " ").compactMap { Int64($0) }
        switch kind {
        case .user: figures.users.formUnion(values.map { OrganisationID($0) })
        case .smallFirmUser: figures.smallFirmUsers.formUnion(values.map { OrganisationID($0) })
        case .reply:
            for (value, count) in zip(values, row[3].split(separator: " ")) {
                figures.replies.add(Int(value), times: Int(count) ?? 0)
            }
        case .need: break
        }
    }
}
