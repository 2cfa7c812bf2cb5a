import Booking
import Edition
import Testing

struct VerifyTests {
    private static let key = SigningKey()

    private func edition(_ ledger: MonthLedger = november(), _ change: (inout EditionHead) -> Void = { _ in }) throws
        -> EditionFiles
    {
        let ledger = ledger.counted
        var own = head(ledger)
        change(&own)
        return try EditionFiles.make(own, tables: ledger.tables, key: Self.key)
    }

    private func faults(_ files: EditionFiles, _ earlier: [EditionFiles] = []) -> [String] {
        Verification(files, key: Self.key.verifying, earlier: earlier, calendars: EditionFolder.calendar).run()
            .filter { $0.outcome == .failed }.map(\.text.en)
    }

    @Test func aHundredMonthsAreSound() throws {
        for seed in 1...100 {
            #expect(try faults(edition(november(UInt64(seed)))) == [], "seed \(seed)")
        }
    }

    @Test func theSameLedgerGivesTheSameBytes() throws {
        #expect(try edition() == edition())
        #expect(try edition().tarGzip(head(november())) == edition().tarGzip(head(november())))
    }

    @Test func theChain() throws {
        let first = try edition()
        let december = november(2)
        let second = try edition(december) {
            $0.previous = EditionLink(name: "2026-11/r0", sha256: first.sha256!)
        }
        #expect(faults(second, [first]) == [])
        let other = try edition(november(9))
        #expect(faults(second, [other]).contains { $0.contains("the chain is broken") })
    }

    @Test func aRevisionIsTheOldOneWithItsCorrections() throws {
        for seed in 1...50 {
            let old = november(UInt64(seed)), new = november(UInt64(seed + 1000))
            let corrections = Revision.corrections(from: old.tables, to: new.tables) { _, _ in "late-fact" }
            let table = Revision.table(corrections)
            #expect(Revision.apply(table, to: old.tables) == new.tables)
            let first = try edition(old)
            let link = EditionLink(name: "2026-11/r0", sha256: first.sha256!)
            var own = head(new, revision: 1)
            own.previous = link
            own.replaces = link
            // The same month: another ledger in all but its needs.
            own.needs = LedgerNeeds.counted(old.needs)
            let second = try EditionFiles.make(own, tables: new.tables + [table], key: Self.key)
            #expect(faults(second, [first]) == [])
            own.needs = [LedgerNeeds(category: "9", posted: 1, unmet: 0)]
            let other = try EditionFiles.make(own, tables: new.tables + [table], key: Self.key)
            #expect(faults(other, [first]) == ["The needs are not those of the revision that it replaces."])
            let forged = try EditionFiles.make(own, tables: november(7777).tables + [table], key: Self.key)
            #expect(faults(forged, [first]).contains { $0.hasPrefix("The corrections applied") })
        }
    }

    /// A park's or a unit's folder is sound alone, and against the whole that it was cut from.
    @Test func partsOfTheZone() throws {
        let ledger = november(4)
        let whole = try edition(ledger)
        for scope in [EditionScope.park("p1"), .park("p2"), .unit("siom")] {
            var own = head(ledger)
            own.scope = scope
            own.needs = nil
            own.cutFrom = EditionLink(name: own.name, sha256: try #require(whole.sha256))
            let part = try EditionFiles.make(own, tables: EditionFiles.cut(ledger.tables, to: scope), key: Self.key)
            #expect(faults(part) == [])
            #expect(faults(part, [whole]) == [])
            #expect(faults(part, [try edition(november(9))]).contains { $0.contains("the chain is broken") })
            let more = try EditionFiles.make(own, tables: november(5).tables, key: Self.key)
            #expect(faults(more, [whole]).contains { $0.hasPrefix("The tables are not the rows of") })
        }
    }
}
