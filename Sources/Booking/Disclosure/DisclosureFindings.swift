/// All that is known of one instrument's disclosure as it stands.
package struct DisclosureStanding: Sendable {
    package var path: InstrumentPath
    package var record: InventoryRecord
    package var disclosure: DisclosureState
    package var dates: DisclosureDates?
    package var calendar: ZoneCalendar
    /// The closures to be judged: those to come for a list of today, those of a month for its edition.
    package var closures: [Closure]
    /// Since when a rule has been found broken by the instrument's publications.
    package var opened: [RuleID: Instant]

    package init(
        path: InstrumentPath, record: InventoryRecord, disclosure: DisclosureState, dates: DisclosureDates?,
        calendar: ZoneCalendar, closures: [Closure] = [], opened: [RuleID: Instant] = [:]
    ) {
        self.path = path
        self.record = record
        self.disclosure = disclosure
        self.dates = dates
        self.calendar = calendar
        self.closures = closures
        self.opened = opened
    }

    package init(_ register: InstrumentRegister, closures: [Closure], opened: [RuleID: Instant] = [:]) {
        self.init(
            path: register.path, record: register.record, disclosure: register.disclosure, dates: register.dates,
            calendar: register.calendar, closures: closures, opened: opened)
    }
}

/// A rule that an instrument's disclosure breaks.
package struct DisclosureFinding: Hashable, Sendable {
    package let instrument: InstrumentPath
    /// The rule, its numbers, and a sentence; never a passing one.
    package let verdict: Verdict
    package let since: Instant
    /// When it was put right; nil while it stands.
    package let mended: Instant?
    /// The closure that came unannounced, where it is one.
    package let closure: ClosureID?

    package var rule: RuleID { verdict.rule }

    package init(
        instrument: InstrumentPath, verdict: Verdict, since: Instant, mended: Instant? = nil,
        closure: ClosureID? = nil
    ) {
        self.instrument = instrument
        self.verdict = verdict
        self.since = since
        self.mended = mended
        self.closure = closure
    }
}

/// Every rule of disclosure and openness that an instrument breaks, in the order of the book; a disclosure that came late
/// and a closure that is over are there too, as mended.
///
/// What is exempt or withdrawn is found nothing against; of what is not disclosed yet only that it is overdue (D3). Where
/// `opened` does not know a broken rule, as when the policy has changed since the last publication, it counts from that
/// publication.
package func findings(
    _ standing: DisclosureStanding, policy: Policy, workingDays: WorkingDays, at now: Instant
) -> [DisclosureFinding] {
    let c: RecordCase
    switch standing.disclosure {
    case .undisclosed: c = standing.recordCase(.undisclosed, policy, workingDays, now)
    case let state where state.stands(at: now):
        c = standing.recordCase(.disclosed(since: standing.dates?.first ?? now), policy, workingDays, now)
    case .disclosed, .withdrawn, .exempt: return []
    }
    var found: [DisclosureFinding] = []
    for rule in RuleBook.all {
        let setting = policy[known: rule]
        guard setting.mode != .off, let judge = rule.record else { continue }
        if rule.id == D3.rule.id {
            if let late = standing.late(c, setting, policy) { found.append(late) }
            continue
        }
        guard c.state != .undisclosed else { continue }
        let finding = judge.find(c, setting)
        if finding.outcome == .failed {
            found.append(
                DisclosureFinding(
                    instrument: standing.path,
                    verdict: Verdict(rule, finding, warns: false, c.calendar, judge.say(c, setting, finding)),
                    since: standing.since(rule, setting) ?? now))
        }
        if rule.id == O10.rule.id, c.owesService { found += standing.unannounced(policy, now) }
    }
    return found
}

/// The rules that a record breaks by what it says, whenever it is looked at: what a publication opens or mends.
package func standingBreaches(
    _ record: InventoryRecord, state: DisclosureState?, calendar: ZoneCalendar, policy: Policy,
    workingDays: WorkingDays, at now: Instant
) -> [RuleID] {
    if case .exempt = state { return [] }
    let standing = DisclosureStanding(
        path: InstrumentPath(unit: "", number: record.number), record: record, disclosure: .disclosed(since: now),
        dates: DisclosureDates(first: nil, confirmed: now), calendar: calendar)
    return findings(standing, policy: policy, workingDays: workingDays, at: now).map(\.rule)
}

extension DisclosureStanding {
    fileprivate func recordCase(
        _ state: DisclosureState, _ policy: Policy, _ workingDays: WorkingDays, _ now: Instant
    ) -> RecordCase {
        RecordCase(
            record: record, duty: DisclosureDuty(record, policy), state: state, confirmedAt: dates?.confirmed,
            calendar: calendar, workingDays: workingDays, now: now)
    }

    fileprivate func since(_ rule: Rule, _ setting: RuleSetting) -> Instant? {
        if rule.id == D6.rule.id { return dates.map { D6.stale(after: $0.confirmed, setting, calendar) } }
        return opened[rule.id] ?? dates?.confirmed
    }

    /// The disclosure past its deadline, or that came after it.
    fileprivate func late(_ c: RecordCase, _ setting: RuleSetting, _ policy: Policy) -> DisclosureFinding? {
        let first = c.state == .undisclosed ? nil : dates?.first
        guard c.state == .undisclosed || first != nil, c.duty.isRequired,
            let deadline = D3.deadline(record, setting, c.workingDays)
        else { return nil }
        let since = calendar.startOfDay(deadline + 1)
        guard since <= first ?? c.now else { return nil }
        return DisclosureFinding(
            instrument: path, verdict: D3.late(c, setting, deadline, disclosed: first), since: since, mended: first)
    }

    fileprivate func unannounced(_ policy: Policy, _ now: Instant) -> [DisclosureFinding] {
        unannouncedClosures(closures, hours: record.openHours, calendar: calendar, policy: policy).map { found in
            DisclosureFinding(
                instrument: path,
                verdict: Verdict(
                    rule: O10.rule.id, passed: false, limit: TimeText.format(found.limit),
                    used: TimeText.format(found.taken), asked: TimeText.format(found.notice), message: found.message),
                since: found.closure.announcedAt ?? found.closure.period.start,
                mended: found.closure.period.end <= now ? found.closure.period.end : nil, closure: found.closure.id)
        }
    }
}
