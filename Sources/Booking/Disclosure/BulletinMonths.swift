/// Several sealed months as the tables of one edition, for the bulletin of a quarter or a year.
///
/// Minutes, counts and money are sums, users and needs are counted once, reply times are taken together (``RollUp``). The
/// register, and with it what is required, listed, complete and in time, is that of the last month's end; ranks follow from
/// both as they do in a month.
package struct BulletinMonths: Sendable {
    private var sum = RollUp()
    private var needed: [NeedID: LedgerNeed] = [:]
    /// By unit, instrument, rule and since when: the last month that has the row, and its cells.
    private var found: [[String]: (month: Month, row: [String])] = [:]
    private var last: [Table] = []

    package init() {}

    /// Takes the next month in; the order is that of time.
    ///
    /// - Parameters:
    ///   - tables: `instruments`, `usage`, `units` and `findings`, as they were sealed.
    ///   - detail: ``MonthLedger/detailTable``, as it was sealed.
    /// - Returns: false where a table is missing or not of the edition's form.
    package mutating func add(_ month: Month, tables: [Table], detail: Table) -> Bool {
        func table(_ name: String) -> Table? { tables.first { $0.name == name } }
        guard let usage = table("usage"), let findings = table("findings"),
            findings.columns == MonthLedger.findingColumns, table("units")?.columns == MonthLedger.unitColumns,
            table("instruments") != nil, sum.add(FrozenMonth(month: month, usage: usage, detail: detail))
        else { return false }
        for row in detail.rows { if let need = MonthDetail.need(row) { needed[need.id] = need } }
        for row in findings.rows { found[Array(row.prefix(findings.keys))] = (month, row) }
        last = tables
        return true
    }

    /// `instruments`, `usage`, `units` and `findings`, in the columns of a month's.
    package var tables: [Table] {
        let instruments = last.filter { $0.name == "instruments" }
        let usage = sum.instruments.map { path, own in [path] + own.figures.cells(channels: own.channels) }
        return instruments + [
            Table("usage", columns: MonthLedger.usageColumns, keys: 1, rows: usage), units, findings,
        ]
    }

    /// The users and reply times of all the months together.
    package var detail: Table {
        Table(
            "detail", columns: MonthDetail.columns, keys: 3,
            rows: sum.instruments.flatMap { path, own in MonthDetail.rows(path, own.figures) })
    }

    /// Each as it stood at the end of the last month in which it was open.
    package var needs: [LedgerNeeds] { LedgerNeeds.counted(needed.values) }

    private var units: Table {
        let table = last.first { $0.name == "units" } ?? Table("units", columns: [], keys: 1, rows: [])
        let sums = sum.units
        let units = table.rows.map { UnitFigures($0, in: table, sums[$0[0]]) }
        return Table(
            "units", columns: MonthLedger.unitColumns, keys: 1,
            rows: UnitFigures.ranked(units).map { $0.cells + [$1.map(String.init) ?? ""] })
    }

    /// What an earlier month left open and a later one does not have any more was mended in the month after the last that
    /// has it: on which day no edition says.
    private var findings: Table {
        let columns = MonthLedger.findingColumns
        let place = columns.firstIndex(of: "mended") ?? 0
        let end = sum.months.last
        return Table(
            "findings", columns: columns, keys: 4,
            rows: found.values.map { month, row in
                guard month != end, row[place].isEmpty else { return row }
                var row = row
                row[place] = month.next.description
                return row
            })
    }
}

extension UnitFigures {
    /// A unit's row with the figures of several months in place of its own.
    fileprivate init(_ row: [String], in table: Table, _ sum: RollUp.UnitSum?) {
        func number(_ column: String) -> Int { Int(table.cell(row, column)) ?? 0 }
        self.init(unit: table.cell(row, "unit"), park: table.cell(row, "park"))
        required = number("required")
        listed = number("listed")
        complete = number("complete")
        due = number("due")
        inTime = number("in-time")
        withdrawn = number("withdrawn-instruments")
        exempt = number("exempt-instruments")
        findings = number("findings")
        instruments = sum?.instruments ?? 0
        channels = sum?.channels ?? 0
        figures = sum?.figures ?? UsageFigures()
    }
}
