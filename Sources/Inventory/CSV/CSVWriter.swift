extension CSV {
    /// UTF-8 without a mark, rows ended by LF, cells quoted only where RFC 4180 needs it.
    package static func write(_ rows: some Sequence<[String]>) -> String {
        var out = ""
        for row in rows { append(row, to: &out) }
        return out
    }

    /// One row with its LF.
    package static func append(_ row: [String], to out: inout String) {
        for (index, cell) in row.enumerated() {
            if index > 0 { out += "," }
            if needsQuotes(cell, alone: row.count == 1) {
                out += "\""
                for scalar in cell.unicodeScalars {
                    if scalar == "\"" { out += "\"" }
                    out.unicodeScalars.append(scalar)
                }
                out += "\""
            } else {
                out += cell
            }
        }
        out += "\n"
    }

    private static func needsQuotes(_ cell: String, alone: Bool) -> Bool {
        // A row of one empty cell would be an empty line; a leading `%` would be a directive.
        if cell.isEmpty { return alone }
        if cell.utf8.first == UInt8(ascii: "%") { return true }
        return cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 10 || $0 == 13 }
    }
}
