import Booking

/// What a publication will write, decided row by row. Pure.
struct PublishPlan {
    struct Change {
        let id: InstrumentID?
        let path: InstrumentPath
        let record: InventoryRecord
        let before: RegisterEntry?
        let revisions: [TariffRevision]
        let corrections: [RecordCorrection]
        /// The rules that the new record breaks and is published with.
        let breaches: [RuleID]
        let policyVersion: Int
    }

    /// A row that says nothing new.
    struct Confirmation {
        let id: InstrumentID
        let path: InstrumentPath
        /// When the unit last stood by it, where that was so long ago that it was stale (rule D6).
        let staleFrom: Instant?
        let breaches: [RuleID]
        let policyVersion: Int
    }

    let now: Instant
    /// The unit's; an instrument that is known is judged by its own.
    let policy: Policy
    let workingDays: WorkingDays
    let calendar: ZoneCalendar
    /// Why value, funding or date of acceptance are corrected; nil where nobody said.
    let correction: String?
    private let confirmedPrices: ConfirmedPrices
    private(set) var changes: [Change] = []
    private(set) var confirmed: [Confirmation] = []
    /// How the prices of the whole publication move.
    private var tally = PriceTally()

    init(
        now: Instant, policy: Policy, workingDays: WorkingDays, calendar: ZoneCalendar, correction: String? = nil,
        confirmed: ConfirmedPrices = ConfirmedPrices()
    ) {
        self.now = now
        self.policy = policy
        self.workingDays = workingDays
        self.calendar = calendar
        self.correction = correction.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        confirmedPrices = confirmed
    }

    /// Counts how a row's prices move; every row is surveyed before the first is judged.
    mutating func survey(_ record: InventoryRecord, known: RegisterEntry?) {
        tally.add(moves(record, known), policy: known?.register.policy ?? policy)
    }

    /// Counts what the unit published of its other instruments within the window of rule D8.
    mutating func surveyRecent(_ others: some Sequence<RegisterEntry>) {
        guard let since = D8.windowStart(policy, at: now) else { return }
        for entry in others {
            guard let published = entry.register.dates?.confirmed, published > since else { continue }
            tally.addRecent(moves(entry.register.record, entry), policy: entry.register.policy)
        }
    }

    /// Whether the publisher said of a price that it is meant.
    func confirms(_ offer: ServiceOffer, of change: Change) -> Bool {
        confirmedPrices[change.record.number][offer.code] == offer.price
    }

    private func moves(_ record: InventoryRecord, _ known: RegisterEntry?) -> [PriceMove] {
        guard let known else { return [] }
        return priceMoves(
            known.register.tariffs, publishing: record.services,
            since: D8.windowStart(known.register.policy, at: now), at: now)
    }

    /// Judges one row by the disclosure rules and notes what it changes.
    mutating func judge(
        _ record: InventoryRecord, line: Int, path: InstrumentPath, known: RegisterEntry?
    ) -> PublishReport.Row {
        let register = known?.register
        let policy = register?.policy ?? policy
        let revision = RecordRevision(
            before: register?.record, moves: moves(record, known), tally: tally, correction: correction,
            confirmed: confirmedPrices[record.number])
        let judged = Booking.judge(
            record, state: register?.disclosure, revision: revision, calendar: calendar, policy: policy,
            workingDays: workingDays, at: now)
        guard judged.refusals.isEmpty else {
            let faults = judged.faults.map { RowFault($0) }
            return .init(line: line, path: path, outcome: .refused, faults: faults, findings: [])
        }
        func row(_ outcome: PublishReport.Outcome) -> PublishReport.Row {
            .init(line: line, path: path, outcome: outcome, faults: [], findings: judged.findings)
        }
        let breaches = standingBreaches(
            record, state: register?.disclosure, calendar: calendar, policy: policy, workingDays: workingDays, at: now)
        let isListed =
            if case .exempt? = register?.disclosure { true } else { register?.disclosure.stands(at: now) ?? false }
        if let register, isListed, register.record == record {
            let isStale = register.stale(at: now) != nil
            confirmed.append(
                Confirmation(
                    id: register.id, path: path, staleFrom: isStale ? register.dates?.confirmed : nil,
                    breaches: breaches, policyVersion: policy.version))
            return row(.same)
        }
        changes.append(
            Change(
                id: register?.id, path: path, record: record, before: known,
                revisions: reviseTariffs(
                    register?.tariffs ?? [:], publishing: record.services, calendar: calendar, policy: policy,
                    workingDays: workingDays, at: now),
                corrections: register.map { corrections(from: $0.record, to: record) } ?? [], breaches: breaches,
                policyVersion: policy.version))
        return row(isListed ? .changed : .created)
    }
}
