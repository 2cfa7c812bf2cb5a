package import Booking

/// Tables as an Office Open XML workbook (ECMA-376): a sheet for each, with a bold heading that stays in view.
///
/// Only what tables need is written: text, numbers, widths, a frozen heading. Text is text whatever it looks like, so a
/// cell that begins with `=` is never a formula. The same tables give the same bytes.
package enum Workbook {
    package struct Sheet: Sendable {
        package let name: String
        let columns: [String]
        let rows: [[String]]

        /// - Parameter name: cut to what a workbook allows; unique in it.
        package init(name: String, columns: [String], rows: [[String]]) {
            self.name = name
            self.columns = columns
            self.rows = rows
        }

        package init(_ table: Table) { self.init(name: table.name, columns: table.columns, rows: table.rows) }
    }

    package static func write(_ sheets: [Sheet]) -> [UInt8] {
        var files = [
            file("[Content_Types].xml", types(sheets.count)),
            file(
                "_rels/.rels",
                relationships([(Self.office + "/officeDocument", "xl/workbook.xml")])),
            file("xl/workbook.xml", book(sheets)),
            file(
                "xl/_rels/workbook.xml.rels",
                relationships(
                    sheets.indices.map { (office + "/worksheet", "worksheets/sheet\($0 + 1).xml") }
                        + [(office + "/styles", "styles.xml")])),
            file("xl/styles.xml", styles),
        ]
        for (index, sheet) in sheets.enumerated() {
            files.append(ArchiveFile(name: "xl/worksheets/sheet\(index + 1).xml", bytes: cells(sheet)))
        }
        return Zip.pack(files)
    }

    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
    /// A cell holds no more (ECMA-376 part 1, 18.3.1.4, as programs apply it).
    private static let longestText = 32_767

    private static func file(_ name: String, _ text: String) -> ArchiveFile {
        ArchiveFile(name: name, bytes: Array((declaration + text).utf8))
    }

    private static func types(_ sheets: Int) -> String {
        let form = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        let parts =
            [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
            + (1...max(sheets, 1)).map { ("/xl/worksheets/sheet\($0).xml", "worksheet") }
        return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + parts.map { "<Override PartName=\"\($0.0)\" ContentType=\"\(form).\($0.1)+xml\"/>" }.joined() + "</Types>"
    }

    private static func relationships(_ targets: [(kind: String, target: String)]) -> String {
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + targets.enumerated().map {
                "<Relationship Id=\"rId\($0 + 1)\" Type=\"\($1.kind)\" Target=\"\($1.target)\"/>"
            }.joined() + "</Relationships>"
    }

    private static func book(_ sheets: [Sheet]) -> String {
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
            + sheets.enumerated().map { index, sheet in
                let name = Markup.escaped(String(sheet.name.filter { !"[]:*?/\\'".contains($0) }.prefix(31)))
                return "<sheet name=\"\(name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
            }.joined() + "</sheets></workbook>"
    }

    /// Cell formats: 0 plain, 1 heading.
    private static let styles =
        "<styleSheet xmlns=\"\(main)\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill>"
        + "<patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/></cellXfs>"
        + "</styleSheet>"

    private static func cells(_ sheet: Sheet) -> [UInt8] {
        let kinds = sheet.columns.map { ColumnSpec.of($0).kind }
        var out = Array(declaration.utf8)
        func add(_ text: String) { out.append(contentsOf: text.utf8) }
        add("<worksheet xmlns=\"\(main)\"><sheetViews><sheetView workbookViewId=\"0\"")
        add(
            "><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
        )
        add("<cols>")
        for (index, name) in sheet.columns.enumerated() {
            let width = min(max(name.count + 2, 10), 40)
            add("<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
        }
        add("</cols><sheetData>")
        for (index, row) in ([sheet.columns] + sheet.rows).enumerated() {
            add("<row r=\"\(index + 1)\">")
            for (place, cell) in row.enumerated() where !cell.isEmpty {
                let address = "\(letters(place))\(index + 1)"
                if index > 0, isNumber(cell, kinds[place]) {
                    add("<c r=\"\(address)\"><v>\(cell)</v></c>")
                } else {
                    let text = text(cell)
                    add("<c r=\"\(address)\" t=\"inlineStr\"\(index == 0 ? " s=\"1\"" : "")>")
                    add("<is><t xml:space=\"preserve\">\(text)</t></is></c>")
                }
            }
            add("</row>")
        }
        add("</sheetData></worksheet>")
        return out
    }

    /// Numbers of more digits than a spreadsheet keeps stay text.
    private static func isNumber(_ cell: String, _ kind: ColumnSpec.Kind) -> Bool {
        switch kind {
        case .integer: cell.utf8.count <= 15 && Int(cell) != nil
        case .decimal:
            cell.utf8.count <= 16 && cell.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
        case .text, .instant, .day, .users: false
        }
    }

    /// Line ends are kept, as XML has them; `_x0041_` would be read as an escape and is guarded against.
    private static func text(_ cell: String) -> String {
        var out = ""
        let scalars = cell.prefix(longestText).unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            switch scalar.value {
            case 0x26: out += "&amp;"
            case 0x3C: out += "&lt;"
            case 0x3E: out += "&gt;"
            case 0x0A: out += "\n"
            case 0x09: out += "\t"
            case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: break
            case 0x5F where isEscape(scalars[index...].prefix(7)): out += "_x005F_"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// `_x0041_`
    private static func isEscape(_ text: Substring.UnicodeScalarView.SubSequence) -> Bool {
        let text = Array(text)
        return text.count == 7 && text[1] == "x" && text[6] == "_"
            && text[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
    }

    /// `A`, `Z`, `AA`
    static func letters(_ column: Int) -> String {
        var rest = column
        var out = ""
        repeat {
            out = String(UnicodeScalar(UInt8(65 + rest % 26))) + out
            rest = rest / 26 - 1
        } while rest >= 0
        return out
    }
}
