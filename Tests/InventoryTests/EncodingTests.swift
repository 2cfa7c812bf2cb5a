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
