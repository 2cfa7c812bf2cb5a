package import Booking

/// Comma-separated values as RFC 4180 has them.
package enum CSV {
    /// One row with at least one cell.
    package struct Row: Sendable {
        /// The line on which the row begins.
        package let line: Int
        package let cells: [String]
        /// Set where the row cannot be read; `cells` is then what could be.
        package let fault: Bilingual?

        /// The line on which a cell begins: quoted cells before it may hold newlines.
        package func line(ofCell index: Int) -> Int {
            line + cells.prefix(index).reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "\n") } }
        }
    }

    /// Reads UTF-8. Rows end in LF, CRLF or CR; in a quoted cell each of these is a newline. Empty lines are left out.
    ///
    /// A quote inside a cell that does not begin with one stands for itself. A quote that is never closed ends the
    /// reading with an ``InventoryFault`` that names the line on which it was opened.
    package static func read(
        _ bytes: ArraySlice<UInt8>, separator: UInt8 = UInt8(ascii: ","), firstLine: Int = 1,
        limits: ReadingOptions = ReadingOptions()
    ) throws(InventoryFault) -> [Row] {
        let (rows, failure) = bytes.withUnsafeBufferPointer { buffer in
            var scanner = CSVScanner(buffer, separator: separator, line: firstLine, limits: limits)
            scanner.run()
            return (scanner.rows, scanner.failure)
        }
        if let failure { throw failure }
        return rows
    }
}

/// One pass over the bytes of a list.
private struct CSVScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let separator: UInt8
    private let limits: ReadingOptions
    private var at = 0
    private var line: Int
    private var rowLine: Int
    private var rowStart = 0
    private var cells: [String] = []
    private var count = 0
    private var fault: Bilingual?
    private(set) var rows: [CSV.Row] = []
    private(set) var failure: InventoryFault?

    init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8, line: Int, limits: ReadingOptions) {
        self.bytes = bytes
        self.separator = separator
        self.line = line
        self.limits = limits
        rowLine = line
    }

    mutating func run() {
        while at < bytes.count, failure == nil {
            if bytes[at] == UInt8(ascii: "\"") { quotedCell() } else { plainCell() }
            if failure != nil { return }
            if at < bytes.count, bytes[at] == separator {
                at += 1
                // A separator at the very end leaves one more, empty cell.
                if at == bytes.count { take("") }
            } else {
                endRow()
            }
        }
        if !cells.isEmpty { endRow() }
    }

    /// Reads to the separator or the end of the line, which stays.
    private mutating func plainCell() {
        let start = at
        while at < bytes.count {
            let byte = bytes[at]
            if byte == separator || byte == 10 || byte == 13 { break }
            if byte < 32 || byte == 127 { control(byte) }
            at += 1
        }
        take(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self))
    }

    private mutating func quotedCell() {
        let opened = line
        at += 1
        var text = ""
        var start = at
        func piece(_ end: Int) -> String {
            String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
        }
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                let doubled = at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "\"")
                text += piece(doubled ? at + 1 : at)
                at += doubled ? 2 : 1
                start = at
                if !doubled {
                    take(text)
                    return afterQuote()
                }
                continue
            }
            if byte == 13 {
                text += piece(at) + "\n"
                at += at + 1 < bytes.count && bytes[at + 1] == 10 ? 2 : 1
                start = at
                line += 1
                continue
            }
            if byte == 10 { line += 1 } else if byte < 32 || byte == 127 { control(byte) }
            at += 1
        }
        failure = InventoryFault(
            line: opened,
            Bilingual(
                zh: "此处的引号到文件末尾仍未闭合；请补上闭合的引号，单元格内的引号须写两个。",
                en: "The quote opened here is never closed; close it, and double any quote inside a cell."))
    }

    /// After a closing quote only a separator or the end of the row may come.
    private mutating func afterQuote() {
        let start = at
        while at < bytes.count, bytes[at] != separator, bytes[at] != 10, bytes[at] != 13 { at += 1 }
        let rest = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
        if rest.contains(where: { $0 != " " && $0 != "\t" }) {
            fault =
                fault
                ?? Bilingual(
                    zh: "闭合的引号之后还有文字 \(quoted(rest))；单元格内的引号须写两个。",
                    en: "Text \(quoted(rest)) follows a closing quote; double the quotes inside a cell.")
        }
    }

    private mutating func take(_ cell: String) {
        if cell.utf8.count > limits.maxCellBytes {
            fault =
                fault
                ?? Bilingual(
                    zh: "第 \(cells.count + 1) 格超过 \(limits.maxCellBytes) 字节；请缩短。",
                    en: "Cell \(cells.count + 1) is longer than \(limits.maxCellBytes) bytes; shorten it.")
        }
        cells.append(cell)
        count += 1
        if count > limits.maxCells {
            failure = InventoryFault(
                line: rowLine,
                Bilingual(
                    zh: "清单超过 \(limits.maxCells) 格；请分成几份。",
                    en: "The list has more than \(limits.maxCells) cells; split it."))
        }
    }

    private mutating func control(_ byte: UInt8) {
        guard byte != 9 else { return }
        fault =
            fault
            ?? Bilingual(
                zh: "第 \(cells.count + 1) 格含有控制字符（代码 \(byte)）；请删去。",
                en: "Cell \(cells.count + 1) has a control character (code \(byte)); take it out.")
    }

    private mutating func endRow() {
        let blank = at == rowStart
        if at < bytes.count {
            if bytes[at] == 13, at + 1 < bytes.count, bytes[at + 1] == 10 { at += 1 }
            at += 1
        }
        if !blank {
            rows.append(CSV.Row(line: rowLine, cells: cells, fault: fault))
            if rows.count > limits.maxRows + 1 {
                failure = InventoryFault(
                    line: rowLine,
                    Bilingual(
                        zh: "清单超过 \(limits.maxRows) 行；请分成几份。",
                        en: "The list has more than \(limits.maxRows) rows; split it."))
            }
        }
        line += 1
        rowLine = line
        rowStart = at
        cells.removeAll(keepingCapacity: true)
        fault = nil
    }
}
