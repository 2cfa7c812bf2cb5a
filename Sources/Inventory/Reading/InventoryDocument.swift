import Booking

/// A unit's list of instruments, as it is sent: directives first if there are any, then CSV or JSON.
///
/// The lines before the list that begin with `%` say how to read it, so that the list itself need not be touched:
/// `%map COLUMN = field` (or `= extra`), `%default field = value`, `%unit field = 万元`,
/// `%compose field = {Column} {Column 2}`, `%value field: from = to`, `%layout services`, `%slug number`. Two say what the
/// publisher means: `%correction REASON` (rule D7) and `%confirm-price number/service price` (rule D8). Empty lines
/// between them and lines that begin with `%%` are passed over. A line `%list` makes the next line number 1: whoever
/// sends a mapping file before a list puts it in between, so that faults name the lines of the list itself.
package enum InventoryDocument {
    /// Reads a whole list; rows stand or fall one by one.
    ///
    /// - Parameter format: Nil to tell from the list's first character.
    /// - Throws: ``InventoryFault`` where no row can be read at all: encoding, form, headings, directives.
    package static func read(
        _ bytes: [UInt8], format: InventoryFormat? = nil, options: ReadingOptions = ReadingOptions()
    ) throws(InventoryFault) -> ReadInventory {
        guard bytes.count <= options.maxBytes else {
            throw InventoryFault(
                line: 1,
                Bilingual(
                    zh: "清单超过 \(options.maxBytes >> 20) MB；请分成几份。",
                    en: "The list is larger than \(options.maxBytes >> 20) MB; split it."))
        }
        let preface = try Preface(bytes[...])
        let (encoding, text) = try TextEncoding.decode(preface.list, firstLine: preface.firstLine)
        let found = format ?? guess(text)
        let table =
            switch found {
            case .csv: try SourceTable(csv: text, firstLine: preface.firstLine, options: options)
            case .json: try SourceTable(json: text, firstLine: preface.firstLine, options: options)
            }
        // A list without a single object has no keys either.
        if found == .json, table.rows.isEmpty {
            return ReadInventory(encoding: encoding, format: found, headings: [], rows: [], emptyLines: [])
        }
        let plan = try ColumnPlan(table, preface.mapping)
        var reader = try RowReader(plan, preface.mapping, headings: table.headings)
        var readings: [RowReader.Reading] = []
        readings.reserveCapacity(table.rows.count)
        var empty: [Int] = []
        for row in table.rows {
            if row.fault == nil, row.cells.allSatisfy({ Folding.trim($0).isEmpty }) {
                empty.append(row.line)
            } else {
                readings.append(reader.read(row))
            }
        }
        let rows = preface.mapping.mergesServices ? ServiceLayout.merged(readings) : SingleRows.judged(readings)
        return ReadInventory(
            encoding: encoding, format: found, headings: plan.reports, rows: rows, emptyLines: empty,
            correction: preface.mapping.correction, confirmed: preface.mapping.confirmed)
    }

    private static func guess(_ text: ArraySlice<UInt8>) -> InventoryFormat {
        let first = text.first { $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13 }
        return first == UInt8(ascii: "[") || first == UInt8(ascii: "{") ? .json : .csv
    }
}
