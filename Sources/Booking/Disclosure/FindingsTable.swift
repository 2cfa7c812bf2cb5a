/// A rule that was broken: by whom, since when, and whether it has been mended.
package struct LedgerFinding: Hashable, Sendable {
    package let rule: RuleID
    package let unit: String
    package let park: String
    /// The instrument's number; empty where the unit itself is meant.
    package let instrument: String
    package let since: Instant
    /// Nil while it stands.
    package var mended: Instant?
    /// The rule's number, and what was found, as a person reads them.
    package let limit: String
    package let found: String

    package init(
        rule: RuleID, unit: String, park: String, instrument: String, since: Instant, mended: Instant? = nil,
        limit: String = "", found: String = ""
    ) {
        self.rule = rule
        self.unit = unit
        self.park = park
        self.instrument = instrument
        self.since = since
        self.mended = mended
        self.limit = limit
        self.found = found
    }

    fileprivate var place: [String] { [unit, instrument, rule.rawValue] }
}

extension MonthLedger {
    package static let findingColumns = [
        "unit", "instrument", "rule", "since", "park", "mended", "limit", "found", "title-zh", "title-en",
    ]

    /// Every rule that stood broken in the month, whether mended by its end or not.
    package var findingsTable: Table {
        Table(
            "findings", columns: Self.findingColumns, keys: 4,
            rows: allFindings.map { finding in
                let title = RuleBook.rule(finding.rule)?.title
                return [
                    finding.unit, finding.instrument, finding.rule.rawValue,
                    TimeText.format(finding.since, in: calendar), finding.park,
                    finding.mended.map { TimeText.format($0, in: calendar) } ?? "", finding.limit, finding.found,
                    title?.zh ?? "", title?.en ?? "",
                ]
            })
    }

    /// What was recorded, and what the register shows at the month's end.
    package var allFindings: [LedgerFinding] {
        let end = period.end
        let recorded = findings.filter { $0.since < end && $0.mended.map { $0 >= period.start } ?? true }
        var judged: [LedgerFinding] = []
        for instrument in instruments { judged += late(instrument) + breaches(instrument) }
        // What the edition before found in the register and is not found any more was mended within the month.
        let standing = Set(judged.map(\.place)).union(recorded.map(\.place))
        let gone = openBefore.filter { !standing.contains($0.place) }.map { finding in
            var finding = finding
            finding.mended = end
            return finding
        }
        return recorded + judged + gone
    }

    /// The overdue disclosure of rule D3, also where it came within the month.
    private func late(_ instrument: LedgerInstrument) -> [LedgerFinding] {
        guard let deadline = instrument.deadline(policy, workingDays) else { return [] }
        let since = instrument.calendar.startOfDay(deadline + 1)
        let mended: Instant?
        switch instrument.disclosure {
        case .undisclosed: mended = nil
        case .disclosed(let at) where at >= period.start: mended = at
        default: return []
        }
        guard since < mended ?? period.end else { return [] }
        let until = instrument.calendar.day(containing: (mended ?? period.end) - Span(seconds: 1))
        return [
            LedgerFinding(
                rule: D3.rule.id, unit: instrument.unit, park: instrument.park, instrument: instrument.path.number,
                since: since, mended: mended, limit: policy[known: D3.rule][D3.within].description,
                found: "\(until - (instrument.record.acceptanceDate ?? until))d")
        ]
    }

    /// What the rule book says against a disclosed record at the month's end.
    private func breaches(_ instrument: LedgerInstrument) -> [LedgerFinding] {
        guard case .disclosed = instrument.disclosure else { return [] }
        let judgement = judge(
            instrument.record, state: instrument.disclosure, calendar: instrument.calendar, policy: policy,
            workingDays: workingDays, at: period.end)
        return judgement.verdicts.filter { !$0.passed && $0.rule != D3.rule.id }.map { verdict in
            let found = LedgerFinding(
                rule: verdict.rule, unit: instrument.unit, park: instrument.park, instrument: instrument.path.number,
                since: period.start, limit: verdict.limit,
                found: verdict.used.isEmpty ? verdict.asked : verdict.used)
            guard let before = openBefore.first(where: { $0.place == found.place }) else { return found }
            return LedgerFinding(
                rule: found.rule, unit: found.unit, park: found.park, instrument: found.instrument,
                since: before.since, limit: found.limit, found: found.found)
        }
    }

    /// Reads the findings of a frozen edition that were not mended.
    package static func openFindings(_ table: Table, _ calendar: ZoneCalendar) -> [LedgerFinding] {
        table.rows.compactMap { row in
            guard table.cell(row, "mended").isEmpty,
                let since = try? TimeText.instant(table.cell(row, "since"), in: calendar)
            else { return nil }
            return LedgerFinding(
                rule: RuleID(rawValue: table.cell(row, "rule")), unit: table.cell(row, "unit"),
                park: table.cell(row, "park"), instrument: table.cell(row, "instrument"), since: since,
                limit: table.cell(row, "limit"), found: table.cell(row, "found"))
        }
    }
}

extension LedgerInstrument {
    /// Whether it has to be disclosed (rule D1).
    func isRequired(_ policy: Policy) -> Bool { DisclosureDuty(record, policy).isRequired }

    /// The last day on which its disclosure is in time (rule D3); nil where it has no duty or no known acceptance.
    func deadline(_ policy: Policy, _ workingDays: WorkingDays) -> Day? {
        let setting = policy[known: D3.rule]
        guard setting.mode != .off, isRequired(policy) else { return nil }
        return D3.deadline(record, setting, workingDays)
    }
}
