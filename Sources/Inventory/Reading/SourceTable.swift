import Booking

/// A list before its cells mean anything, the same for CSV and JSON.
struct SourceTable {
    /// As the list has them; in JSON, keys in the order in which they first appear.
    var headings: [String]
    var headingLine: Int
    var rows: [Row]

    struct Row {
        let line: Int
        /// As many as there are headings.
        let cells: [String]
        /// Set where the row cannot be taken as it is.
        let fault: CellFault?
        /// The lines on which the cells begin; empty where that follows from the newlines in the cells before.
        let lines: [Int]

        func line(of column: Int) -> Int {
            guard lines.isEmpty else { return lines[column] == 0 ? line : lines[column] }
            return line + cells.prefix(column).reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "\n") } }
        }
    }
}

extension SourceTable {
    /// The first row holds the headings. The separator is a comma unless the headings have none and tabs or semicolons.
    init(csv bytes: ArraySlice<UInt8>, firstLine: Int, options: ReadingOptions) throws(InventoryFault) {
        let separator = Self.separator(bytes)
        let all = try CSV.read(bytes, separator: separator, firstLine: firstLine, limits: options)
        guard let first = all.first else {
            throw InventoryFault(
                line: firstLine,
                Bilingual(zh: "清单是空的；首行应为表头。", en: "The list is empty; its first row must hold the headings."))
        }
        if let fault = first.fault { throw InventoryFault(line: first.line, fault) }
        var headings = first.cells
        guard headings.count <= options.maxColumns else {
            throw InventoryFault(
                line: first.line,
                Bilingual(
                    zh: "表头有 \(headings.count) 列，超过 \(options.maxColumns) 列。",
                    en: "There are \(headings.count) columns, more than \(options.maxColumns)."))
        }
        // Spreadsheets leave empty columns at the right edge.
        let width = headings.count
        while let last = headings.last, Folding.trim(last).isEmpty, headings.count > 1,
            all.dropFirst().allSatisfy({ $0.cells.count != width || Folding.trim($0.cells[headings.count - 1]).isEmpty }
            )
        {
            headings.removeLast()
        }
        self.headings = headings
        headingLine = first.line
        rows = all.dropFirst().map { row in
            var fault = row.fault.map { CellFault(line: row.line, column: "", message: $0) }
            if fault == nil, row.cells.count != width { fault = Self.ragged(row, width) }
            return Row(line: row.line, cells: Array(row.cells.prefix(headings.count)), fault: fault, lines: [])
        }
    }

    private static func ragged(_ row: CSV.Row, _ width: Int) -> CellFault {
        CellFault(
            line: row.line, column: "",
            message: Bilingual(
                zh: "此行有 \(row.cells.count) 格，表头有 \(width) 列（此行以 \(quoted(row.cells[0])) 开头）；请补齐或删去此行，格内的逗号和换行须加引号。",
                en:
                    "The row has \(row.cells.count) cells under \(width) headings (it begins with \(quoted(row.cells[0]))); fill it up or take it out, and quote cells with commas or newlines in them."
            ))
    }

    private static func separator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        let heading = bytes.drop { $0 == 10 || $0 == 13 }.prefix { $0 != 10 && $0 != 13 }
        if heading.contains(UInt8(ascii: ",")) { return UInt8(ascii: ",") }
        if heading.contains(9) { return 9 }
        return heading.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
    }
}

extension SourceTable {
    init(json bytes: ArraySlice<UInt8>, firstLine: Int, options: ReadingOptions) throws(InventoryFault) {
        let objects = try JSONReader.objects(bytes, firstLine: firstLine, limits: options)
        var columns: [String: Int] = [:]
        headings = []
        headingLine = firstLine
        for object in objects {
            for member in object.members where columns[member.key] == nil {
                columns[member.key] = headings.count
                headings.append(member.key)
            }
        }
        guard headings.count <= options.maxColumns else {
            throw InventoryFault(
                line: firstLine,
                Bilingual(
                    zh: "各对象的键共有 \(headings.count) 个，超过 \(options.maxColumns) 个。",
                    en: "The objects have \(headings.count) keys between them, more than \(options.maxColumns)."))
        }
        let width = headings.count
        guard objects.count * width <= options.maxCells else {
            throw InventoryFault(
                line: firstLine,
                Bilingual(
                    zh: "对象数乘键数超过 \(options.maxCells)；请分成几份。",
                    en: "The objects times their keys are more than \(options.maxCells); split the list."))
        }
        rows = objects.map { line, members in
            var cells = Array(repeating: "", count: width)
            var lines = Array(repeating: 0, count: width)
            for member in members {
                guard let column = columns[member.key] else { continue }
                cells[column] = JSONCell.text(
                    member.value, isService: HeadingNames.field(Folding.key(member.key)) == .services)
                lines[column] = member.line
            }
            return Row(line: line, cells: cells, fault: nil, lines: lines)
        }
    }
}

/// JSON values as the cells that mean the same.
enum JSONCell {
    static func text(_ value: JSONValue, isService: Bool) -> String {
        switch value {
        case .null: return ""
        case .string(let text): return text
        case .array(let values):
            if isService { return values.map(service).joined(separator: "\n") }
            let words = values.compactMap { if case .string(let word) = $0 { word } else { nil } }
            return words.count == values.count ? words.joined(separator: ", ") : value.compact
        default: return value.compact
        }
    }

    /// `{"code": …, "content": …, "price": "350.00", "unit-of-charge": "hour"}`; all else as it is, to be refused.
    private static func service(_ value: JSONValue) -> String {
        guard case .object(let members) = value else { return text(value, isService: false) }
        var parts: [InventoryField: String] = [:]
        for member in members {
            let key = Folding.key(member.key)
            let fields: [String: InventoryField] = [
                "code": .serviceCode, "content": .serviceContent, "price": .price, "unit": .unitOfCharge,
            ]
            guard let field = fields[key] ?? HeadingNames.field(key) else { return value.compact }
            parts[field] = text(member.value, isService: false)
        }
        func part(_ field: InventoryField) -> String { ServiceText.escaped(CellText.clean(parts[field] ?? "")) }
        let unit = part(.unitOfCharge)
        return "\(part(.serviceCode))|\(part(.serviceContent))|\(part(.price))\(unit.isEmpty ? "" : "/\(unit)")"
    }
}
