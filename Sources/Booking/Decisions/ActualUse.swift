/// How far a recorded use may be from what was booked and from the moment at which it is recorded.
package enum ActualUse {
    /// A user may begin so long before the booked start, where nobody else holds the instrument.
    package static let early = Span.hours(1)
    /// A start is recorded until so long after the booked end.
    package static let startWithin = Span.days(1)
    /// Who has not come so long after the start, or by the end of a shorter booking, may be recorded as a no-show.
    package static let grace = Span.minutes(15)
    /// A no-show is recorded until so long after the booked end.
    package static let noShowWithin = Span.days(7)
    /// A use is recorded as longer than booked by so much at most.
    package static let longestOvertime = Span.hours(24)
    /// A use that nobody finished ends by the clock so long after its booked end, unless the daemon is told otherwise.
    package static let finishAfter = Span.hours(24)
}

/// START: the user has begun.
func start(
    _ id: BookingID, _ at: Instant?, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> BookingEvent {
    let (before, instrument) = try facts.booking(id, runBy: requester)
    guard before.state == .confirmed else { throw .wrongState(before, zh: "开始", en: "started", needed: .confirmed) }
    guard now < before.period.end + ActualUse.startWithin else {
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(id) 结束已超过 24 小时，不能再登记开始；按预约时间计。",
                en: "b\(id) ended more than 24 hours ago, so no start can be recorded; it counts as booked."))
    }
    let moment = try past(at, now)
    let calendar = instrument.register.calendar
    guard before.period.start - ActualUse.early <= moment, moment < before.period.end else {
        let from = TimeText.plain(before.period.start - ActualUse.early, in: calendar)
        let to = TimeText.plain(before.period.end, in: calendar)
        throw .invalid(
            field: "at",
            Bilingual(
                zh: "b\(id) 的开始须在 \(from)（预约开始前一小时）至 \(to) 之间。",
                en: "b\(id) can begin from \(from), an hour before its booked start, until \(to)."))
    }
    if let missing = B13.missing(before, instrument.register.policy) { throw .rules([missing]) }
    try isVacated(instrument, for: before, at: moment, calendar)
    var after = before
    after.state = .running
    after.life.startedAt = moment
    return BookingEvent(.start, before: before, after: after)
}

/// FINISH: the user has gone. What is left of the booked time is free at once; what was used beyond it is charged by the
/// terms of confirmation (rule O6), and those whose time it took are told in the history of their own bookings.
func finish(
    _ id: BookingID, _ at: Instant?, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> [BookingEvent] {
    let (before, instrument) = try facts.booking(id, runBy: requester)
    guard before.state == .running else { throw .wrongState(before, zh: "结束", en: "finished", needed: .running) }
    let moment = try past(at, now)
    guard let started = before.life.startedAt, started < moment else {
        let from = TimeText.plain(before.life.startedAt ?? before.period.start, in: instrument.register.calendar)
        throw .invalid(
            field: "at",
            Bilingual(zh: "b\(id) 的结束须晚于其开始 \(from)。", en: "b\(id) ends after its start at \(from)."))
    }
    let latest = before.period.end + ActualUse.longestOvertime
    guard moment <= latest else {
        let until = TimeText.plain(latest, in: instrument.register.calendar)
        throw .invalid(
            field: "at",
            Bilingual(
                zh: "b\(id) 的结束最晚登记到 \(until)（预约结束后 24 小时）；请用 at= 写明实际时刻。",
                en: "b\(id) can have ended by \(until) at the latest, 24 hours after its booked end; say when with at=."
            ))
    }
    let finish = finished(before, at: moment, instrument)
    return [finish] + finish.affected.compactMap { facts.overrun($0, by: before, at: moment) }
        + facts.released(by: before, besides: finish.affected)
}

/// NOSHOW: nobody came within the grace. The time counts against the firm's quota and strikes, and what is left of it is
/// free.
func noShow(
    _ id: BookingID, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> BookingEvent {
    let (before, instrument) = try facts.booking(id, runBy: requester)
    guard before.state == .confirmed else {
        throw .wrongState(before, zh: "记为爽约", en: "marked a no-show", needed: .confirmed)
    }
    // Whom another's overtime kept waiting is awaited from then on.
    let due = max(before.period.start, before.life.delayedUntil ?? before.period.start) + ActualUse.grace
    let patience = min(due, before.period.end)
    guard patience <= now else {
        let from = TimeText.plain(patience, in: instrument.register.calendar)
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(id) 自 \(from) 起方可记为爽约：开始后须等候 15 分钟。",
                en: "b\(id) can be a no-show from \(from) on: 15 minutes after its start are the user's grace."))
    }
    guard now < before.period.end + ActualUse.noShowWithin else {
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(id) 结束已超过 7 天，不能再记为爽约；按预约时间计。",
                en: "b\(id) ended more than 7 days ago, so it can no longer be a no-show; it counts as booked."))
    }
    var after = before
    after.state = .noShow
    return BookingEvent(.noShow, before: before, after: after)
}

/// A recorded moment, now unless another is given; never in the future.
private func past(_ at: Instant?, _ now: Instant) throws(Refusal) -> Instant {
    guard let at else { return now }
    guard at <= now else {
        throw .invalid(
            field: "at", Bilingual(zh: "at 不能在将来；只登记已经发生的。", en: "at lies in the future; record what has happened."))
    }
    return at
}

/// Throws where somebody with an earlier booking of the channel holds it at that moment, or has not been finished.
private func isVacated(
    _ instrument: InstrumentFacts, for booking: BookingFacts, at moment: Instant, _ calendar: ZoneCalendar
) throws(Refusal) {
    let others = instrument.channels.first { $0.id == booking.channel }?.live ?? []
    for other in others where other.id != booking.id && other.period.start < booking.period.start {
        if other.state == .running {
            throw .state(
                booking.state,
                Bilingual(
                    zh: "前一位 b\(other.id) 尚未结束；请先用 FINISH 登记其结束。",
                    en: "b\(other.id) before it has not finished; FINISH that one first."))
        }
        if other.period.end > moment {
            let until = TimeText.plain(other.period.end, in: calendar)
            throw .invalid(
                field: "at",
                Bilingual(
                    zh: "b\(other.id) 占用至 \(until)；开始不能早于此。",
                    en: "b\(other.id) holds the instrument until \(until); it cannot begin before that."))
        }
    }
}
