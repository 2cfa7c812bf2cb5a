/// One table of the monthly edition: text cells in a fixed order of columns, rows sorted by key.
package struct Table: Hashable, Sendable {
    /// `instruments`, `services`, `usage`
    package let name: String
    package let columns: [String]
    /// How many of the first columns tell one row from another.
    package let keys: Int
    /// Each as long as `columns`; an empty cell is what is not known or does not apply.
    package let rows: [[String]]

    /// Sorts by the first `keys` columns, byte by byte, so that the same ledger gives the same bytes everywhere.
    package init(_ name: String, columns: [String], keys: Int, rows: [[String]]) {
        self.name = name
        self.columns = columns
        self.keys = keys
        self.rows = rows.sorted { Self.precedes($0, $1, keys) }
    }

    /// The same table with rows in the order given, for comparing a text with what it was read from.
    package init(unsorted table: Table, rows: [[String]]) {
        name = table.name
        columns = table.columns
        keys = table.keys
        self.rows = rows
    }

    package static func precedes(_ a: [String], _ b: [String], _ keys: Int) -> Bool {
        for index in 0..<keys where a[index] != b[index] {
            return a[index].utf8.lexicographicallyPrecedes(b[index].utf8)
        }
        return false
    }

    /// A row's cells by the names of their columns.
    package func cell(_ row: [String], _ column: String) -> String {
        columns.firstIndex(of: column).map { row[$0] } ?? ""
    }
}

/// A number of users, not printed where it is so small that it might name them.
package func suppressed(_ users: Int) -> String { users < 3 ? "<3" : "\(users)" }
