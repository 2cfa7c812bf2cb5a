import Booking
import Inventory
import Testing

@Suite struct EncodingTests {
    private let chinese = "编号,仪器名称\n1,电子显微镜\n"
    /// The same in GBK.
    private let gbk: [UInt8] = [
        0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xD2, 0xC7, 0xC6, 0xF7, 0xC3, 0xFB, 0xB3, 0xC6, 0x0A, 0x31, 0x2C, 0xB5, 0xE7,
        0xD7,
        0xD3, 0xCF, 0xD4, 0xCE, 0xA2, 0xBE, 0xB5, 0x0A,
    ]

    @Test func allAreFoundFromTheBytes() throws {
        let plain = try InventoryDocument.read(Array(chinese.utf8))
        let marked = try InventoryDocument.read([0xEF, 0xBB, 0xBF] + Array(chinese.utf8))
        let national = try InventoryDocument.read(gbk)
        // U+3400, which only GB18030 has, in four bytes.
        let rare = try InventoryDocument.read(gbk.dropLast() + [0x81, 0x39, 0xEE, 0x39, 0x0A])
        #expect([plain, marked, national, rare].map(\.encoding) == [.utf8, .utf8Marked, .gbk, .gb18030])
        #expect(plain.records == marked.records)
        #expect(plain.records == national.records)
        #expect(rare.records[0].name == "电子显微镜\u{3400}")
    }

    @Test func directivesInUTF8MayStandBeforeAListInGBKOrWithAMark() throws {
        let directives = Array("%default maker = 自制\n%list\n".utf8)
        for list in [gbk, [0xEF, 0xBB, 0xBF] + Array(chinese.utf8)] {
            let read = try InventoryDocument.read(directives + list)
            #expect(read.records.map(\.maker) == ["自制"])
            #expect(read.rows.map(\.line) == [2])
        }
    }

    @Test func damagedUTF8IsNotTakenForGBK() {
        var bytes = Array("编号,仪器名称\n1,电子显微镜\n2,光谱仪器\n".utf8)
        bytes.remove(at: bytes.count - 3)
        let faults = refusal(bytes)
        #expect(faults.map(\.line) == [3])
        #expect(faults.first?.message.en.contains("UTF-8") == true)
    }

    @Test func westernTextIsNotTakenForGBK() {
        // "number,name / 1,Größenmessgerät / 2,Kühlgerät" in Latin-1.
        let latin =
            Array("number,name\n1,Gr".utf8) + [0xF6, 0xDF] + Array("enmessger".utf8) + [0xE4] + Array("t\n2,K".utf8)
            + [0xFC] + Array("hlger".utf8) + [0xE4] + Array("t\n".utf8)
        #expect(refusal(latin).first?.message.en.contains("neither UTF-8 nor GBK") == true)
    }

    @Test(
        arguments: [
            ([0x50, 0x4B, 0x03, 0x04, 0, 0], "workbook"), ([0xD0, 0xCF, 0x11, 0xE0], "workbook"),
            ([0xFF, 0xFE, 0x41, 0], "UTF-16"), ([0xFF, 0xFF, 0xFF], "neither"),
        ] as [([UInt8], String)])
    func otherFilesAreKnownAndRefused(_ bytes: [UInt8], _ word: String) {
        #expect(refusal(bytes).first?.message.en.contains(word) == true)
    }

    @Test func noInputCrashes() {
        var random = Seeded(seed: 5)
        let seeds = [
            Array(chinese.utf8), gbk, Array("[{\"id\":\"1\",\"name\":\"a\\u4e2d\"}]".utf8),
            Array("%map a = name\nid,a\n1,2\n".utf8),
        ]
        for round in 0..<3000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
                default: if bytes.count > 1 { bytes.remove(at: at) }
                }
            }
            _ = refusal(bytes)
        }
    }
}

/// Directives of a few bytes, which may be good UTF-8 and good GBK at once.
@Suite struct DirectiveEncodingTests {
    /// 元 in GBK, which as UTF-8 is an Armenian letter.
    private let yuan: [UInt8] = [0xD4, 0xAA]
    private let unit = Array("%unit price = ".utf8)
    private let line: [UInt8] = [0x0A]
    /// One instrument with one price, in three encodings.
    private let gbkList: [UInt8] = [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xCA, 0xD5, 0xB7, 0xD1] + Array("\n1,57/hour\n".utf8)
    private let utf8List = Array("编号,收费\n1,57/hour\n".utf8)
    private let asciiList = Array("id,price\n1,57/hour\n".utf8)

    private func price(_ bytes: [UInt8]) throws -> Money? {
        try InventoryDocument.read(bytes).records.first?.services.first?.price
    }

    @Test func aFileInGBKThroughout() throws {
        let list = try InventoryDocument.read(unit + yuan + line + gbkList)
        #expect(list.encoding == .gbk && list.records.first?.services.first?.price == Money(fen: 5_700))
        // As a list's own line behind another file's, and with that file in either encoding.
        let mapping = Array("%default maker = 自制\n%list\n".utf8)
        #expect(try price(mapping + unit + yuan + line + gbkList) == Money(fen: 5_700))
        let maker: [UInt8] = Array("%default maker = ".utf8) + [0xD7, 0xD4, 0xD6, 0xC6] + Array("\n%list\n".utf8)
        let joined = try InventoryDocument.read(maker + unit + yuan + line + gbkList)
        #expect(joined.records.map(\.maker) == ["自制"] && joined.records[0].services.count == 1)
    }

    @Test func aMappingInGBKBeforeAnyList() throws {
        for list in [asciiList, utf8List, gbkList] {
            #expect(try price(unit + yuan + Array("\n%list\n".utf8) + list) == Money(fen: 5_700))
        }
        #expect(try price(unit + yuan + line + asciiList) == Money(fen: 5_700))
    }

    @Test func inUTF8ItStaysSo() throws {
        let plain = Array("%unit price = 元\n".utf8)
        for list in [asciiList, utf8List, gbkList] {
            #expect(try price(plain + list) == Money(fen: 5_700))
            #expect(try price(plain + Array("%list\n".utf8) + list) == Money(fen: 5_700))
        }
        // Letters of Europe before a list that tells nothing.
        for maker in ["Müller", "Ångström", "μScope", "Прибор", "Größe 5 µm"] {
            for bytes in ["%default maker = \(maker)\n", "%default maker = \(maker)\n%list\n"] {
                let list = try InventoryDocument.read(Array(bytes.utf8) + asciiList + Array("2,\n".utf8))
                #expect(list.records.allSatisfy { $0.maker == maker })
            }
        }
        let german = try InventoryDocument.read(
            Array("%default maker = Müller\n%unit price = yuan\n%list\n".utf8) + gbkList)
        #expect(german.records.first?.maker == "Müller")
    }
}
