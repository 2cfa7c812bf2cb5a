import Booking

/// What must add up within an edition's tables, whoever counts.
struct Arithmetic {
    let tables: [String: Table]
    let head: EditionHead?

    func run() -> [CheckResult] { usage() + listing() + units() + ranks() }

    private func usage() -> [CheckResult] {
        guard let table = tables["usage"] else { return [] }
        var found = Findings()
        for row in table.rows {
            let name = row[0]
            guard let figures = UsageFigures(cells: Array(row.dropFirst())),
                let channels = Int(table.cell(row, "channels"))
            else {
                found.fail("usage.csv：\(name) 的数字读不懂。", "usage.csv: the figures of \(name) cannot be read.")
                continue
            }
            let minutes = figures.minutes
            let capacity = Int(table.cell(row, "capacity-min"))
            if capacity != minutes.capacity {
                found.fail(
                    "usage.csv：\(name) 的八类分钟合计 \(minutes.capacity)，与总时长 \(table.cell(row, "capacity-min")) 不等。",
                    "usage.csv: the eight classes of \(name) add up to \(minutes.capacity), not to "
                        + "\(table.cell(row, "capacity-min")).")
            }
            if let month = head?.month, capacity != channels * month.length * 1440 {
                found.fail(
                    "usage.csv：\(name) 的总时长不是 通道×天×1440。",
                    "usage.csv: the capacity of \(name) is not channels × days × 1440.")
            }
            if Int(table.cell(row, "run-total-min")) != minutes.run {
                found.fail(
                    "usage.csv：\(name) 的运行机时合计不对。", "usage.csv: the total run of \(name) is not the sum of its classes."
                )
            }
            if table.cell(row, "sharing-rate") != Ratio(minutes.external, of: minutes.run).description {
                found.fail("usage.csv：\(name) 的共享率不对。", "usage.csv: the sharing rate of \(name) is not external ÷ run.")
            }
            if minutes.smallFirm > minutes.external || minutes.smallFirm < 0
                || UsageMinutes.classes.contains(where: { minutes[keyPath: $0.path] < 0 })
            {
                found.fail("usage.csv：\(name) 有不可能的分钟数。", "usage.csv: \(name) has impossible minutes.")
            }
            if figures.refused != figures.refusedByReason.values.reduce(0, +) {
                found.fail(
                    "usage.csv：\(name) 的拒绝数与按原因之和不等。",
                    "usage.csv: the refusals of \(name) are not the sum of their reasons.")
            }
            for column in ["external-users", "sme-users"] where !Self.isUserCount(table.cell(row, column)) {
                found.fail(
                    "usage.csv：\(name) 的 \(column) 应隐去小于 3 的数。",
                    "usage.csv: \(column) of \(name) must hide counts below 3.")
            }
        }
        return found.concluded(
            "usage.csv：每行八类分钟之和等于总时长，共享率相符，小于 3 的用户数已隐去。",
            "usage.csv: in every row the eight classes add up to the capacity, the sharing rate fits, and users below 3 are "
                + "hidden.")
    }

    private static func isUserCount(_ cell: String) -> Bool { cell == "<3" || (Int(cell) ?? 0) >= 3 }

    private func listing() -> [CheckResult] {
        guard let instruments = tables["instruments"], let usage = tables["usage"], let services = tables["services"]
        else { return [] }
        var found = Findings()
        let listed = Set(instruments.rows.map { $0[0] })
        let counted = Set(usage.rows.map { $0[0] })
        for path in listed.symmetricDifference(counted).sorted() {
            found.fail(
                "\(path) 只在 instruments.csv 与 usage.csv 之一中。",
                "\(path) is in only one of instruments.csv and usage.csv.")
        }
        for path in Set(services.rows.map { $0[0] }).subtracting(listed).sorted() {
            found.fail(
                "services.csv 中的 \(path) 不在 instruments.csv 中。", "\(path) of services.csv is not in instruments.csv.")
        }
        return found.concluded(
            "instruments、services、usage 三表所列仪器一致。",
            "The tables of instruments, services and usage list the same instruments.")
    }

