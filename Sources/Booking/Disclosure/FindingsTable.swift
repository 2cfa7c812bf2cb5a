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

    /// What was recorded, and what the register shows at the month's end; one row for each rule and moment, though it was
    /// broken several times at once.
    package var allFindings: [LedgerFinding] {
        var found: [[String]: LedgerFinding] = [:]
        // What is exempt is counted and never listed, not by what was found before it was.
        let hidden = Set(instruments.filter { if case .exempt = $0.disclosure { true } else { false } }.map(\.path))
        for finding in findings + instruments.flatMap(judged) {
            guard !hidden.contains(InstrumentPath(unit: finding.unit, number: finding.instrument)) else { continue }
            guard finding.since < period.end, finding.mended.map({ $0 >= period.start }) ?? true else { continue }
            let key = [finding.unit, finding.instrument, finding.rule.rawValue, "\(finding.since.seconds)"]
            found[key] = found[key].map { $0.joined(with: finding) } ?? finding
        }
        return Array(found.values)
    }

    /// What the rule book says against an instrument, also what was put right within the month.
    private func judged(_ instrument: LedgerInstrument) -> [LedgerFinding] {
        let standing = DisclosureStanding(
            path: instrument.path, record: instrument.record, disclosure: instrument.disclosure,
            dates: instrument.dates ?? instrument.assumedDates, calendar: instrument.calendar,
            closures: instrument.closures, opened: instrument.opened)
        let policy = instrument.policy ?? policy
        return instrument.stale(policy)
            + Booking.findings(standing, policy: policy, workingDays: workingDays, at: moment).map { finding in
                let verdict = finding.verdict
                return LedgerFinding(
                    rule: finding.rule, unit: instrument.unit, park: instrument.park,
                    instrument: instrument.path.number,
                    since: finding.since, mended: finding.mended.flatMap { $0 < period.end ? $0 : nil },
                    limit: verdict.limit, found: verdict.used.isEmpty ? verdict.asked : verdict.used)
            }
    }
}

extension LedgerFinding {
    /// The same rule broken at the same moment by two things: mended when both are.
    fileprivate func joined(with other: LedgerFinding) -> LedgerFinding {
        let founds = Set([found, other.found].filter { !$0.isEmpty })
        return LedgerFinding(
            rule: rule, unit: unit, park: park, instrument: instrument, since: since,
            mended: mended.flatMap { mine in other.mended.map { max(mine, $0) } },
            limit: limit.isEmpty ? other.limit : limit, found: founds.sorted().joined(separator: "; "))
    }
}

extension LedgerInstrument {
    /// Whether it has to be disclosed (rule D1).
    func isRequired(_ policy: Policy) -> Bool { DisclosureDuty(record, policy).isRequired }

    /// Where nobody told: disclosed once, and confirmed then.
    fileprivate var assumedDates: DisclosureDates? {
        if case .disclosed(let since) = disclosure { return DisclosureDates(first: since, confirmed: since) }
        return nil
    }

    /// The last day on which its disclosure is in time (rule D3); nil where it has no duty or no known acceptance.
    func deadline(_ policy: Policy, _ workingDays: WorkingDays) -> Day? {
        let setting = policy[known: D3.rule]
        guard setting.mode != .off, isRequired(policy) else { return nil }
        return D3.deadline(record, setting, workingDays)
    }
}
