package import Booking

/// Tables as RFC 4180 text with one spelling only: UTF-8 without a mark, LF after every row, quotes where they are needed
/// and nowhere else. What reads back to other bytes was not written here.
package enum CSVText {
    package static func write(_ table: Table) -> [UInt8] {
        var out: [UInt8] = []
        append(table.columns, to: &out)
        for row in table.rows { append(row, to: &out) }
        return out
    }

    static func append(_ row: [String], to out: inout [UInt8]) {
        for (index, cell) in row.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            let needsQuotes =
                cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 10 || $0 == 13 }
                || (cell.isEmpty && row.count == 1)
            guard needsQuotes else {
                out.append(contentsOf: cell.utf8)
                continue
            }
            out.append(0x22)
            for byte in cell.utf8 {
                if byte == 0x22 { out.append(0x22) }
                out.append(byte)
            }
            out.append(0x22)
        }
        out.append(10)
    }

    /// Why a text is not one that ``write(_:)`` wrote.
    package enum Fault: Error, Hashable, Sendable {
        case notUTF8
        case quoting(line: Int)
        /// A row with another number of cells than the heading.
        case ragged(line: Int)
        /// The last line has no end, or a line ends in CR.
        case lineEnd(line: Int)
        case empty
    }

    /// The rows of a text, heading first, of one width.
    package static func read(_ bytes: [UInt8]) throws(Fault) -> [[String]] {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        var rows: [[String]] = []
        var row: [String] = []
        var at = 0
        var line = 1
        while at < bytes.count {
            row.append(try cell(bytes, &at, &line))
            guard at < bytes.count else { throw .lineEnd(line: line) }
            let ended = bytes[at] == 10
            at += 1
            guard ended else { continue }
            if let first = rows.first, first.count != row.count { throw .ragged(line: line) }
            rows.append(row)
            row = []
            line += 1
        }
        guard !rows.isEmpty else { throw .empty }
        guard row.isEmpty else { throw .lineEnd(line: line) }
        return rows
    }

    /// One cell; leaves `at` on the comma or line end behind it.
    private static func cell(_ bytes: [UInt8], _ at: inout Int, _ line: inout Int) throws(Fault) -> String {
        guard at < bytes.count, bytes[at] == 0x22 else {
            let start = at
            while at < bytes.count, bytes[at] != 0x2C, bytes[at] != 10 {
                if bytes[at] == 0x22 { throw .quoting(line: line) }
                if bytes[at] == 13 { throw .lineEnd(line: line) }
                at += 1
            }
            return String(decoding: bytes[start..<at], as: UTF8.self)
        }
        at += 1
        var cell: [UInt8] = []
        while at < bytes.count {
            if bytes[at] == 0x22 {
                at += 1
                guard at < bytes.count, bytes[at] == 0x22 else {
                    guard at == bytes.count || bytes[at] == 0x2C || bytes[at] == 10 else { throw .quoting(line: line) }
                    return String(decoding: cell, as: UTF8.self)
                }
            }
            if bytes[at] == 10 { line += 1 }
            cell.append(bytes[at])
            at += 1
        }
        throw .quoting(line: line)
    }
}
