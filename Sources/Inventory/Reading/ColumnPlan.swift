import Booking

/// Where each field's text comes from in one list.
struct ColumnPlan {
    enum Source {
        case column(Int)
        /// Texts and columns joined.
        case joined([Piece])
    }

    enum Piece {
        case text(String)
        case column(Int)
    }

    private(set) var sources: [InventoryField: Source] = [:]
    private(set) var units: [InventoryField: UnitHint] = [:]
    private(set) var reports: [HeadingReport] = []
    /// Columns kept as extras, with the names they get.
    private(set) var extras: [(column: Int, name: String)] = []

    init(_ table: SourceTable, _ mapping: Mapping) throws(InventoryFault) {
        let headings = table.headings.map { Heading($0) }
        var faults: [CellFault] = []
        var uses: [InventoryField?] = Array(repeating: nil, count: headings.count)
        let columns = Dictionary(grouping: headings.indices) { headings[$0].key }

        /// The one column of a name that a directive gives.
        func column(_ name: String, _ line: Int, _ word: String) -> Int? {
            let found =
                columns[Folding.key(name)] ?? headings.indices.filter { headings[$0].bareKey == Folding.key(name) }
            if found.count == 1 { return found[0] }
            faults.append(
                CellFault(
                    line: line, column: word,
                    message: found.isEmpty ? Self.noColumn(name, table.headings) : Self.twoColumns(name)))
            return nil
        }

        // First what the directives say.
        var settled: Set<Int> = []
        var taken: [InventoryField: Int] = [:]
        for (key, entry) in mapping.columns {
            guard let index = column(mapping.columnNames[key] ?? key, entry.line, entry.word) else { continue }
            settled.insert(index)
            uses[index] = entry.value
            if let field = entry.value { taken[field] = index }
        }
        var usedInTemplates: Set<Int> = []
        for (field, entry) in mapping.composed {
            var pieces: [Piece] = []
            for piece in entry.value {
                switch piece {
                case .text(let text): pieces.append(.text(text))
                case .column(let name):
                    guard let index = column(name, entry.line, entry.word) else { continue }
                    usedInTemplates.insert(index)
                    pieces.append(.column(index))
                }
            }
            sources[field] = .joined(pieces)
        }

        // Then what the headings say, where no directive has said it.
        for (index, heading) in headings.enumerated() where !settled.contains(index) {
            guard let field = heading.field, taken[field].map({ settled.contains($0) }) != true, sources[field] == nil
            else {
                continue
            }
            if let other = taken[field] {
                faults.append(
                    CellFault(
                        line: table.headingLine, column: table.headings[index], field: field,
                        message: Self.ambiguous(field, table.headings[other], table.headings[index])))
                continue
            }
            taken[field] = index
            uses[index] = field
        }
        for (field, index) in taken { sources[field] = .column(index) }
        if sources[.number] == nil { faults.append(Self.noNumber(table)) }
        faults += readUnits(headings, taken, mapping, table)
        guard faults.isEmpty else {
            throw InventoryFault(faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
        }
        report(headings, uses, usedInTemplates.subtracting(settled))
    }

    /// Units from headings and `%unit` lines, which must agree.
    private mutating func readUnits(
        _ headings: [Heading], _ taken: [InventoryField: Int], _ mapping: Mapping, _ table: SourceTable
    ) -> [CellFault] {
        var faults: [CellFault] = []
        for (field, index) in taken {
            guard let dimension = field.dimension, let unit = headings[index].unit else { continue }
            units[field] = UnitHint(unit, dimension)
        }
        for (field, entry) in mapping.units {
            guard let dimension = field.dimension, let hint = UnitHint(entry.value, dimension) else { continue }
            if let stated = units[field], !stated.isSame(as: hint), let index = taken[field] {
                faults.append(
                    CellFault(
                        line: entry.line, column: entry.word, field: field,
                        message: Bilingual(
                            zh: "%unit 说 \(entry.value)，而表头 \(quoted(table.headings[index])) 已写明别的单位；请删去一个。",
                            en:
                                "%unit says \(entry.value), but the heading \(quoted(table.headings[index])) states another unit; take one away."
                        )))
            }
            units[field] = hint
        }
        return faults
    }

    /// Names for the columns that are no field, each once.
    private mutating func report(_ headings: [Heading], _ uses: [InventoryField?], _ composed: Set<Int>) {
        var names: Set<String> = []
        for (index, heading) in headings.enumerated() {
            if let field = uses[index] {
                reports.append(HeadingReport(column: heading.text, use: .field(field)))
            } else if composed.contains(index) {
                reports.append(HeadingReport(column: heading.text, use: .composed))
            } else {
                let wish = heading.extraName.isEmpty ? "column \(index + 1)" : heading.extraName
                var name = wish
                var count = 1
                while !names.insert(name).inserted {
                    count += 1
                    name = "\(wish) (\(count))"
                }
                extras.append((index, name))
                reports.append(HeadingReport(column: heading.text, use: .extra(name)))
            }
        }
    }
}

extension ColumnPlan {
    private static func noColumn(_ name: String, _ headings: [String]) -> Bilingual {
        let list = headings.prefix(40).map { quoted($0) }.joined(separator: ", ")
        return Bilingual(
            zh: "清单中没有列 \(quoted(name))；有：\(list)。", en: "The list has no column \(quoted(name)); it has \(list).")
    }

    private static func twoColumns(_ name: String) -> Bilingual {
        Bilingual(
            zh: "清单中有几列都叫 \(quoted(name))；请先改表头。",
            en: "Several columns of the list are called \(quoted(name)); change the headings first.")
    }

    private static func ambiguous(_ field: InventoryField, _ one: String, _ other: String) -> Bilingual {
        Bilingual(
            zh:
                "\(quoted(one)) 和 \(quoted(other)) 都像是 \(field.rawValue)；请用 %map 列名 = \(field.rawValue) 指明一列，或用 %map 列名 = extra 留作附加列。",
            en:
                "\(quoted(one)) and \(quoted(other)) both look like \(field.rawValue); name one with %map COLUMN = \(field.rawValue), or keep one aside with %map COLUMN = extra."
        )
    }

    private static func noNumber(_ table: SourceTable) -> CellFault {
        let list = table.headings.prefix(40).map { quoted($0) }.joined(separator: ", ")
        return CellFault(
            line: table.headingLine, column: "", field: .number,
            message: Bilingual(
                zh: "没有编号一列（现有：\(list)）；请用 %map 列名 = number 指明，或用 %compose number = {列名} 组成。首行须为表头。",
                en:
                    "No column is the number (there are \(list)); name it with %map COLUMN = number or build it with %compose number = {Column}. The first row must hold the headings."
            ))
    }
}

extension UnitHint {
    fileprivate func isSame(as other: UnitHint) -> Bool {
        if let one = money, let two = other.money { return one.fen == two.fen }
        return self == other
    }
}
