import Booking
import Edition
import Glibc
import Inventory
import Testing

/// What other registers' own programs make of our mappings.
struct MappingTests {
    private static let web = WebAddress(base: "https://yiqi.example.cn")
    private static let none = WebAddress(base: nil)
    /// Beside the repository and no part of it.
    private static let shared: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/") + "/../shared/inventories"
    }()

    private static func entry(_ number: String, _ change: (inout InventoryRecord) -> Void = { _ in }) -> CatalogueEntry
    {
        var record = InventoryRecord(number: number)
        record.name = "场发射扫描电镜 \(number)"
        record.nameEn = "Field emission microscope"
        record.model = "FE-500"
        record.maker = "演示公司"
        record.origin = "中国"
        record.classScheme = "GB/T 32847"
        record.classCode = "0301"
        record.originalValue = Money(fen: 320_000_000)
        record.acceptanceDate = Day(text: "2026-11-20")
        record.location = "1 号楼 102"
        record.function = "表面形貌, \"imaging\""
        record.technical = "1 nm at 15 kV\nstage 100 mm"
        record.services = [
            ServiceOffer(code: "imaging", content: "成像", unitOfCharge: .hour, price: Money(fen: 35_000))
        ]
        record.access = [.selfOperated, .assisted]
        record.contact = "预约台 021-5555-1001 desk@siom.example"
        change(&record)
        return CatalogueEntry(
            path: InstrumentPath(unit: "siom", number: record.number), record: record,
            unit: LedgerUnit(code: "siom", name: "光机中心", nameEn: "SIOM", park: "zhangjiang"),
            park: LedgerPark(code: "zhangjiang", name: "张江核心园"), unitContact: "综合处 021-5555-1009",
            since: Instant(seconds: 1_764_500_000), confirmed: Instant(seconds: 1_764_600_000))
    }

    private static let pids: [String?] = [
        nil, "10.82278/0yvn-rc27", "doi:10.82278/0yvn-rc27", "https://doi.org/10.82278/a<b>", "21.11157/abc",
        "hdl:21.11157/abc", "https://example.org/x", "http://", "serial 77", "ftp://example.org/x", "10.1/中文",
    ]

    /// All that a catalogue may meet: known and unknown identifiers, empty records, hostile texts in every place.
    private static var entries: [CatalogueEntry] {
        var entries = pids.enumerated().map { index, pid in entry("n-\(index)") { $0.pid = pid } }
        entries.append(
            entry("bare") {
                $0 = InventoryRecord(number: $0.number)
            })
        for (index, text) in BulletinTests.hostile.enumerated() {
            entries.append(
                entry("h-\(index)") { record in
                    for field in [
                        \InventoryRecord.name, \.nameEn, \.model, \.maker, \.classCode, \.location, \.function,
                        \.technical, \.contact, \.pid,
                    ] as [WritableKeyPath<InventoryRecord, String?>] { record[keyPath: field] = text }
                })
        }
        for (index, number) in ["a b", "#?%", "<>\"", "\\", "号/", "x . <y> a <z>"].enumerated() {
            entries.append(
                entry("\(number)\(index)") {
                    $0.name = "\" . <urn:x> a <urn:y> . \"\\"
                    $0.contact = "x] . <urn:x> <urn:y> \"z"
                })
        }
        return entries
    }

    @Test func pidinstRecordsAreValid() throws {
        for web in [Self.web, Self.none] {
            let records = Self.entries.compactMap { PIDINST.record($0, web) }
            #expect(records.count == (web.isAbsolute ? Self.entries.count : 6))
            let document = JSON.object([
                ("schema", .string(Self.shared + "/pidinst-schema-1_0.schema.json")), ("records", .array(records)),
            ]).document
            let said = try Python.run(
                "check_pidinst.py", importing: ["jsonschema": "python3-jsonschema"],
                on: String(decoding: document, as: UTF8.self))
            let faults = try #require(try JSONValue.read(Array(said.utf8)).array)
            #expect(faults.count == records.count)
            for fault in faults { #expect(fault.string == "") }
        }
    }

    @Test(
        arguments: [
            ("10.82278/0yvn-rc27", "DOI", "https://doi.org/10.82278/0yvn-rc27"),
            ("DOI:10.1/A b", nil, nil), ("https://dx.doi.org/10.5/x?y", "DOI", "https://doi.org/10.5/x%3Fy"),
            ("21.11157/abc", "Handle", "https://hdl.handle.net/21.11157/abc"),
            ("https://example.org/x", "URL", "https://example.org/x"), ("https://", nil, nil), ("SN-77", nil, nil),
            ("a/b", nil, nil), ("", nil, nil),
        ] as [(String, String?, String?)])
    func identifiersLeadSomewhere(_ pid: String, _ kind: String?, _ address: String?) throws {
        let record = PIDINST.record(Self.entry("x") { $0.pid = pid }, Self.none)
        guard let record else { return #expect(kind == nil) }
        let json = try JSONValue.read(record.document)
        #expect(json["identifier"]?["identifierType"]?.string == kind)
        #expect(json["landingPage"]?.string == address)
    }

    @Test func catalogueIsLinkedData() throws {
        let texts = [Self.web, Self.none].map { web in
            DCAT.turtle(
                Self.entries, zone: ("张江\" <x> .", "Zone"), web: web, changed: Instant(seconds: 1_764_700_000),
                calendar: shanghai
            ).joined(separator: "\n")
        }
        let input = "[" + texts.map { JSONText.quoted($0) }.joined(separator: ",") + "]"
        let said = try Python.run("read_turtle.py", importing: ["rdflib": "python3-rdflib"], on: input)
        let graphs = try #require(try JSONValue.read(Array(said.utf8)).array)
        for (graph, base) in zip(graphs, ["https://yiqi.example.cn/", "https://example.org/base/"]) {
            let resources = try #require(graph["resources"]?.array)
            #expect(resources.count == Self.entries.count)
            #expect(graph["publisher"]?.string == "张江\" <x> .")
            for resource in resources {
                let identifier = resource["identifier"]?.string ?? ""
                let entry = try #require(Self.entries.first { $0.path.description == identifier }, "\(identifier)")
                let title = entry.record.name ?? entry.record.number
                #expect(resource["title"]?.string == plain(title))
                #expect(resource["publisher"]?.string == "光机中心")
                #expect(resource["iri"]?.string?.hasPrefix(base + "instruments/siom/") == true)
                #expect(resource["contact"]?.string == plain(entry.record.contact ?? ""))
                let hasMail = entry.record.contact?.contains("desk@") == true
                #expect(resource["mail"]?.string == (hasMail ? "mailto:desk@siom.example" : ""))
            }
            // Nothing that a name held has become a statement.
            let known = [
                "http://www.w3.org/", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/", "https://schema.org/",
            ]
            for predicate in graph["predicates"]?.array ?? [] {
                #expect(known.contains { predicate.string?.hasPrefix($0) == true }, "\(predicate)")
            }
        }
    }

    /// What a literal keeps of a text: all but the control characters.
    private func plain(_ text: String) -> String {
        let scalars = text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: true
            case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
            default: true
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// What a cell keeps of a text: line ends are line feeds, and what would be read as an escape is one.
    private func kept(_ text: String) -> String {
        let scalars = plain(text).unicodeScalars.filter { $0 != "\r" }
        return String(String.UnicodeScalarView(scalars)).replacing("_x0041_", with: "_x005F_x0041_")
    }

    /// The register's own sheet has exactly these headings, and our importer reads our sheet back.
    @Test func uniquipReadsBack() throws {
        let said = try Python.run(
            "read_workbooks.py", importing: ["openpyxl": "python3-openpyxl"],
            on: "[\(JSONText.quoted(Self.shared + "/uk_uniquip_template.xlsx"))]", strict: false)
        let sheet = try #require(try JSONValue.read(Array(said.utf8)).array?.first?.array?.first)
        let headings = (sheet["rows"]?.array?.first?.array ?? []).compactMap { $0.array?.last?.string }
        #expect(headings.filter { !$0.isEmpty } == Uniquip.columns)

        let entries = (0..<20).map { index in
            Self.entry("0\(index)") { record in
                record.shareMode = "外部, \"共享\""
                record.technical = nil
                if index % 3 == 0 { record.function = nil }
            }
        }
        let bytes = CSVText.write(Uniquip.table(entries, Self.web))
        let list = try InventoryDocument.read(bytes)
        #expect(list.faults.isEmpty)
        for (record, entry) in zip(list.records, entries) {
            #expect(record.number == entry.record.number && record.name == entry.record.name)
            #expect(record.function == entry.record.function && record.classCode == entry.record.classCode)
            #expect(record.location == entry.record.location && record.shareMode == entry.record.shareMode)
            #expect(record.contact == "预约台")
            #expect(record.extras.contains { $0.name == "Contact Telephone" && $0.value == "021-5555-1001" })
            #expect(record.extras.contains { $0.name == "Contact Email" && $0.value == "desk@siom.example" })
            #expect(record.extras.contains { $0.name == "Department" && $0.value == "光机中心" })
        }
        #expect(list.records.count == entries.count)
    }

    /// The headings of the national platform's forms are ones that our importer knows.
    @Test func thePlatformsInstrumentsReadBack() throws {
        let entries = (0..<5).map { Self.entry("0\($0)") }
        let rows = NationalPlatform.instruments(entries, Self.web)
        let table = NationalPlatform.table("instruments", NationalPlatform.instrumentFields, rows)
        // What a service costs stands in a sentence there.
        let directives = "%map 参考收费标准 = extra\n%map 服务内容 = extra\n%list\n"
        let list = try InventoryDocument.read(Array(directives.utf8) + CSVText.write(table))
        for (record, entry) in zip(list.records, entries) {
            let own = entry.record
            #expect(record.number == own.number && record.name == own.name && record.nameEn == own.nameEn)
            #expect(record.originalValue == own.originalValue && record.acceptanceDate == own.acceptanceDate)
            #expect(record.model == own.model && record.maker == own.maker && record.origin == own.origin)
            #expect(record.classCode == own.classCode && record.location == own.location)
        }
        #expect(list.records.count == 5, "\(list.faults)")
        let units = NationalPlatform.units(entries)
        #expect(units == [["siom", "光机中心", "SIOM", "张江核心园", "5", "1600", "成像", "综合处", "021-5555-1009", ""]])
    }

    @Test(arguments: [(0, "0"), (1, "0.000001"), (12_345_678, "12.345678"), (1_000_000, "1"), (-150_000, "-0.15")])
    func tenThousandsAreExact(_ fen: Int64, _ text: String) {
        #expect(NationalPlatform.tenThousands(Money(fen: fen)) == text)
    }

    @Test func recordsTellOfUse() throws {
        let start = Instant(seconds: 1_764_550_800)
        let record = ServiceRecord(
            booking: BookingID(1001), instrument: InstrumentPath(unit: "siom", number: "007"),
            period: Period(start: start, end: start + .minutes(100))!, service: "成像", access: .sample, quantity: 3,
            price: Money(fen: 12_345), purpose: .research, project: "KY-7", organisation: "艾克米", account: "acme/lin",
            contact: "021-6001-0000 lin@acme.example")
        let rows = NationalPlatform.records([record], shanghai)
        #expect(
            rows == [
                [
                    "007", "2025-12-01 09:00", "2025-12-01 10:40", "1.67", "成像", "委托共享", "3", "123.45", "外部用户",
                    "科学研究", "KY-7", "acme/lin", "艾克米", "021-6001-0000", "lin@acme.example",
                ]
            ])
    }

    @Test func workbooksReadBack() throws {
        var name = Array("/tmp/yiqi-workbook-XXXXXX".utf8CString)
        let folder = name.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
        defer { _ = system("rm -rf \(folder)") }
        let hostile =
            BulletinTests.hostile.map { String($0.prefix(200)) } + [
                "=1+1", "+SUM(A1)", "@x", "-2", "007", "1e9", "_x0041_", " spaces ", "tab\tand\nline",
            ]
        let texts = Table(
            unsorted: Table("texts", columns: ["name", "content"], keys: 0, rows: []), rows: hostile.map { [$0, ""] })
        let tables = november(5).tables + [texts]
        let bytes = Workbook.write(tables.map { Workbook.Sheet($0) })
        #expect(bytes == Workbook.write(tables.map { Workbook.Sheet($0) }))
        try EditionFolder.write(bytes, to: "\(folder)/x.xlsx")
        let said = try Python.run(
            "read_workbooks.py", importing: ["openpyxl": "python3-openpyxl"],
            on: "[\(JSONText.quoted("\(folder)/x.xlsx"))]")
        let sheets = try #require(try JSONValue.read(Array(said.utf8)).array?.first?.array)
        #expect(sheets.compactMap { $0["name"]?.string } == tables.map(\.name))
        for (sheet, table) in zip(sheets, tables) {
            let rows = (sheet["rows"]?.array ?? []).map { row in
                (row.array ?? []).map { cell in cell.array?.compactMap(\.string) ?? [] }
            }
            #expect(rows.count == table.rows.count + 1 && rows.first?.map { $0[1] } == table.columns)
            for (row, cells) in zip(rows.dropFirst(), table.rows) {
                for (index, (found, cell)) in zip(row, cells).enumerated() {
                    let isNumber = [.integer, .decimal].contains(ColumnSpec.of(table.columns[index]).kind)
                    if isNumber, !cell.isEmpty {
                        #expect(found[0] == "n" && Double(found[1]) == Double(cell))
                    } else {
                        #expect(found[0] != "f" && found[1] == kept(cell), "\(found)")
                    }
                }
            }
        }
    }
}
