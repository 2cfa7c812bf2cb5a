import Booking
import Edition
import Inventory
import Testing

/// The bulletin of several sealed months.
struct RolledBulletinTests {
    private struct Quarter {
        var ledgers: [MonthLedger] = []
        var bulletin: Bulletin
        var last: MonthLedger { ledgers[2] }

        init(_ seed: UInt64) throws {
            var random = Seeded(state: seed)
            var months = BulletinMonths()
            for number in 10...12 {
                let ledger = randomMonth(&random, month: Month(year: 2026, month: number)!, calendar: shanghai).counted
                // As it comes back from what was sealed.
                let files = try EditionFiles.make(head(ledger), tables: ledger.tables, key: nil)
                let added = months.add(ledger.month, tables: files.tables, detail: ledger.detailTable)
                #expect(added)
                ledgers.append(ledger)
            }
            bulletin = try #require(
                Bulletin(
                    .several(.quarter(year: 2026, 4)), tables: months.tables, detail: months.detail,
                    parks: ledgers[2].parks, units: ledgers[2].units, needs: months.needs))
        }
    }

    /// Sums are those of the months, users are counted once, and the register is the last month's.
    @Test func aQuarterIsItsMonths() throws {
        for seed in 1...30 as ClosedRange<UInt64> {
            let quarter = try Quarter(seed)
            let months = quarter.ledgers.map(\.unitFigures)
            var whole = UsageFigures()
            for part in quarter.bulletin.units {
                var sum = UsageFigures()
                for figures in months.joined() where figures.unit == part.code { sum += figures.figures }
                #expect(part.figures.minutes == sum.minutes && part.figures.billed == sum.billed)
                #expect(part.figures.requests == sum.requests && part.figures.refusedByReason == sum.refusedByReason)
                #expect(part.users.external == suppressed(sum.users.count))
                #expect(part.reply.p90 == (sum.reply(percent: 90).map(String.init) ?? ""))
                let last = try #require(months[2].first { $0.unit == part.code })
                #expect(part.required == last.required && part.listed == last.listed && part.inTime == last.inTime)
                #expect(part.openFindings == last.findings && part.exempt == last.exempt)
                whole += sum
            }
            #expect(quarter.bulletin.total.figures.minutes == whole.minutes)
            #expect(quarter.bulletin.total.users.external == suppressed(whole.users.count))
        }
    }

    /// Ranks follow from what is printed, by exact fractions.
    @Test func ranksFollowFromTheSums() throws {
        for seed in 1...30 as ClosedRange<UInt64> {
            let units = try Quarter(seed).bulletin.units
            func order(_ unit: BulletinPart) -> [(Int, Int)] {
                let minutes = unit.figures.minutes
                return [
                    unit.required == 0 ? (1, 1) : (unit.listed, unit.required),
                    (minutes.external, max(minutes.run, 1)), (minutes.external, 1), (-unit.openFindings, 1),
                ]
            }
            func isAhead(_ a: BulletinPart, _ b: BulletinPart) -> Bool {
                for (mine, its) in zip(order(a), order(b)) where mine.0 * its.1 != its.0 * mine.1 {
                    return mine.0 * its.1 > its.0 * mine.1
                }
                return false
            }
            let ranked = units.filter { $0.rank != nil }
            for unit in ranked { #expect(unit.rank == ranked.count { isAhead($0, unit) } + 1) }
        }
    }

    /// Every finding of every month is there once; what a later month does not have any more is mended.
    @Test func findingsAreThoseOfAllMonths() throws {
        for seed in 1...30 as ClosedRange<UInt64> {
            let quarter = try Quarter(seed)
            let tables = quarter.ledgers.map(\.findingsTable)
            let keys = tables.map { table in Set(table.rows.map { Array($0.prefix(4)) }) }
            #expect(quarter.bulletin.findings.count == keys.reduce(Set()) { $0.union($1) }.count)
            for finding in quarter.bulletin.findings {
                let number = finding.place.split(separator: "/").last.map(String.init) ?? ""
                let key = [finding.unit, number, finding.rule.rawValue, finding.since]
                let month = try #require(keys.lastIndex { $0.contains(key) })
                let row = try #require(tables[month].rows.first { Array($0.prefix(4)) == key })
                let mended = tables[month].cell(row, "mended")
                #expect(
                    finding.mended
                        == (mended.isEmpty && month < 2 ? quarter.ledgers[month + 1].month.description : mended))
            }
            #expect(
                quarter.bulletin.findings.count { $0.mended.isEmpty }
                    == quarter.last.allFindings.count { $0.mended == nil })
        }
    }

    /// A need of several months is one, met if it was met by the last of them.
    @Test func needsCountOnce() throws {
        for seed in 1...30 as ClosedRange<UInt64> {
            let quarter = try Quarter(seed)
            var last: [NeedID: LedgerNeed] = [:]
            for need in quarter.ledgers.flatMap(\.needs) { last[need.id] = need }
            let needs = try #require(quarter.bulletin.needs)
            #expect(needs.reduce(0) { $0 + $1.posted } == last.count)
            #expect(needs.reduce(0) { $0 + $1.unmet } == last.values.count { !$0.isMet })
        }
    }

    @Test func thePageAndTheDocumentNameTheirEditions() throws {
        let quarter = try Quarter(3)
        let head = BulletinHead(
            zoneName: "张江示范区", zoneNameEn: "Zhangjiang",
            editions: (10...12).map { EditionLink(name: "2026-\($0)/r0", sha256: "hash-\($0)") },
            at: quarter.last.period.end, calendar: shanghai, policy: "zhangjiang 1", program: "yiqid 0.1.0")
        let page = BulletinDocument.html(quarter.bulletin, head, languages: [.zh, .en]).joined(separator: "\n") + "\n"
        let input = "[" + JSONText.quoted(page) + "]"
        let articles = try #require(
            try JSONValue.read(Array(Python.run("read_pages.py", importing: [:], on: input).utf8)).array?.first?.array)
        let texts = articles.compactMap { $0["text"]?.string }
        #expect(texts.count == 2 && texts[0].contains("2026 年第 4 季度") && texts[1].contains("Quarter 4 of 2026"))
        #expect(texts.allSatisfy { $0.contains("2026-10/r0 SHA-256 hash-10") && !$0.contains("草稿") })
        let json = try JSONValue.read(
            Array(BulletinDocument.json(quarter.bulletin, head).joined(separator: "\n").utf8))
        #expect(json["month"]?.string == "2026-q4" && json["edition"] == nil)
        #expect(json["of"]?.array?.compactMap { $0["edition"]?.string } == head.editions.map(\.name))
        #expect(json["units"]?.array?.count == quarter.bulletin.units.count)
    }

    @Test func timesAreReadAsTheyAreAskedFor() {
        for (text, months, title) in [
            ("2026-11", 1, "2026-11"), ("2026-Q4", 3, "Quarter 4 of 2026"), ("2026-q4", 3, "Quarter 4 of 2026"),
            ("2026", 12, "2026"), ("2026-07/2027-06", 12, "July 2026 to June 2027"),
        ] {
            let time = BulletinTime(text)
            #expect(time?.months.count == months && time?.title.en == title, "\(text)")
        }
        for text in ["", "2026-13", "2026-Q5", "2026-07/2027-07", "26", "november"] {
            #expect(BulletinTime(text) == nil)
        }
    }
}
