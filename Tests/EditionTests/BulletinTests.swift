import Booking
import Edition
import Inventory
import Testing

struct BulletinTests {
    /// Texts that somebody could have as a name to get something else into the page.
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><b>", "&lt;b&gt; &amp; 'quoted'",
        "]]>",
        "<!-- ", "nul\u{0}bell\u{7}esc\u{1B}[2J", "turned \u{202E}dlrow\u{202C}", "line\nbreak\r\n", "\u{FFFE}\u{FFFF}",
        String(repeating: "长", count: 5_000), "javascript:alert(1)", "{{7*7}}${7*7}", "\u{2028}\u{85}",
    ]

    private func read(_ pages: [String]) throws -> [[JSONValue]] {
        let input = "[" + pages.map { JSONText.quoted($0) }.joined(separator: ",") + "]"
        let said = try Python.run("read_pages.py", importing: [:], on: input)
        return try #require(try JSONValue.read(Array(said.utf8)).array).map { $0.array ?? [] }
    }

    private func rows(_ article: JSONValue, _ caption: String) -> [[String]] {
        let table = article["tables"]?.array?.first { $0["caption"]?.string == caption }
        return (table?["rows"]?.array ?? []).map { ($0.array ?? []).map { $0.string ?? "" } }
    }

    /// What the page prints is what the tables have, in both languages; the rows of units add up to the last one.
    @Test func thePageSaysWhatTheTablesSay() throws {
        let made = (1...25).map { MadeBulletin($0) }
        for (one, articles) in zip(made, try read(made.map(\.page))) {
            #expect(articles.map { $0["lang"]?.string } == ["zh-CN", "en"])
            let units = one.ledger.unitsTable
            for article in articles {
                let isChinese = article["lang"]?.string == "zh-CN"
                let ranking = rows(article, isChinese ? "单位排名" : "Ranking")
                #expect(ranking.count == units.rows.count + 1)
                for row in ranking.dropFirst() {
                    let unit = try #require(
                        one.ledger.units.first { $0.name == row[1] }.flatMap { unit in
                            units.rows.first { $0[0] == unit.code }
                        })
                    func cell(_ column: String) -> String { units.cell(unit, column) }
                    #expect(row[0] == (cell("rank").isEmpty ? "–" : cell("rank")))
                    #expect(row[2] == cell("required") && row[3] == cell("listed") && row[9] == cell("findings"))
                    for (column, shown) in [
                        ("opening-rate", 4), ("completeness", 5), ("timeliness", 6), ("sharing-rate", 8),
                    ] {
                        let digits = row[shown].filter { $0.isNumber }
                        #expect(Int(digits) == Int(cell(column).filter { $0.isNumber }), "\(column)")
                    }
                }
                let time = rows(article, isChinese ? "八类机时（小时）" : "Eight classes of time, in hours")
                let classes = UsageMinutes.classes.map { $0.column } + ["capacity-min"]
                for (place, column) in classes.enumerated() {
                    let minutes = units.rows.reduce(0) { $0 + (Int(units.cell($1, column)) ?? 0) }
                    let tenths = (minutes * 10 + 30) / 60
                    #expect(Int((time.last?[place + 1] ?? "").filter { $0.isNumber }) == tenths, "\(column)")
                }
                let findings = rows(article, isChinese ? "违反的每条规则" : "Every rule that was broken")
                #expect(max(findings.count - 1, 0) == one.ledger.findingsTable.rows.count)
                // Eight pieces and the legend: together they are the whole bar.
                if let plot = article["plots"]?.array?.last {
                    var sums: [Double: Double] = [:]
                    for bar in plot["bars"]?.array ?? [] {
                        let cells = (bar.array ?? []).dropFirst().map { value -> Double in
                            if case .number(let digits) = value { Double(digits) ?? 0 } else { 0 }
                        }
                        if cells[1] >= 50 { sums[cells[1], default: 0] += cells[2] }
                    }
                    for sum in sums.values { #expect(abs(sum - 510) < 0.01) }
                }
            }
        }
    }

    @Test func hostileNamesAreOnlyText() throws {
        let made = Self.hostile.map { MadeBulletin(5, named: $0) }
        let pages = try read(made.map(\.page))
        let plain = try read([MadeBulletin(5, named: "x").page])[0]
        for (one, articles) in zip(made, pages) {
            // The same page but for the texts: as many tables, rows and plots.
            for (article, other) in zip(articles, plain) {
                #expect(article["tables"]?.array?.count == other["tables"]?.array?.count)
                #expect(article["plots"]?.array?.count == other["plots"]?.array?.count)
            }
            #expect(!one.page.contains("\u{202E}") && !one.page.contains("\u{1B}"))
        }
    }

    /// Sums of parks and of the whole are those of the units; users and answers are counted anew where they are known.
    @Test func partsAddUp() throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            let one = MadeBulletin(seed)
            let units = one.ledger.unitFigures
            #expect(one.bulletin.units.map(\.code).sorted() == units.map(\.unit).sorted())
            for (part, codes) in one.bulletin.parks.map({ ($0, [$0.code]) }) + [(one.bulletin.total, ["p1", "p2"])] {
                let own = units.filter { codes.contains($0.park) }
                #expect(part.required == own.reduce(0) { $0 + $1.required })
                #expect(part.openFindings == own.reduce(0) { $0 + $1.findings })
                var figures = UsageFigures()
                for unit in own { figures += unit.figures }
                #expect(part.figures.minutes == figures.minutes && part.figures.billed == figures.billed)
                #expect(part.figures.refusedByReason == figures.refusedByReason)
                #expect(part.users.external == (figures.users.count < 3 ? "<3" : "\(figures.users.count)"))
                #expect(part.reply.median == (figures.reply(percent: 50).map(String.init) ?? ""))
                #expect(part.reply.p90 == (figures.reply(percent: 90).map(String.init) ?? ""))
            }
            let blind = MadeBulletin(seed, detail: false).bulletin
            #expect(blind.total.users.external.isEmpty && blind.total.reply.median.isEmpty)
            #expect(blind.units.map(\.users.external) == one.bulletin.units.map(\.users.external))
            #expect(one.bulletin.overdue.allSatisfy { $0.rule == RuleID(rawValue: "D3") && $0.mended.isEmpty })
            #expect(
                one.bulletin.overdue.count
                    == one.ledger.allFindings.count { $0.rule == RuleID(rawValue: "D3") && $0.mended == nil })
        }
    }

    /// A park's bulletin, made from the zone's tables, has its units with the zone's ranks, and no other's findings.
    @Test func aPartIsCutFromTheWhole() throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let one = MadeBulletin(seed)
            for park in one.bulletin.parks {
                let cut = try #require(
                    Bulletin(
                        .month(one.ledger.month), tables: one.ledger.tables, units: one.ledger.units, park: park.code))
                #expect(cut.units.map(\.code) == one.bulletin.units.filter { $0.park == park.code }.map(\.code))
                #expect(cut.units.map(\.rank) == one.bulletin.units.filter { $0.park == park.code }.map(\.rank))
                #expect(cut.findings == one.bulletin.findings.filter { $0.park == park.code })
                #expect(cut.total.figures.minutes == park.figures.minutes)
            }
        }
    }

    /// A frozen edition gives the same bulletin as the ledger that it was made from.
    @Test func aFrozenEditionIsEnough() throws {
        for seed in 1...10 as ClosedRange<UInt64> {
            let one = MadeBulletin(seed)
            let files = try EditionFiles.make(head(one.ledger), tables: one.ledger.tables, key: nil)
            let again = try #require(
                Bulletin(
                    .month(one.ledger.month), tables: files.tables, detail: one.ledger.detailTable,
                    parks: one.ledger.parks,
                    units: one.ledger.units))
            for section in BulletinSection.allCases where section != .needs {
                #expect(again.table(section) == one.bulletin.table(section))
            }
        }
        #expect(Bulletin(.month(november().month), tables: []) == nil)
    }

    @Test func jsonHasEverySection() throws {
        let one = MadeBulletin(3)
        let text = BulletinDocument.json(one.bulletin, one.head).joined(separator: "\n")
        let json = try JSONValue.read(Array(text.utf8))
        for section in BulletinSection.allCases {
            let table = one.bulletin.table(section)
            let found = try #require(json[section.rawValue]?.array)
            #expect(found.count == table.rows.count)
            for (row, cells) in zip(found, table.rows) {
                for (column, cell) in zip(table.columns, cells) {
                    switch row[column] {
                    case .string(let text): #expect(text == cell)
                    case .number(let digits): #expect(digits == cell)
                    default: #expect(cell.isEmpty, "\(column)")
                    }
                }
            }
        }
        #expect(json["edition"]?.string == "draft" && json["month"]?.string == "2026-11")
    }
}
