/// What has to be loaded before an act can be judged; so the loader knows nothing of rules.
///
/// Besides it, always: the requester's organisation; for a move or cancellation the booking itself, its instrument,
/// and the instrument's unit as an organisation (a park office's area is told by it).
package struct FactWindow: Hashable, Sendable {
    /// Load each live booking of the instrument whose own period, widened by its own set-up and clean-down, overlaps
    /// this.
    package let neighbours: Period
    /// Load each closure of the instrument that overlaps this.
    package let closures: Period
    /// Load each booking of the organisation that uses quota (``BookingState/usesQuota``), on any instrument, and ends
    /// after this.
    package let quotaSince: Instant

    /// - Parameter period: the time asked for; for a move the new one.
    package init(_ period: Period, on register: InstrumentRegister, policy: Policy, at now: Instant) {
        neighbours = Period(
            start: period.start - .minutes(register.record.setUp),
            end: period.end + .minutes(register.record.cleanDown))!
        closures = period
        var since = now
        let quota = policy[known: B6.rule]
        if quota.mode != .off {
            if quota[B6.week] != .off { since = min(since, register.calendar.week(containing: period.start).start) }
            if quota[B6.month] != .off {
                let month = register.calendar.month(containing: period.start)
                since = min(since, register.calendar.startOfDay(month.first))
            }
        }
        quotaSince = since
    }
}
