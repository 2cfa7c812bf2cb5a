import Booking
import Edition
import Glibc
import Inventory
import Testing

/// The data package against the standard, and every row against what the package says of it: what `frictionless validate`
/// looks at, by another program, since Debian has no package of that one.
struct PackageTests {
    private func faults(_ packages: [EditionFiles]) throws -> [[String]] {
        var name = Array("/tmp/yiqi-package-XXXXXX".utf8CString)
        let folder = name.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
        defer { _ = system("rm -rf \(folder)") }
        var lines = ""
        for (index, files) in packages.enumerated() {
            try EditionFolder.write(files, to: "\(folder)/\(index)")
            lines += "\(folder)/\(index)\n"
        }
        return try Python.run("check_package.py", importing: [:], on: lines).split(separator: "\n").map { line in
            try JSONValue.read(Array(line.utf8)).array?.compactMap(\.string) ?? []
        }
    }

    @Test func everyPackageIsWhatItSays() throws {
        var packages: [EditionFiles] = []
        for seed in 1...40 as ClosedRange<UInt64> {
            let ledger = november(seed).counted
            packages.append(try EditionFiles.make(head(ledger), tables: ledger.tables, key: nil))
            var own = head(ledger)
            own.scope = .park("p1")
            own.needs = nil
            packages.append(
                try EditionFiles.make(own, tables: EditionFiles.cut(ledger.tables, to: own.scope), key: SigningKey()))
        }
        let found = try faults(packages)
        #expect(found.count == packages.count && found.allSatisfy(\.isEmpty), "\(found.first { !$0.isEmpty } ?? [])")
    }

    @Test func theOtherProgramFindsWhatIsWrong() throws {
        let ledger = TamperTests.ledger
        var packages: [EditionFiles] = []
        let wrong = [
            ("usage", "instrument", "aaa/none", "is not in instruments"),
            ("usage", "channels", "many", "is no integer"),
            ("usage", "external-users", "2x", "is not <3"), ("usage", "sharing-rate", "half", "is no number"),
            ("instruments", "acceptance-date", "2026/1/1", "is no date"),
            ("findings", "since", "yesterday", "is no datetime"), ("units", "unit", "", "primary key"),
            ("units", "unit", ledger.unitsTable.rows[1][0], "primary key"),
        ]
        for (name, column, value, _) in wrong {
            let tables = ledger.tables.map { table in
                guard table.name == name, let place = table.columns.firstIndex(of: column) else { return table }
                var rows = table.rows
                rows[0][place] = value
                return Table(unsorted: table, rows: rows)
            }
            packages.append(try EditionFiles.make(head(ledger), tables: tables, key: nil))
        }
        for (found, one) in zip(try faults(packages), wrong) {
            #expect(found.contains { $0.contains(one.3) }, "\(one): \(found)")
        }
    }
}
