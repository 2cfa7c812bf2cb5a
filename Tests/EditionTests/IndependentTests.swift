import Booking
import Edition
import Glibc
import Inventory
import Testing

/// The same months counted by another program in another language, from the ledger's rows alone.
struct IndependentTests {
    private static let script = #filePath.replacing("IndependentTests.swift", with: "Independent/recompute.py")

    private func recount(_ lines: String) throws -> [JSONValue] {
        var name = Array("/tmp/yiqi-recount-XXXXXX".utf8CString)
        let folder = String(cString: mkdtemp(&name))
        defer { _ = system("rm -rf \(folder)") }
        try EditionFolder.write(Array(lines.utf8), to: "\(folder)/in")
        let status = system("python3 -B \(Self.script) < \(folder)/in > \(folder)/out")
        #expect(status == 0)
        return try EditionFolder.bytes("\(folder)/out").split(separator: 10).map { try JSONValue.read(Array($0)) }
    }

    private func text(_ table: Table) -> String { String(decoding: CSVText.write(table), as: UTF8.self) }

    /// Every year of twelve random months: each month's usage, units with their ranks, findings, and the year from the
    /// frozen months.
    @Test(arguments: 0..<4) func thousandsOfMonths(_ part: Int) throws {
        var random = Seeded(state: UInt64(part) + 77)
        // Two thousand months in an ordinary run; set it for more.
        let years = getenv("YIQI_YEARS").flatMap { Int(String(cString: $0)) } ?? 42
        var input = ""
        var expected: [[String]] = []
        var rolled: [String] = []
        for year in 0..<years {
            let calendar = (part + year) % 2 == 0 ? shanghai : berlin
            var frozen: [FrozenMonth] = []
            for number in 1...12 {
                let whole = randomMonth(
                    &random, month: Month(year: 2020 + year % 9, month: number)!, calendar: calendar)
                input += LedgerRows(year: "\(part)-\(1000 + year)").line(whole)
                let ledger = whole.counted
                let usage = ledger.usageTable
                expected.append([text(usage), text(ledger.unitsTable), text(ledger.findingsTable)])
                // What is rolled up is read back from what would be published.
                let rows = try CSVText.read(CSVText.write(usage))
                let read = Table("usage", columns: rows[0], keys: 1, rows: Array(rows.dropFirst()))
                frozen.append(FrozenMonth(month: ledger.month, usage: read, detail: ledger.detailTable))
            }
            rolled.append(text(try #require(RollUp(frozen)).usageTable))
        }
        let answers = try recount(input)
        try #require(answers.count == expected.count + rolled.count)
        for (answer, own) in zip(answers, expected) {
            for (table, text) in zip(["usage", "units", "findings"], own) { #expect(answer[table]?.string == text) }
        }
        for (answer, own) in zip(answers.dropFirst(expected.count), rolled) { #expect(answer["year"]?.string == own) }
    }
}
