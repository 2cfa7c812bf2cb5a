/// The search for another time: periods like one that was refused which every rule would accept now.
extension Facts {
    /// How far the search looks beyond what was asked.
    package static let lookAhead = Span.days(30)
    /// Periods judged at most in one search: 30 days on a grid of a quarter of an hour, and some.
    private static let mostTries = 3_000

    /// Up to `count` periods that would be accepted for what an act asks, first start first and none overlapping
    /// another: from the start that the act asks for on, or from now on where nothing later is to be had. Empty for acts
    /// of several bookings, and where no other start would help.
    package func nextAccepted(
        like act: BookingAct, by requester: Requester?, count: Int = 3, at now: Instant
    ) -> [Period] {
        switch act {
        case .order(let order) where order.wishes.count == 1:
            return nextAccepted(order.wishes[0], by: requester, moving: nil, count, now)
        case .reschedule(let moves, _) where moves.count == 1:
            guard let moving = bookings[moves[0].booking] else { return [] }
            return nextAccepted(
                Reservation(moving, at: moves[0].to), by: requester, moving: moving, count, now)
        default: return []
        }
    }

    private func nextAccepted(
        _ wish: Reservation, by requester: Requester?, moving: BookingFacts?, _ count: Int, _ now: Instant
    ) -> [Period] {
        let length = wish.period.length
        let start = max(wish.period.start, now)
        guard let ahead = Period(start: start, end: start + Self.lookAhead + length) else { return [] }
        let found = nextAccepted(wish, by: requester, moving: moving, in: ahead, count: count, at: now)
        if !found.isEmpty { return found }
        guard let sooner = Period(start: now, end: min(wish.period.end, now + Self.lookAhead + length)) else {
            return []
        }
        return nextAccepted(wish, by: requester, moving: moving, in: sooner, count: count, at: now)
    }

    /// The first periods inside `window` that would be accepted for a wish, whatever its own period; its length holds.
    ///
    /// - Parameter moving: the booking that would move there; its own old time is free, and is not named.
    package func nextAccepted(
        _ wish: Reservation, by requester: Requester?, moving: BookingFacts? = nil, in window: Period, count: Int,
        at now: Instant
    ) -> [Period] {
        var facts = self
        if let moving { facts.vacate(moving) }
        guard let instrument = facts.instruments[wish.instrument] else { return [] }
        let length = wish.period.length
        let calendar = instrument.register.calendar
        let policy = instrument.register.policy
        let grid = policy[known: B3.rule].number(B3.grid)
        var found: [Period] = []
        var earliest = window.start
        var tries = 0
        for free in instrument.candidates(in: window, length, policy) {
            var start = calendar.gridLine(from: max(free.start, earliest), grid)
            while let period = Period(start: start, end: start + length), period.end <= free.end {
                if B3.isOn(grid, period.end, calendar), period != moving?.period {
                    tries += 1
                    guard tries <= Self.mostTries else { return found }
                    switch facts.outlook(wish, at: period, by: requester, moving: moving, now) {
                    case nil:
                        found.append(period)
                        if found.count == count { return found }
                        earliest = period.end
                    case .never?: return found
                    case .from(let moment)?: earliest = max(earliest, moment)
                    case .open?: break
                    }
                }
                start = calendar.gridLine(from: max(start + .minutes(1), earliest), grid)
            }
        }
        return found
    }

    /// Nil where the period would be accepted.
    private func outlook(
        _ wish: Reservation, at period: Period, by requester: Requester?, moving: BookingFacts?, _ now: Instant
    ) -> Outlook? {
        let proposal = Proposal(wish: wish.moved(to: period), requester: requester, moving: moving, now: now)
        guard let c = try? proposal.makeCase(self) else { return period.start < now ? .from(now) : .never }
        if let outlook = c.policy.outlook(c) { return outlook }
        // What no rule says: a booking needs a price, but a moved one has its own, and a channel.
        guard moving != nil || c.tariff != nil, c.placement.channel != nil else { return .never }
        return nil
    }
}

extension InstrumentFacts {
    /// Where a period of that length may lie, as far as time alone tells.
    fileprivate func candidates(in window: Period, _ length: Span, _ policy: Policy) -> [Period] {
        // Open hours bind as far as rule B2 does; with it off, any time that others leave is a candidate.
        policy[known: B2.rule].mode == .on ? freePeriods(in: window, atLeast: length) : [window]
    }
}
