import Booking
import Edition
import Testing

/// Whatever is done to an edition, by whomever, is found and named.
struct TamperTests {
    private static let key = SigningKey()
    /// One with some rows in every table that can be tampered with.
    static let ledger: MonthLedger = {
        var seed: UInt64 = 1
        while november(seed).tables.filter({ $0.name != "withheld" }).contains(where: { $0.rows.count < 2 })
            || november(seed).withheldTable.rows.isEmpty
        { seed += 1 }
        return november(seed).counted
    }()
    private static let corrections = Table(
        "corrections", columns: Revision.columns, keys: 3, rows: [["usage", "x", "no-show", "0", "1", "no-show"]])

    private func made(
        _ key: SigningKey? = TamperTests.key, _ tables: [Table] = ledger.tables,
        _ change: (inout EditionHead) -> Void = { _ in }
    ) throws -> EditionFiles {
        var own = head(Self.ledger)
        change(&own)
        return try EditionFiles.make(own, tables: tables, key: key)
    }

    private func faults(_ files: EditionFiles, _ earlier: [EditionFiles] = []) -> [String] {
        Verification(files, key: Self.key.verifying, earlier: earlier, calendars: EditionFolder.calendar).run()
            .filter { $0.outcome == .failed }.map(\.text.en)
    }

    private func replacing(_ file: ArchiveFile, with bytes: [UInt8]) throws -> EditionFiles {
        EditionFiles(try made().files.filter { $0.name != file.name } + [ArchiveFile(name: file.name, bytes: bytes)])
    }

    @Test func untouchedItIsSound() throws { #expect(try faults(made()) == []) }

    // MARK: By somebody who cannot sign

    /// The first, the last, and any byte between of every file: one bit, one byte more, one byte less.
    @Test func everyChangedByteIsNamed() throws {
        var random = Seeded(state: 3)
        for file in try made().files {
            let last = file.bytes.count - 1
            for place in [0, last] + (0..<20).map({ _ in random.int(0...last) }) {
                var bytes = file.bytes
                bytes[place] ^= UInt8(1 << random.int(0...7))
                try expectNamed(file, replacing(file, with: bytes))
            }
            try expectNamed(file, replacing(file, with: Array(file.bytes.dropLast())))
            try expectNamed(file, replacing(file, with: file.bytes + [0x0A]))
            try expectNamed(file, replacing(file, with: []))
        }
    }

    private func expectNamed(_ file: ArchiveFile, _ files: EditionFiles) throws {
        let found = faults(files)
        switch file.name {
        case EditionForm.signature: #expect(found.contains { $0.hasPrefix("The signature does not fit") })
        case EditionForm.sums:
            #expect(
                found.contains { $0.hasPrefix("The signature does not fit") }
                    && found.contains { $0.contains("SHA256SUMS") })
        default: #expect(found.contains("\(file.name) is not what SHA256SUMS says: it was changed."))
        }
    }

