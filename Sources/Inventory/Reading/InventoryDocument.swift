import Booking

/// A unit's list of instruments, as it is sent: directives first if there are any, then CSV or JSON.
///
/// The lines before the list that begin with `%` say how to read it, so that the list itself need not be touched:
/// `%map COLUMN = field` (or `= extra`), `%default field = value`, `%unit field = 万元`,
/// `%compose field = {Column} {Column 2}`, `%value field: from = to`, `%layout services`, `%slug number`. Empty lines
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
            encoding: encoding, format: found, headings: plan.reports, rows: rows, emptyLines: empty)
    }

    private static func guess(_ text: ArraySlice<UInt8>) -> InventoryFormat {
        let first = text.first { $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13 }
        return first == UInt8(ascii: "[") || first == UInt8(ascii: "{") ? .json : .csv
    }
}

/// The directives before a list. They are UTF-8 or GBK on their own account, since they may come from another file.
private struct Preface {
    var mapping = Mapping()
    var list: ArraySlice<UInt8>
    var firstLine = 1

    init(_ bytes: ArraySlice<UInt8>) throws(InventoryFault) {
        var faults: [CellFault] = []
        list = bytes
        var line = 1
        while true {
            let start = list.starts(with: [0xEF, 0xBB, 0xBF]) ? list.startIndex + 3 : list.startIndex
            let end = list[start...].firstIndex { $0 == 10 || $0 == 13 } ?? list.endIndex
            let content = list[start..<end]
            let isDirective = content.first { $0 != 32 && $0 != 9 } == UInt8(ascii: "%")
            guard isDirective || (content.allSatisfy { $0 == 32 || $0 == 9 } && end < list.endIndex) else { break }
            var next = end
            if next < list.endIndex {
                let pair = list[next] == 13 && next + 1 < list.endIndex && list[next + 1] == 10
                next += pair ? 2 : 1
            }
            list = list[next...]
            let number = line
            line += 1
            guard isDirective else { continue }
            do throws(ValueFault) {
                let text = Folding.trim(try Self.text(content))
                if text.hasPrefix("%%") { continue }
                let directive = try Directive(text)
                try mapping.add(directive, line: number)
                if case .list = directive { line = 1 }
            } catch {
                let word = String(decoding: content.prefix { $0 > 32 }.prefix(20), as: UTF8.self)
                faults.append(CellFault(line: number, column: word, message: error.message))
            }
        }
        firstLine = line
        if !faults.isEmpty { throw InventoryFault(faults) }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) throws(ValueFault) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        if let (text, _) = GB18030.decode(bytes) { return String(decoding: text, as: UTF8.self) }
        throw ValueFault("此行既不是 UTF-8 也不是 GBK。", "This line is neither UTF-8 nor GBK.")
    }
}
