/// Whom a request waits for, and until when (rule O3).
///
/// The moments follow from the booking alone, so that every daemon, and every try after an outage, comes to the same:
/// - the unit's time ends at `respondBy`, the park's so many working hours later;
/// - a request whose start comes first lapses at its start. One that is granted on the very minute of its start stands;
/// - where nobody was there to tell of a grant until the time was over, it has lapsed: nobody could have come.
package struct RequestClock: Sendable {
    /// Who has the word.
    package enum Turn: String, Sendable {
        case unit, park
        /// Nobody any more: silence has granted it, or its start has come.
        case granted, lapsed
    }

    package let period: Period
    /// The end of the unit's time; nil where rule O3 is off.
    package let escalates: Instant?
    /// The end of the park's time.
    package let grants: Instant?

    package init(_ booking: BookingFacts, _ policy: Policy, _ workingTime: WorkingTime) {
        period = booking.period
        let setting = policy[known: O3.rule]
        guard setting.mode == .on, let respondBy = booking.life.respondBy else {
            escalates = nil
            grants = nil
            return
        }
        if let escalated = booking.life.escalatedAt {
            escalates = escalated
            grants = respondBy
        } else {
            escalates = respondBy
            grants = workingTime.moment(afterWorking: setting.number(O3.park), from: respondBy)
        }
    }

    package func turn(at now: Instant) -> Turn {
        if let grants, grants <= now, grants <= period.start, now < period.end { return .granted }
        if now >= period.start { return .lapsed }
        if let escalates, now >= escalates { return .park }
        return .unit
    }

    /// Until when the one who has the word can use it.
    package func deadline(at now: Instant) -> Instant {
        let end: Instant? = turn(at: now) == .unit ? escalates : grants
        return min(end ?? period.start, period.start)
    }
}

extension Facts {
    func clock(of request: BookingFacts) -> RequestClock {
        RequestClock(request, policy(of: request.instrument), workingTime)
    }

    /// Leaves a booking as a new wish does: confirmed, or a request with its clock started where the unit answers first.
    func ask(_ booking: inout BookingFacts, on register: InstrumentRegister, at now: Instant) {
        booking.life.respondBy = nil
        booking.life.escalatedAt = nil
        booking.life.answeredAt = nil
        guard register.asksFirst, booking.party != .own else {
            booking.state = .confirmed
            return
        }
        booking.state = .requested
        let setting = register.policy[known: O3.rule]
        booking.life.respondBy =
            setting.mode == .on
            ? workingTime.moment(afterWorking: setting.number(O3.unit), from: now.wholeMinute) : booking.period.start
    }
}

extension Instant {
    /// The next whole minute from here on: a deadline that people can read.
    fileprivate var wholeMinute: Instant { Instant(seconds: (seconds + 59) / 60 * 60) }
}

extension BookingFacts {
    /// By when a request is answered, as people are told: its start where that comes first; nil where nobody is asked.
    package var answerBy: Instant? {
        guard state == .requested, let respondBy = life.respondBy else { return nil }
        return min(respondBy, period.start)
    }
}
