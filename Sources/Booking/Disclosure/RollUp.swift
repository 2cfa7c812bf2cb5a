/// Several months in one: a quarter, a calendar year, or July to June.
package enum RollUpSpan: Hashable, Sendable, CustomStringConvertible {
    /// 1...4
    case quarter(year: Int, Int)
    case year(Int)
    /// From July of the year to June of the next.
    case julyToJune(Int)

    /// Reads `2026-q4`, `2026`, `2026-07/2027-06`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let first = Month(text: parts[0]), let last = Month(text: parts[1]), first.month == 7,
                last.month == 6, last.year == first.year + 1
            else { return nil }
            self = .julyToJune(first.year)
            return
        }
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = Int(pieces[0]), pieces[0].utf8.count == 4, year > 0 else { return nil }
        if pieces.count == 1 {
            self = .year(year)
        } else if pieces.count == 2, pieces[1].utf8.count == 2, pieces[1].hasPrefix("q"),
            let quarter = Int(pieces[1].dropFirst()), (1...4).contains(quarter)
        {
            self = .quarter(year: year, quarter)
        } else {
            return nil
        }
    }

    package var months: [Month] {
        let (year, month, count) =
            switch self {
            case .quarter(let year, let quarter): (year, quarter * 3 - 2, 3)
            case .year(let year): (year, 1, 12)
            case .julyToJune(let year): (year, 7, 12)
            }
        var months: [Month] = []
        var next = Month(year: year, month: month)
        while months.count < count, let month = next {
            months.append(month)
            next = month.next
        }
        return months
    }

    package var description: String {
        switch self {
        case .quarter(let year, let quarter): "\(padded(year, 4))-q\(quarter)"
        case .year(let year): padded(year, 4)
        case .julyToJune(let year): "\(padded(year, 4))-07/\(padded(year + 1, 4))-06"
        }
    }
}

/// A frozen month as a roll-up takes it.
package struct FrozenMonth: Sendable {
    package let month: Month
    package let usage: Table
    /// ``MonthLedger/detailTable`` as it was frozen; without it users and reply times cannot be told.
    package let detail: Table

    package init(month: Month, usage: Table, detail: Table) {
        self.month = month
        self.usage = usage
        self.detail = detail
    }
}

/// Sums of frozen months. Minutes, counts and money are added; users and reply times are counted anew from the
/// months' details, so that a user of two months is one user.
package struct RollUp: Sendable {
    package private(set) var instruments: [String: Sum] = [:]
    package private(set) var months: [Month] = []

    package struct Sum: Sendable {
        /// Months in which it was listed.
        package var months = 0
        /// The most that it had in any of them.
        package var channels = 0
        package var figures = UsageFigures()
    }

    package init() {}

    /// Nil where a usage table is not of the edition's form.
    package init?(_ months: [FrozenMonth]) {
        for month in months where !add(month) { return nil }
    }

    package mutating func add(_ month: FrozenMonth) -> Bool {
        guard month.usage.columns == MonthLedger.usageColumns else { return false }
        var figures: [String: UsageFigures] = [:]
        for row in month.usage.rows {
            guard let own = UsageFigures(cells: Array(row.dropFirst())), let channels = Int(row[1]) else {
                return false
            }
            figures[row[0]] = own
            instruments[row[0], default: Sum()].channels = max(instruments[row[0]]?.channels ?? 0, channels)
        }
        for row in month.detail.rows where figures[row[0]] != nil { MonthDetail.add(row, to: &figures[row[0]]!) }
        for (path, own) in figures {
            instruments[path]!.figures += own
            instruments[path]!.months += 1
        }
        months.append(month.month)
        return true
    }

    package static let columns = ["instrument", "months"] + MonthLedger.figureColumns

    package var usageTable: Table {
        Table(
            "usage", columns: Self.columns, keys: 1,
            rows: instruments.map { path, sum in
                [path, "\(sum.months)"] + sum.figures.cells(channels: sum.channels)
            })
    }

    package static let unitColumns = ["unit", "instruments"] + MonthLedger.figureColumns

    /// What a unit's instruments come to.
    struct UnitSum {
        var instruments = 0
        var channels = 0
        var figures = UsageFigures()
    }

    /// By holder unit; an instrument's path begins with its unit.
    var units: [String: UnitSum] {
        var units: [String: UnitSum] = [:]
        for (path, sum) in instruments {
            let unit = String(path.prefix { $0 != "/" })
            units[unit, default: UnitSum()].instruments += 1
            units[unit]!.channels += sum.channels
            units[unit]!.figures += sum.figures
        }
        return units
    }

    package var unitsTable: Table {
        Table(
            "units", columns: Self.unitColumns, keys: 1,
            rows: units.map { unit, sum in
                [unit, "\(sum.instruments)"] + sum.figures.cells(channels: sum.channels)
            })
    }
}
