/// One cell that a later revision of an edition prints otherwise.
package struct Correction: Hashable, Sendable {
    package let table: String
    /// The key columns' cells, joined by ``RowKey``.
    package let key: String
    package let column: String
    package let old: String
    package let new: String
    package let reason: String
}

/// The key of a row as one text: cells joined by `|`; a bar or backslash inside a cell has a backslash before it.
package enum RowKey {
    package static func text(_ cells: some Sequence<String>) -> String {
        cells.map { cell in
            var text = ""
            for character in cell.unicodeScalars {
                if character == "|" || character == "\\" { text += "\\" }
                text.unicodeScalars.append(character)
            }
            return text
        }.joined(separator: "|")
    }
}

/// From one revision of an edition to the next.
package enum Revision {
    package static let columns = ["table", "key", "column", "old", "new", "reason"]

    /// The cells in which the new tables differ. A row that is new has all its cells, keys too, from empty; one that is
    /// gone has all of them to empty.
    ///
    /// - Parameter reason: why the row of that table and key changed.
    package static func corrections(
        from old: [Table], to new: [Table], reason: (_ table: String, _ key: [String]) -> String
    ) -> [Correction] {
        var found: [Correction] = []
        for table in new {
            let before = old.first { $0.name == table.name }
            let earlier = Dictionary(
                (before?.rows ?? []).map { (Array($0.prefix(table.keys)), $0) }, uniquingKeysWith: { first, _ in first }
            )
            var seen: Set<[String]> = []
            let empty = [String](repeating: "", count: table.columns.count)
            func compare(_ a: [String], _ b: [String], _ key: [String]) {
                for (index, column) in table.columns.enumerated() where a[index] != b[index] {
                    found.append(
                        Correction(
                            table: table.name, key: RowKey.text(key), column: column, old: a[index], new: b[index],
                            reason: reason(table.name, key)))
                }
            }
            for row in table.rows {
                let key = Array(row.prefix(table.keys))
                seen.insert(key)
                compare(earlier[key] ?? empty, row, key)
            }
            for row in before?.rows ?? [] {
                let key = Array(row.prefix(table.keys))
                if !seen.contains(key) { compare(row, empty, key) }
            }
        }
        return found
    }

    package static func table(_ corrections: [Correction]) -> Table {
        Table(
            "corrections", columns: columns, keys: 3,
            rows: corrections.map { [$0.table, $0.key, $0.column, $0.old, $0.new, $0.reason] })
    }

    /// The old tables with corrections applied; nil where a correction does not fit them.
    package static func apply(_ corrections: Table, to tables: [Table]) -> [Table]? {
        var byTable: [String: [[String]]] = [:]
        for row in corrections.rows { byTable[row[0], default: []].append(row) }
        guard byTable.keys.allSatisfy({ name in tables.contains { $0.name == name } }) else { return nil }
        var result: [Table] = []
        for table in tables {
            var rows: [String: [String]] = [:]
            for row in table.rows { rows[RowKey.text(row.prefix(table.keys))] = row }
            for change in byTable[table.name] ?? [] {
                guard let column = table.columns.firstIndex(of: change[2]) else { return nil }
                var row = rows[change[1]] ?? [String](repeating: "", count: table.columns.count)
                guard row[column] == change[3] else { return nil }
                row[column] = change[4]
                rows[change[1]] = row
            }
            let kept = rows.values.filter { $0.prefix(table.keys).contains { !$0.isEmpty } }
            result.append(Table(table.name, columns: table.columns, keys: table.keys, rows: Array(kept)))
        }
        return result
    }
}
