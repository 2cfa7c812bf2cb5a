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

    /// Any one byte of any one file.
    @Test func everyChangedByteIsFound() throws {
        let whole = try edition()
        var random = Seeded(state: 3)
        for file in whole.files {
            for _ in 0..<20 {
                var bytes = file.bytes
                bytes[random.int(0...(bytes.count - 1))] ^= UInt8(1 << random.int(0...7))
                let changed = EditionFiles(
                    whole.files.filter { $0 != file } + [ArchiveFile(name: file.name, bytes: bytes)])
                #expect(!faults(changed).isEmpty, "\(file.name)")
            }
        }
    }

    @Test func missingExtraAndRenamedFilesAreNamed() throws {
        let whole = try edition()
        for file in whole.files {
            let rest = whole.files.filter { $0 != file }
            #expect(faults(EditionFiles(rest)).contains("The file \(file.name) is missing."))
            let renamed = EditionFiles(rest + [ArchiveFile(name: "other", bytes: file.bytes)])
            #expect(faults(renamed).contains("The file other does not belong to an edition."))
        }
    }

    /// Somebody who can write the sums anew but has not the key.
    @Test func anotherKeyIsFound() throws {
        let forged = try EditionFiles.make(head(november()), tables: november(2).tables, key: SigningKey())
        #expect(faults(forged).contains { $0.hasPrefix("The signature does not fit") })
    }

    /// Somebody who has the key and signs what does not add up.
    @Test func sumsAndOrderAreCheckedUnderAGoodSignature() throws {
        var seed: UInt64 = 1
        while november(seed).usageTable.rows.count < 2 { seed += 1 }
        let tables = november(seed).tables
        func with(_ name: String, _ change: (inout [[String]]) -> Void) throws -> EditionFiles {
            try EditionFiles.make(
                head(november(seed)),
                tables: tables.map { table in
                    guard table.name == name else { return table }
                    var rows = table.rows
                    change(&rows)
                    return Table(unsorted: table, rows: rows)
                }, key: Self.key)
        }
        let swapped = try with("usage") { $0.swapAt(0, 1) }
        #expect(faults(swapped).contains { $0.contains("out of order") })
        let more = try with("usage") { $0[0][3] = "\(Int($0[0][3])! + 1)" }
        #expect(faults(more).contains { $0.contains("the eight classes of") })
        #expect(faults(more).contains { $0.hasPrefix("units.csv: run-external-min") })
        let shown = try with("usage") { $0[0][24] = "2" }
        #expect(faults(shown).contains { $0.contains("must hide counts below 3") })
        let ranked = try with("units") { $0[0][$0[0].count - 1] = "7" }
        #expect(faults(ranked).contains { $0.contains("the rank of") })
        let gone = try with("usage") { $0.removeFirst() }
        #expect(faults(gone).contains { $0.contains("is in only one of") })
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

    @Test func partsOfTheZone() throws {
        let ledger = november(4)
        for scope in [EditionScope.park("p1"), .park("p2"), .unit("siom")] {
            var own = head(ledger)
            own.scope = scope
            own.needs = nil
            let part = try EditionFiles.make(own, tables: EditionFiles.cut(ledger.tables, to: scope), key: Self.key)
            #expect(faults(part) == [])
        }
    }
}