    private func units() -> [CheckResult] {
        guard let units = tables["units"], let usage = tables["usage"], let withheld = tables["withheld"],
            let findings = tables["findings"]
        else { return [] }
        var sums: [String: UnitSum] = [:]
        for row in usage.rows {
            sums[String(row[0].prefix { $0 != "/" }), default: UnitSum()].add(row, of: usage)
        }
        var exempt: [String: Int] = [:]
        for row in withheld.rows { exempt[row[0], default: 0] += Int(withheld.cell(row, "instruments")) ?? 0 }
        var open: [String: Int] = [:]
        for row in findings.rows where findings.cell(row, "mended").isEmpty { open[row[0], default: 0] += 1 }
        var found = Findings()
        for row in units.rows {
            let sum = sums.removeValue(forKey: row[0]) ?? UnitSum()
            for (column, value) in sum.cells where units.cell(row, column) != value {
                found.fail(
                    "units.csv：\(row[0]) 的 \(column) 应为 \(value)，实为 \(units.cell(row, column))。",
                    "units.csv: \(column) of \(row[0]) should be \(value), and is \(units.cell(row, column)).")
            }
            func number(_ column: String) -> Int { Int(units.cell(row, column)) ?? -1 }
            for (rate, part, whole) in [
                ("opening-rate", "listed", "required"), ("completeness", "complete", "listed"),
                ("timeliness", "in-time", "due"),
            ] where units.cell(row, rate) != Ratio(number(part), of: number(whole)).description {
                found.fail(
                    "units.csv：\(row[0]) 的 \(rate) 不对。", "units.csv: \(rate) of \(row[0]) is not \(part) ÷ \(whole).")
            }
            if number("exempt-instruments") != exempt[row[0]] ?? 0 || number("findings") != open[row[0]] ?? 0 {
                found.fail(
                    "units.csv：\(row[0]) 的豁免数或问题数与 withheld.csv、findings.csv 不符。",
                    "units.csv: the exempt instruments or findings of \(row[0]) are not those of withheld.csv and findings.csv."
                )
            }
        }
        for unit in sums.keys.sorted() {
            found.fail("units.csv 没有 \(unit)。", "units.csv has no row for \(unit).")
        }
        return found.concluded(
            "units.csv：各单位合计等于 usage.csv 之和，各率由合计算出。",
            "units.csv: every unit's sums are those of usage.csv, and its rates are of sums.")
    }

    private func ranks() -> [CheckResult] {
        guard let units = tables["units"], head?.scope == .zone else { return [] }
        var found = Findings()
        let rows = units.rows.compactMap { RankedUnit($0, units) }
        for unit in rows {
            let rank = unit.isRanked ? "\(rows.count { $0.isRanked && $0.isAhead(of: unit) } + 1)" : ""
            if rank != unit.rank {
                found.fail(
                    "units.csv：\(unit.unit) 应排第 \(rank)。", "units.csv: the rank of \(unit.unit) should be \(rank).")
            }
        }
        return found.concluded("units.csv：排名可由各列重新算出。", "units.csv: the ranks follow from the columns.")
    }
}

/// A unit's sums, as the usage table gives them.
private struct UnitSum {
    private var figures = UsageFigures()
    private var channels = 0
    private var instruments = 0

    mutating func add(_ row: [String], of usage: Table) {
        if let own = UsageFigures(cells: Array(row.dropFirst())) { figures += own }
        channels += Int(usage.cell(row, "channels")) ?? 0
        instruments += 1
    }

    /// All columns that can be summed; distinct users and percentiles cannot.
    var cells: [(String, String)] {
        let counted: Set = ["reply-median-min", "reply-p90-min", "external-users", "sme-users"]
        return [("instruments", "\(instruments)")]
            + zip(MonthLedger.figureColumns, figures.cells(channels: channels)).filter { !counted.contains($0.0) }
    }
}

private struct RankedUnit {
    let unit: String
    let rank: String
    let isRanked: Bool
    private let opening: Ratio
    private let sharing: Ratio
    private let external: Int
    private let findings: Int

    init?(_ row: [String], _ table: Table) {
        func number(_ column: String) -> Int? { Int(table.cell(row, column)) }
        guard let required = number("required"), let listed = number("listed"), let run = number("run-total-min"),
            let external = number("run-external-min"), let findings = number("findings"),
            let instruments = number("instruments")
        else { return nil }
        unit = row[0]
        rank = table.cell(row, "rank")
        isRanked = required + instruments > 0
        opening = required == 0 ? Ratio(1, of: 1) : Ratio(listed, of: required)
        sharing = Ratio(external, of: max(run, 1))
        self.external = external
        self.findings = findings
    }

    func isAhead(of other: Self) -> Bool {
        if opening < other.opening || other.opening < opening { return other.opening < opening }
        if sharing < other.sharing || other.sharing < sharing { return other.sharing < sharing }
        return (external, -findings) > (other.external, -other.findings)
    }
}
