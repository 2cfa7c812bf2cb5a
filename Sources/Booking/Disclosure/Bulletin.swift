/// The statistical bulletin of a month, or of several (统计分析和评估通报): what the tables of an edition say of each park and
/// unit.
///
/// Made from the tables alone, so whoever holds a frozen edition can make it again. Sums are sums of the units table,
/// rates are of sums, and ranks are those of the zone whatever part of it is told of.
package struct Bulletin: Sendable {
    package let time: BulletinTime
    /// The whole of what is told of.
    package let total: BulletinPart
    /// By code.
    package let parks: [BulletinPart]
    /// By rank, then code; those without a rank last.
    package let units: [BulletinPart]
    /// Every rule that stood broken in the time, by unit, instrument and rule.
    package let findings: [BulletinFinding]
    /// Nil where nobody counts them.
    package let needs: [LedgerNeeds]?

    /// Disclosures past their deadline at the end (rule D3), the longest overdue first.
    package var overdue: [BulletinFinding] {
        findings.filter { $0.rule == D3.rule.id && $0.mended.isEmpty }
            .sorted { ($0.days ?? 0, $1.place) > ($1.days ?? 0, $0.place) }
    }

    /// - Parameters:
    ///   - tables: `instruments`, `units` and `findings`, as an edition has them, or ``BulletinMonths``.
    ///   - detail: ``MonthLedger/detailTable`` with the `usage` table, for the users and reply times of parks and of the
    ///     whole; nil leaves those unsaid, since they are no sums.
    /// - Returns: nil where a table is missing or not of the edition's form.
    package init?(
        _ time: BulletinTime, tables: [Table], detail: Table? = nil, parks: [LedgerPark] = [], units: [LedgerUnit] = [],
        park: String? = nil, unit: String? = nil, needs: [LedgerNeeds]? = nil
    ) {
        func table(_ name: String, _ columns: [String]) -> Table? {
            tables.first { $0.name == name && $0.columns == columns }
        }
        guard let rows = table("units", MonthLedger.unitColumns),
            let instruments = table("instruments", MonthLedger.instrumentColumns),
            let found = table("findings", MonthLedger.findingColumns)
        else { return nil }
        self.time = time
        self.needs = needs
        let names = Dictionary(units.map { ($0.code, $0) }) { first, _ in first }
        let parkNames = Dictionary(parks.map { ($0.code, $0) }) { first, _ in first }
        var read: [BulletinPart] = []
        for row in rows.rows {
            guard var part = BulletinPart(unit: row, in: rows) else { return nil }
            guard park.map({ $0 == part.park }) ?? true, unit.map({ $0 == part.code }) ?? true else { continue }
            part.name = names[part.code]?.name ?? part.code
            part.nameEn = names[part.code]?.nameEn
            read.append(part)
        }
        self.units = read.sorted { a, b in
            let (first, second) = (a.rank ?? .max, b.rank ?? .max)
            return first == second ? a.code.utf8.lexicographicallyPrecedes(b.code.utf8) : first < second
        }
        var sums: [String: UsageFigures]?
        if let detail, let usage = table("usage", MonthLedger.usageColumns), let month = time.months.last,
            let rolled = RollUp([FrozenMonth(month: month, usage: usage, detail: detail)])
        {
            sums = rolled.instruments.mapValues(\.figures)
        }
        total = BulletinPart(read, code: "", park: "", sums)
        self.parks = Set(read.map(\.park)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { code in
            var part = BulletinPart(read.filter { $0.park == code }, code: code, park: code, sums)
            part.name = parkNames[code]?.name ?? code
            part.nameEn = parkNames[code]?.nameEn
            return part
        }
        let shown = Set(read.map(\.code))
        let called = Dictionary(
            instruments.rows.map { ($0[0], instruments.cell($0, "name")) }
        ) { first, _ in first }
        findings = found.rows.filter { shown.contains(found.cell($0, "unit")) }.map { row in
            BulletinFinding(row, in: found, names: called)
        }
    }
}

/// A rule that stood broken in the month.
package struct BulletinFinding: Hashable, Sendable {
    package let unit: String
    package let park: String
    /// `unit/number`; the unit's code where it is meant itself.
    package let place: String
    /// Empty where the instrument is not disclosed, or has none.
    package let name: String
    package let rule: RuleID
    package let title: Bilingual
    /// As the table prints it, in the zone's time.
    package let since: String
    /// Empty while it stands.
    package let mended: String
    package let limit: String
    package let found: String

    /// What was found, where that is a number of days, as `43d`.
    package var days: Int? { found.hasSuffix("d") ? Int(found.dropLast()) : nil }

    fileprivate init(_ row: [String], in table: Table, names: [String: String]) {
        unit = table.cell(row, "unit")
        park = table.cell(row, "park")
        let number = table.cell(row, "instrument")
        place = number.isEmpty ? unit : InstrumentPath(unit: unit, number: number).description
        name = names[place] ?? ""
        rule = RuleID(rawValue: table.cell(row, "rule"))
        title = Bilingual(zh: table.cell(row, "title-zh"), en: table.cell(row, "title-en"))
        since = table.cell(row, "since")
        mended = table.cell(row, "mended")
        limit = table.cell(row, "limit")
        found = table.cell(row, "found")
    }
}
