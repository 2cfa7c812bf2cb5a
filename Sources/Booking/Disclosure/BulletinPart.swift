/// A unit, a park, or the whole, in the bulletin of a month.
package struct BulletinPart: Sendable {
    /// Empty for the whole.
    package let code: String
    package let park: String
    package var name = ""
    package var nameEn: String?
    /// Among the units of the zone; nil for those without one, and for parks.
    package let rank: Int?
    /// Instruments that have to be disclosed, and those of them that are, are complete, are due, and came in time.
    package let required: Int
    package let listed: Int
    package let complete: Int
    package let due: Int
    package let inTime: Int
    package let withdrawn: Int
    package let exempt: Int
    /// Everything in the instruments table.
    package let instruments: Int
    package let channels: Int
    package let openFindings: Int
    /// Minutes, counts and money; its collections are empty.
    package let figures: UsageFigures
    /// Median and 90th percentile of minutes to an answer, as printed; empty where there was none or it is not known.
    package let reply: (median: String, p90: String)
    /// Distinct organisations, as printed: `<3` for few; empty where it is not known.
    package let users: (external: String, small: String)

    package var opening: Ratio { Ratio(listed, of: required) }
    package var completeness: Ratio { Ratio(complete, of: listed) }
    package var timeliness: Ratio { Ratio(inTime, of: due) }
    package var sharing: Ratio { Ratio(figures.minutes.external, of: figures.minutes.run) }

    /// Nil where the row is not of the units table's form.
    init?(unit row: [String], in table: Table) {
        func number(_ column: String) -> Int? { Int(table.cell(row, column)) }
        guard let required = number("required"), let listed = number("listed"), let complete = number("complete"),
            let due = number("due"), let inTime = number("in-time"), let withdrawn = number("withdrawn-instruments"),
            let exempt = number("exempt-instruments"), let instruments = number("instruments"),
            let channels = number("channels"), let findings = number("findings"),
            let figures = UsageFigures(cells: MonthLedger.figureColumns.map { table.cell(row, $0) })
        else { return nil }
        code = table.cell(row, "unit")
        park = table.cell(row, "park")
        rank = number("rank")
        self.required = required
        self.listed = listed
        self.complete = complete
        self.due = due
        self.inTime = inTime
        self.withdrawn = withdrawn
        self.exempt = exempt
        self.instruments = instruments
        self.channels = channels
        openFindings = findings
        self.figures = figures
        reply = (table.cell(row, "reply-median-min"), table.cell(row, "reply-p90-min"))
        users = (table.cell(row, "external-users"), table.cell(row, "sme-users"))
    }

    /// The sum of units.
    ///
    /// - Parameter instruments: the figures of each instrument with their collections, by path; nil where they are gone.
    init(_ units: [BulletinPart], code: String, park: String, _ instruments: [String: UsageFigures]?) {
        func sum(_ path: KeyPath<BulletinPart, Int>) -> Int { units.reduce(0) { $0 + $1[keyPath: path] } }
        self.code = code
        self.park = park
        rank = nil
        required = sum(\.required)
        listed = sum(\.listed)
        complete = sum(\.complete)
        due = sum(\.due)
        inTime = sum(\.inTime)
        withdrawn = sum(\.withdrawn)
        exempt = sum(\.exempt)
        self.instruments = sum(\.instruments)
        channels = sum(\.channels)
        openFindings = sum(\.openFindings)
        var figures = UsageFigures()
        for unit in units { figures += unit.figures }
        self.figures = figures
        guard let instruments else {
            reply = ("", "")
            users = ("", "")
            return
        }
        var joined = UsageFigures()
        let codes = Set(units.map(\.code))
        for (path, own) in instruments where codes.contains(String(path.prefix { $0 != "/" })) {
            joined.users.formUnion(own.users)
            joined.smallFirmUsers.formUnion(own.smallFirmUsers)
            joined.replies += own.replies
        }
        reply = (
            joined.reply(percent: 50).map(String.init) ?? "", joined.reply(percent: 90).map(String.init) ?? ""
        )
        users = (suppressed(joined.users.count), suppressed(joined.smallFirmUsers.count))
    }
}
