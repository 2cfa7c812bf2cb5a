import Booking
import Edition
import Glibc
import Inventory
import Testing

/// The same months counted by another program in another language, from the ledger's rows alone.
struct IndependentTests {
    private static let script = #filePath.replacing("IndependentTests.swift", with: "Independent/recompute.py")

    private func month(_ ledger: MonthLedger, year: String) -> String {
        func instant(_ instant: Instant?) -> String { instant.map { "\($0.seconds)" } ?? "null" }
        func text(_ text: String?) -> String { text.map { JSONText.quoted($0) } ?? "null" }
        func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
        let instruments = ledger.instruments.map { i in
            let isListed =
                switch i.disclosure {
                case .disclosed, .withdrawn: true
                case .undisclosed, .exempt: false
                }
            let hours = (i.record.openHours ?? WeeklyHours()).days.map { list($0.map { "[\($0.from),\($0.to)]" }) }
            let closures = i.closures.map {
                "{\"channel\":\($0.channel.map { "\($0)" } ?? "null"),\"start\":\($0.period.start.seconds),\"end\":\($0.period.end.seconds),\"reason\":\(text($0.reason))}"
            }
            let bookings = i.bookings.map { b in
                let answer = b.answer.map {
                    "{\"at\":\($0.at.seconds),\"refusal\":\(text($0.refusal)),\"automatic\":\($0.isAutomatic)}"
                }
                let ending = b.ending.map { "{\"at\":\($0.at.seconds),\"kind\":\(text($0.kind.rawValue))}" }
                let payments = b.payments.map {
                    "{\"at\":\($0.at.seconds),\"kind\":\(text($0.kind.rawValue)),\"fen\":\($0.amount.fen)}"
                }
                return
                    "{\"channel\":\(b.channel),\"organisation\":\(b.organisation),\"state\":\(text(b.state.rawValue)),"
                    + "\"party\":\(text(b.party.rawValue)),\"purpose\":\(text(b.purpose.rawValue)),\"sme\":\(b.isSmallFirm),"
                    + "\"start\":\(b.booked.start.seconds),\"end\":\(b.booked.end.seconds),"
                    + "\"actual-start\":\(instant(b.actualStart)),\"actual-end\":\(instant(b.actualEnd)),"
                    + "\"price\":\(b.price.fen),\"requested\":\(b.requestedAt.seconds),\"answer\":\(answer ?? "null"),"
                    + "\"ending\":\(ending ?? "null"),\"payments\":\(list(payments))}"
            }
            return "{\"path\":\(text(i.path.description)),\"unit\":\(text(i.unit)),\"listed\":\(isListed),"
                + "\"channels\":\(list(i.channels.map(\.description))),\"hours\":\(list(hours)),"
                + "\"closures\":\(list(closures)),\"bookings\":\(list(bookings))}"
        }
        return "{\"month\":\"\(ledger.month)\",\"zone\":\"\(ledger.calendar.name)\",\"year\":\"\(year)\","
            + "\"instruments\":\(list(instruments))}\n"
    }

    private func recount(_ lines: String) throws -> [JSONValue] {
        var name = Array("/tmp/yiqi-recount-XXXXXX".utf8CString)
        let folder = String(cString: mkdtemp(&name))
        defer { _ = system("rm -rf \(folder)") }
        try EditionFolder.write(Array(lines.utf8), to: "\(folder)/in")
        let status = system("python3 \(Self.script) < \(folder)/in > \(folder)/out")
        #expect(status == 0)
        return try EditionFolder.bytes("\(folder)/out").split(separator: 10).map { try JSONValue.read(Array($0)) }
    }

    private func text(_ table: Table) -> String { String(decoding: CSVText.write(table), as: UTF8.self) }

    /// Every year of twelve random months: each month's usage, each unit's sums, and the year from the frozen months.
    @Test(arguments: 0..<4) func thousandsOfMonths(_ part: Int) throws {
        var random = Seeded(state: UInt64(part) + 77)
        // Set it for more than the twenty years of an ordinary run.
        let years = getenv("YIQI_YEARS").flatMap { Int(String(cString: $0)) } ?? 5
        var input = ""
        var expected: [(usage: String, units: String)] = []
        var rolled: [String] = []
        for year in 0..<years {
            let calendar = (part + year) % 2 == 0 ? shanghai : berlin
            var frozen: [FrozenMonth] = []
            for number in 1...12 {
                let ledger = randomMonth(
                    &random, month: Month(year: 2020 + year % 9, month: number)!, calendar: calendar)
                input += month(ledger, year: "\(part)-\(1000 + year)")
                let units = ledger.unitsTable
                let places = ["unit", "instruments"] + MonthLedger.figureColumns
                expected.append(
                    (
                        text(ledger.usageTable),
                        text(
                            Table(
                                "units", columns: places, keys: 1,
                                rows: units.rows.filter { units.cell($0, "instruments") != "0" }
                                    .map { row in places.map { units.cell(row, $0) } }))
                    ))
                // What is rolled up is read back from what would be published.
                let files = try EditionFiles.make(head(ledger), tables: ledger.tables, key: nil)
                let usage = try #require(files.table("usage"))
                frozen.append(FrozenMonth(month: ledger.month, usage: usage, detail: ledger.detailTable))
            }
            rolled.append(text(try #require(RollUp(frozen)).usageTable))
        }
        let answers = try recount(input)
        try #require(answers.count == expected.count + rolled.count)
        for (answer, own) in zip(answers, expected) {
            #expect(answer["usage"]?.string == own.usage)
            #expect(answer["units"]?.string == own.units)
        }
        for (answer, own) in zip(answers.dropFirst(expected.count), rolled) { #expect(answer["year"]?.string == own) }
    }
}
