import Booking

/// What a publication will write, decided row by row. Pure.
struct PublishPlan {
    struct Change {
        let id: InstrumentID?
        let path: InstrumentPath
        let record: InventoryRecord
        let before: InventoryRecord?
        let revisions: [TariffRevision]
    }

    let now: Instant
    let policy: Policy
    let calendar: ZoneCalendar
    private(set) var changes: [Change] = []
    private(set) var confirmed: [InstrumentID] = []

    init(now: Instant, policy: Policy, calendar: ZoneCalendar) {
        self.now = now
        self.policy = policy
        self.calendar = calendar
    }

    /// Judges one row by the disclosure rules and notes what it changes.
    mutating func judge(
        _ record: InventoryRecord, line: Int, path: InstrumentPath, known: RegisterEntry?
    ) -> PublishReport.Row {
        let judged = Booking.judge(
            record, state: known?.register.disclosure, calendar: calendar, policy: policy, at: now)
        guard judged.refusals.isEmpty else {
            let faults = judged.refusals.map { verdict in
                RowFault(
                    rule: verdict.rule,
                    column: verdict.rule == "D2" ? judged.missing.joined(separator: ",") : nil,
                    message: verdict.message)
            }
            return .init(line: line, path: path, outcome: .refused, faults: faults, findings: [])
        }
        let findings = judged.findings
        func row(_ outcome: PublishReport.Outcome) -> PublishReport.Row {
            .init(line: line, path: path, outcome: outcome, faults: [], findings: findings)
        }
        let revisions = reviseTariffs(
            known?.register.tariffs ?? [:], publishing: record.services, calendar: calendar, policy: policy, at: now)
        guard let known else {
            changes.append(Change(id: nil, path: path, record: record, before: nil, revisions: revisions))
            return row(.created)
        }
        let isListed: Bool
        switch known.register.disclosure {
        case .disclosed, .exempt: isListed = true
        case .undisclosed, .withdrawn: isListed = false
        }
        if isListed, known.register.record == record {
            confirmed.append(known.register.id)
            return row(.same)
        }
        changes.append(
            Change(
                id: known.register.id, path: path, record: record, before: known.register.record,
                revisions: revisions))
        return row(isListed ? .changed : .created)
    }
}
