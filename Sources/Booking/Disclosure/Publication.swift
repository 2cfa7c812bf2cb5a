/// What the rule book says to a record that is handed in for publication.
package struct RecordJudgement: Sendable {
    package let duty: DisclosureDuty
    /// Every verdict that applies, in the order of the book.
    package let verdicts: [Verdict]
    /// The failing verdicts that refuse the record.
    package let refusals: [Verdict]
    /// What is to be mended before it is taken, column by column; empty where nothing refuses it.
    package let faults: [RecordFault]
    /// The failing verdicts that are recorded and published, as a disclosure past its deadline (D3).
    package let findings: [Verdict]
    /// The columns that D2 misses, in the order of the inventory.
    package let missing: [String]
    /// Whether anything can be booked on it: in service, with open hours and at least one service.
    package let bookable: Bool
}

/// Judges a record for PUBLISH. Pure, like ``decide(_:by:facts:newID:at:)``.
///
/// - Parameters:
///   - state: nil where the instrument is new to the register.
///   - revision: what stands already, and what the publisher says of the changes.
package func judge(
    _ record: InventoryRecord, state: DisclosureState?, revision: RecordRevision = .none, calendar: ZoneCalendar,
    policy: Policy, workingDays: WorkingDays, at now: Instant
) -> RecordJudgement {
    let duty = DisclosureDuty(record, policy)
    let c = RecordCase(
        record: record, duty: duty, state: state, revision: revision, calendar: calendar, workingDays: workingDays,
        now: now)
    var verdicts: [Verdict] = []
    var refusals: [Verdict] = []
    var faults: [RecordFault] = []
    var findings: [Verdict] = []
    for rule in RuleBook.all {
        let setting = policy[known: rule]
        guard let judge = rule.record, setting.mode != .off else { continue }
        let finding = judge.find(c, setting)
        guard finding.outcome != .inapplicable else { continue }
        let verdict = Verdict(rule, finding, warns: setting.mode == .warn, calendar, judge.say(c, setting, finding))
        verdicts.append(verdict)
        guard finding.outcome == .failed else { continue }
        guard setting.mode == .on, !rule.recordIsFinding else {
            findings.append(verdict)
            continue
        }
        refusals.append(verdict)
        faults +=
            rule.faults?(c, setting) ?? [RecordFault(rule: rule.id, column: rule.column, message: verdict.message)]
    }
    return RecordJudgement(
        duty: duty, verdicts: verdicts, refusals: refusals, faults: faults, findings: findings,
        missing: D2.missing(record, duty),
        bookable: record.status == .inService && !record.services.isEmpty
            && (record.openHours?.minutesAWeek ?? 0) > 0)
}

/// An instrument past its disclosure deadline (rule D3).
package struct Overdue: Hashable, Sendable {
    package let accepted: Day
    /// The last day on which it would have been in time.
    package let deadline: Day
    /// Days since the deadline, at least 1.
    package let daysLate: Int
}

/// Nil where the instrument is disclosed, exempt or withdrawn, has no duty, no known acceptance date, or time left, and
/// where the profile has D3 off.
package func overdue(
    _ record: InventoryRecord, state: DisclosureState, calendar: ZoneCalendar, policy: Policy,
    workingDays: WorkingDays, at now: Instant
) -> Overdue? {
    let setting = policy[known: D3.rule]
    guard state == .undisclosed, setting.mode != .off, DisclosureDuty(record, policy).isRequired,
        let accepted = record.acceptanceDate, let deadline = D3.deadline(record, setting, workingDays)
    else { return nil }
    let late = calendar.day(containing: now) - deadline
    return late > 0 ? Overdue(accepted: accepted, deadline: deadline, daysLate: late) : nil
}
