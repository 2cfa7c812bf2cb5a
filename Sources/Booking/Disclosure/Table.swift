/// One table of the monthly edition: text cells in a fixed order of columns, rows sorted by key.
package struct Table: Hashable, Sendable {
    /// `instruments`, `services`, `usage`
    package let name: String
    package let columns: [String]
    /// Each as long as `columns`; an empty cell is what is not known or does not apply.
    package let rows: [[String]]

    /// Sorts by the first `keys` columns, byte by byte, so that the same ledger gives the same bytes everywhere.
    init(_ name: String, columns: [String], keys: Int, rows: [[String]]) {
        self.name = name
        self.columns = columns
        self.rows = rows.sorted { a, b in
            for index in 0..<keys where a[index] != b[index] {
                return a[index].utf8.lexicographicallyPrecedes(b[index].utf8)
            }
            return false
        }
    }
}

/// A number of users, not printed where it is so small that it might name them.
func suppressed(_ users: Int?) -> String {
    guard let users else { return "" }
    return users < 3 ? "<3" : "\(users)"
}