    @Test func missingExtraAndRenamedFilesAreNamed() throws {
        let whole = try made()
        for file in whole.files {
            let rest = whole.files.filter { $0 != file }
            #expect(faults(EditionFiles(rest)).contains("The file \(file.name) is missing."))
            let renamed = EditionFiles(rest + [ArchiveFile(name: "other", bytes: file.bytes)])
            #expect(faults(renamed).contains("The file \(file.name) is missing."))
            #expect(faults(renamed).contains("The file other does not belong to an edition."))
            let twice = EditionFiles(whole.files + [ArchiveFile(name: "\(file.name).bak", bytes: file.bytes)])
            #expect(faults(twice).contains("The file \(file.name).bak does not belong to an edition."))
        }
        // Two files that change their names.
        let (units, usage) = (try #require(whole["units.csv"]), try #require(whole["usage.csv"]))
        let swapped = EditionFiles(
            whole.files.filter { $0.name != "units.csv" && $0.name != "usage.csv" } + [
                ArchiveFile(name: "units.csv", bytes: usage), ArchiveFile(name: "usage.csv", bytes: units),
            ])
        for name in ["units.csv", "usage.csv"] {
            #expect(faults(swapped).contains("\(name) is not what SHA256SUMS says: it was changed."))
        }
    }

    /// Sums made anew without the key: unsigned, signed by another, or with another edition's signature.
    @Test func theSignatureIsOfThisEditionByThisKey() throws {
        let other = november(777).tables
        #expect(try faults(made(nil, other)) == ["The file SHA256SUMS.sig is missing."])
        let forged = try faults(made(SigningKey(), other))
        #expect(forged.contains { $0.hasPrefix("The signature does not fit") })
        #expect(forged.contains("datapackage.json names another key."))
        let (mine, theirs) = (try made(), try made(Self.key, other))
        let mixed = EditionFiles(
            theirs.files.filter { $0.name != EditionForm.signature }
                + mine.files.filter { $0.name == EditionForm.signature })
        #expect(faults(mixed).contains { $0.hasPrefix("The signature does not fit") })
    }

    // MARK: By somebody who has the key

    struct Case: Sendable, CustomTestStringConvertible {
        let table: String
        /// How the finding begins, or what is in it.
        let named: String
        let change: @Sendable (inout [[String]], Table) -> Void

        init(_ table: String, _ named: String, _ change: @escaping @Sendable (inout [[String]], Table) -> Void) {
            self.table = table
            self.named = named
            self.change = change
        }

        var testDescription: String { "\(table): \(named)" }
    }

    private static func set(_ column: String, _ value: String) -> @Sendable (inout [[String]], Table) -> Void {
        { rows, table in rows[0][table.columns.firstIndex(of: column)!] = value }
    }

    private static func add(_ column: String, _ more: Int = 1) -> @Sendable (inout [[String]], Table) -> Void {
        { rows, table in
            let place = table.columns.firstIndex(of: column)!
            rows[0][place] = "\((Int(rows[0][place]) ?? 0) + more)"
        }
    }

    static let cases: [Case] =
        UsageMinutes.classes.map { Case("usage", "the eight classes of", add($0.column)) }
        + ["instruments", "services", "usage", "units", "findings"].map { name in
            Case(name, "\(name).csv: the row") { rows, _ in rows.swapAt(0, 1) }
        }
        + ["instruments", "services", "usage", "units", "withheld", "findings"].map { name in
            Case(name, "\(name).csv: the row") { rows, _ in rows.insert(rows[0], at: 0) }
        } + [
            Case("usage", "the capacity of") { rows, table in
                // A minute more in a class and in the whole.
                add("closed-min")(&rows, table)
                add("capacity-min")(&rows, table)
            },
            Case("usage", "the capacity of", add("channels")),
            Case("usage", "the total run of", add("run-total-min")),
            Case("usage", "the sharing rate of", set("sharing-rate", "0.1234")),
            Case("usage", "has impossible minutes", set("of-which-sme-min", "999999")),
            Case("usage", "the refusals of", add("refused", 7)),
            Case("usage", "must hide counts below 3", set("external-users", "2")),
            Case("usage", "must hide counts below 3", set("sme-users", "0")),
            Case("usage", "the figures of", set("closed-min", "many")),
            Case("usage", "is in only one of", { rows, _ in rows.removeFirst() }),
            Case("instruments", "is in only one of", { rows, _ in rows.removeFirst() }),
            Case("services", "is not in instruments.csv", set("instrument", "aaa/none")),
            Case("units", "units.csv: channels of", add("channels")),
            Case("units", "units.csv: requests of", add("requests")),
            Case("units", "units.csv: billed-external of", set("billed-external", "0.01")),
            Case("units", "units.csv: opening-rate of", set("opening-rate", "0.9999")),
            Case("units", "units.csv: completeness of", set("completeness", "0.9999")),
            Case("units", "units.csv: timeliness of", set("timeliness", "0.9999")),
            Case("units", "the exempt instruments or findings of", add("exempt-instruments")),
            Case("units", "the exempt instruments or findings of", add("findings")),
            Case("units", "the rank of", set("rank", "7")),
            Case("withheld", "the exempt instruments or findings of", add("instruments")),
            Case("findings", "the exempt instruments or findings of") { rows, table in
                let place = table.columns.firstIndex(of: "mended")!
                let open = rows.firstIndex { $0[place].isEmpty }!
                rows.remove(at: open)
            },
        ]

    /// What does not add up is named under a good signature too.
    @Test(arguments: cases) func whatDoesNotAddUpIsNamed(_ one: Case) throws {
        let tables = Self.ledger.tables.map { table in
            guard table.name == one.table else { return table }
            var rows = table.rows
            one.change(&rows, table)
            return Table(unsorted: table, rows: rows)
        }
        let found = try faults(made(Self.key, tables))
        #expect(found.contains { $0.contains(one.named) }, "\(found)")
    }

    @Test func whatAnEditionSaysOfItselfIsChecked() throws {
        #expect(
            try faults(made { $0.needs = [LedgerNeeds(category: "", posted: 1, unmet: 2)] })
                .contains { $0.contains("impossible counts of needs") })
        #expect(
            try faults(
                made {
                    $0.needs = ["b", "a"].map { LedgerNeeds(category: $0, posted: 1, unmet: 0) }
                }
            ).contains { $0.contains("impossible counts of needs") })
        let short = try faults(made { $0.month = $0.month.next })
        #expect(short.contains { $0.contains("the capacity of") })
        #expect(try faults(made { $0.revision = nil }).contains("It is a draft, not a sealed edition."))
        #expect(try faults(made { $0.revision = 1 }).contains("Its revision does not fit its corrections."))
        #expect(
            try faults(made(Self.key, Self.ledger.tables + [Self.corrections])).contains(
                "Its revision does not fit its corrections."))
    }

    /// A changed edition does not stand in for the one that the next is chained to; nor does another.
    @Test func theChainIsOfBytes() throws {
        let first = try made()
        let link = EditionLink(name: "2026-11/r0", sha256: try #require(first.sha256))
        let next = try made { $0.previous = link }
        #expect(faults(next, [first]) == [])
        let resigned = try made(Self.key, november(777).tables)
        #expect(faults(next, [resigned]).contains { $0.contains("the chain is broken") })
        let stranger = try made { $0.month = Month(text: "2026-08")! }
        #expect(
            faults(next, [first, stranger]) == ["The edition 2026-08/r0 that was given is none that this one names."])
    }
}
