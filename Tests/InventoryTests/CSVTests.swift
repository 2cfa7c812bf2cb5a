import Booking
import Inventory
import Testing

@Suite struct CSVTests {
    private func rows(_ text: String) throws -> [[String]] {
        let rows = try CSV.read(Array(text.utf8)[...])
        #expect(rows.allSatisfy { $0.fault == nil })
        return rows.map(\.cells)
    }

    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        ("a,\n,b\n", [["a", ""], ["", "b"]]),
        ("a,", [["a", ""]]),
        ("\n\na\n\n", [["a"]]),
        ("\"a,\"\"b\"\"\nc\",d\n", [["a,\"b\"\nc", "d"]]),
        ("\"a\r\nb\",\"\"\n", [["a\nb", ""]]),
        ("\"\"\n", [[""]]),
        ("5\" wafer,x\n", [["5\" wafer", "x"]]),
        ("\"a\" ,b\n", [["a", "b"]]),
        (" a , b\t\n", [[" a ", " b\t"]]),
    ])
    func reads(_ text: String, _ expected: [[String]]) throws { #expect(try rows(text) == expected) }

    @Test func linesAreCountedAsAnEditorCounts() throws {
        let rows = try CSV.read(Array("h1,h2\n\"a\nb\",\"c\nd\"\n\nx,y\r\nz,\"w\r\nv\"\n".utf8)[...])
        #expect(rows.map(\.line) == [1, 2, 6, 7])
        #expect(rows[1].line(ofCell: 1) == 3)
    }

    @Test func aQuoteThatIsNeverClosedIsToldWhereItOpened() {
        #expect(refusal("number,name\n1,a\n2,\"b\n3,c\n").map(\.line) == [3])
    }

    @Test func textAfterAQuoteIsTheRowsFault() throws {
        let list = try read("number,name\n1,\"a\"b\n2,c\n")
        #expect(list.faults.map(\.line) == [2])
        #expect(list.records.map(\.number) == ["2"])
    }

    @Test func raggedRowsAreRefusedWithTheirLine() throws {
        let list = try read("number,name,model\n1,a,b\n2,\"c\nd\"\n3,e,f,g\n4,h,i\n")
        #expect(list.records.map(\.number) == ["1", "4"])
        #expect(list.faults.map(\.line) == [3, 5])
        #expect(list.faults.allSatisfy { $0.message.en.contains("under 3 headings") })
    }

    @Test func emptyColumnsAtTheRightEdgeAreNone() throws {
        let list = try read("number,name,,\n1,a,,\n2,b,,\n")
        #expect(list.faults.isEmpty)
        #expect(list.headings.count == 2)
        #expect(try read("number,name,\n1,a,x\n").records[0].extras == [.init(name: "column 3", value: "x")])
    }

    @Test func emptyRowsAreToldAndPassedOver() throws {
        let list = try read("number,name\n1,a\n,\n\n2,b\n")
        #expect(list.emptyLines == [3])
        #expect(list.rows.map(\.line) == [2, 5])
    }

    @Test(arguments: ["number\tname\n1\ta,b\n", "number;name\n1;a,b\n"])
    func otherSeparators(_ text: String) throws { #expect(try record(text).name == "a,b") }

    @Test func controlCharactersAreRefused() throws {
        let list = try read("number,name\n1,a\u{7}b\n2,c\n")
        #expect(list.faults.map(\.line) == [2])
        #expect(list.faults[0].message.en.contains("code 7"))
    }

    @Test func boundsAreKept() {
        var options = ReadingOptions()
        options.maxRows = 2
        options.maxCellBytes = 4
        options.maxColumns = 3
        options.maxBytes = 60
        func faults(_ text: String) -> [Int] {
            do { return try InventoryDocument.read(Array(text.utf8), options: options).faults.map(\.line) } catch {
                return error.faults.map { -$0.line }
            }
        }
        #expect(faults("id\n1\n2\n") == [])
        #expect(faults("id\n1\n2\n3\n") == [-4])
        #expect(faults("id\n1\n22222\n") == [3])
        #expect(faults("id,a,b,c\n") == [-1])
        options.maxCells = 5
        #expect(faults("id,a,b\n1,2,3\n") == [-2])
        #expect(faults("[{\"id\":1,\"a\":1,\"b\":1},{\"id\":2}]") == [-1])
        #expect(faults("id\n" + String(repeating: "1\n", count: 30)) == [-1])
    }

    @Test func whatIsWrittenIsRead() throws {
        var random = Seeded(seed: 11)
        let pieces = ["a", ",", "\"", "\n", " ", "中", "%", "", "'", ";"]
        for _ in 0..<300 {
            let width = Int.random(in: 1...4, using: &random)
            let table = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<width).map { _ in
                    (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                        .joined()
                }
            }
            #expect(try rows(CSV.write(table)) == table)
        }
    }
}

/// A small generator of the same numbers each time.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
