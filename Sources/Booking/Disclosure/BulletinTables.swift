/// The parts of a bulletin that can be had as a table of their own.
package enum BulletinSection: String, CaseIterable, Sendable {
    case units, parks, findings, overdue, refusals, needs
}

extension Bulletin {
    package func table(_ section: BulletinSection) -> Table {
        switch section {
        case .units: Table("units", columns: Self.partColumns, keys: 1, inOrder: units.map { cells($0) })
        case .parks:
            Table(
                "parks", columns: Self.partColumns.filter { $0 != "rank" && $0 != "park" }, keys: 1,
                inOrder: parks.map { part in
                    zip(Self.partColumns, cells(part)).filter { $0.0 != "rank" && $0.0 != "park" }.map(\.1)
                })
        case .findings: Table("findings", columns: Self.findingColumns, keys: 3, inOrder: findings.map(Self.cells))
        case .overdue: Table("overdue", columns: Self.findingColumns, keys: 3, inOrder: overdue.map(Self.cells))
        case .refusals:
            Table(
                "refusals", columns: ["unit", "reason", "refusals"], keys: 2,
                rows: units.flatMap { unit in
                    unit.figures.refusedByReason.filter { $0.value > 0 }.map { [unit.code, $0.key, "\($0.value)"] }
                })
        case .needs:
            Table(
                "needs", columns: ["category", "posted", "unmet"], keys: 1,
                rows: (needs ?? []).map { [$0.category, "\($0.posted)", "\($0.unmet)"] })
        }
    }

    /// Of a unit; a park has all but `park` and `rank`.
    package static let partColumns =
        [
            "code", "name", "name-en", "park", "rank", "required", "listed", "opening-rate", "complete", "completeness",
            "due", "in-time", "timeliness", "withdrawn-instruments", "exempt-instruments", "instruments",
        ] + MonthLedger.figureColumns + ["findings"]

    package static let findingColumns = [
        "unit", "instrument", "rule", "since", "name", "park", "mended", "limit", "found", "title-zh", "title-en",
    ]

    private func cells(_ part: BulletinPart) -> [String] {
        let own = [
            part.code, part.name, part.nameEn ?? "", part.park, part.rank.map(String.init) ?? "", "\(part.required)",
            "\(part.listed)", part.opening.description, "\(part.complete)", part.completeness.description,
            "\(part.due)", "\(part.inTime)", part.timeliness.description, "\(part.withdrawn)", "\(part.exempt)",
            "\(part.instruments)",
        ]
        // The figures hold no users and replies: those are as they were printed.
        let printed = [
            "reply-median-min": part.reply.median, "reply-p90-min": part.reply.p90,
            "external-users": part.users.external, "sme-users": part.users.small,
        ]
        let figures = zip(MonthLedger.figureColumns, part.figures.cells(channels: part.channels))
        return own + figures.map { printed[$0] ?? $1 } + ["\(part.openFindings)"]
    }

    private static func cells(_ finding: BulletinFinding) -> [String] {
        [
            finding.unit, finding.place, finding.rule.rawValue, finding.since, finding.name, finding.park,
            finding.mended, finding.limit, finding.found, finding.title.zh, finding.title.en,
        ]
    }
}

extension Table {
    /// Rows that have an order of their own.
    fileprivate init(_ name: String, columns: [String], keys: Int, inOrder rows: [[String]]) {
        self.init(unsorted: Table(name, columns: columns, keys: keys, rows: []), rows: rows)
    }
}
