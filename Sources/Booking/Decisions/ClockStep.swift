/// What the clock has brought about for one booking by now, in order; it is judged again under the locks, so several
/// daemons may ask, and only the first is answered.
///
/// - Throws: `state` where nothing is due.
func tick(
    _ id: BookingID, _ finishAfter: Span, _ facts: Facts, _ now: Instant
) throws(Refusal) -> [BookingEvent] {
    guard let booking = facts.bookings[id], let instrument = facts.instruments[booking.instrument] else {
        throw .notFound(Facts.noBooking)
    }
    let events: [BookingEvent] =
        switch booking.state {
        // An offer waits for its firm, and lapses by itself.
        case .requested: booking.offer == nil ? facts.overdue(booking, at: now) : []
        case .running where booking.period.end + finishAfter <= now:
            // Nobody said when it ended: as booked.
            [finished(booking, at: booking.period.end, instrument)] + facts.released(by: booking, besides: [])
        case .running: facts.overstayed(booking, on: instrument, at: now)
        case .confirmed, .finished, .declined, .lapsed, .cancelled, .bumped, .noShow: []
        }
    guard !events.isEmpty else {
        throw .state(
            booking.state, Bilingual(zh: "b\(id) 目前没有到期事项。", en: "Nothing is due for b\(id) at this time."))
    }
    return events
}

extension Facts {
    /// The steps that a request has missed: the question goes to the park, silence grants, or the start comes first. What
    /// silence may not grant, because a rule has come to stand in its way, lapses and says which.
    fileprivate func overdue(_ request: BookingFacts, at now: Instant) -> [BookingEvent] {
        let clock = clock(of: request)
        let turn = clock.turn(at: now)
        var events: [BookingEvent] = []
        var at = request
        if request.life.escalatedAt == nil, let escalates = clock.escalates, escalates <= now,
            escalates < request.period.start
        {
            at.life.escalatedAt = escalates
            at.life.respondBy = clock.grants
            events.append(BookingEvent(.escalate, before: request, after: at))
        }
        switch turn {
        case .unit, .park: break
        case .granted:
            let moment = clock.grants ?? now
            if let refusal = objection(to: at, at: moment) {
                events.append(lapse(at, note: refusal.code))
            } else {
                events.append(BookingEvent(.grant, before: at, after: confirmed(at, at: moment)))
            }
        case .lapsed: events.append(lapse(at, note: nil))
        }
        return events
    }

    private func lapse(_ request: BookingFacts, note: String?) -> BookingEvent {
        var after = request
        after.state = .lapsed
        return BookingEvent(.lapse, before: request, after: after, note: note)
    }
}
