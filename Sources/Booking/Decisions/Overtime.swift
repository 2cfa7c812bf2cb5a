// What a use comes to when it ends: what it costs, and who had to wait for it.

/// A running booking as it ends at a moment.
func finished(_ before: BookingFacts, at moment: Instant, _ instrument: InstrumentFacts) -> BookingEvent {
    var after = before
    after.state = .finished
    after.life.finishedAt = moment
    after.price = before.price(forUseUntil: moment)
    return BookingEvent(
        .finish, before: before, after: after, affected: instrument.reached(by: before, until: moment))
}

extension InstrumentFacts {
    /// The bookings into whose time, or whose set-up, a use runs that goes on until a moment.
    fileprivate func reached(by use: BookingFacts, until moment: Instant) -> [LiveBooking] {
        channels.first { $0.id == use.channel }?.live.filter { next in
            next.id != use.id && next.state.isLive && use.period.start <= next.period.start
                && next.period.start < moment + .minutes(max(use.cleanDown, next.setUp))
        } ?? []
    }
}

extension BookingFacts {
    /// What a use that ends at a moment costs, by the terms of confirmation: the booked time where it was shorter, the
    /// actual time where it was longer. Time that another's overtime took from it is not charged.
    fileprivate func price(forUseUntil moment: Instant) -> Money {
        guard let started = life.startedAt else { return price }
        let actual = moment - started
        // What was booked and could be had.
        let owed = life.delayedUntil.map { period.end - min(max($0, period.start), period.end) } ?? period.length
        if actual <= owed, owed == period.length { return price }
        guard let total = terms.total(for: max(actual, owed), quantity: quantity) else { return price }
        return owed == period.length ? max(price, total) : total
    }
}

extension Facts {
    /// What overtime does to the next user's booking: it is told, and keeps, until when the instrument was not to be had.
    /// One that is left no time at all is bumped, for nobody could have used it.
    ///
    /// Nil for a booking that the desk has not loaded whole.
    func overrun(_ next: LiveBooking, by use: BookingFacts, at moment: Instant) -> BookingEvent? {
        guard let before = bookings[next.id], before.state == .confirmed || before.state == .requested else {
            return nil
        }
        var after = before
        var until = moment + .minutes(max(use.cleanDown, next.setUp))
        if isAnotherRunning(besides: use), let known = before.life.delayedUntil { until = max(until, known) }
        after.life.delayedUntil = until
        guard before.state == .confirmed, until >= before.period.end else {
            return BookingEvent(.overrun, before: before, after: after)
        }
        after.state = .bumped
        after.life.reason = Self.overtime
        return BookingEvent(.bump, before: before, after: after)
    }

    /// What a use that has not finished does to those who come after it: once the time is reached that one of them needs,
    /// it is told that it has to wait, at least until now. How long in the end, and what that comes to, is known when the
    /// use finishes: one whose end was only not recorded must not cost another its booking.
    func overstayed(_ use: BookingFacts, on instrument: InstrumentFacts, at now: Instant) -> [BookingEvent] {
        guard use.period.end < now else { return [] }
        return instrument.reached(by: use, until: now).compactMap { next in
            guard let before = bookings[next.id], before.state == .confirmed || before.state == .requested,
                before.life.delayedUntil == nil
            else { return nil }
            var after = before
            after.life.delayedUntil = now + .minutes(max(use.cleanDown, next.setUp))
            return BookingEvent(.overrun, before: before, after: after)
        }
    }

    /// Those who were told to wait for a use that, as is known now, ended early enough for them.
    func released(by use: BookingFacts, besides affected: [LiveBooking]) -> [BookingEvent] {
        guard !isAnotherRunning(besides: use) else { return [] }
        let still = Set(affected.map(\.id))
        return bookings.values.filter { next in
            next.channel == use.channel && next.period.start > use.period.start && next.life.delayedUntil != nil
                && (next.state == .confirmed || next.state == .requested) && !still.contains(next.id)
        }.sorted { $0.period.start < $1.period.start }.map { before in
            var after = before
            after.life.delayedUntil = nil
            return BookingEvent(.overrun, before: before, after: after)
        }
    }

    /// Whether the channel of a use is held by another one: ends that are recorded late may come in any order.
    private func isAnotherRunning(besides use: BookingFacts) -> Bool {
        instruments[use.instrument]?.channels.first { $0.id == use.channel }?.live.contains {
            $0.id != use.id && $0.state == .running
        } ?? false
    }

    /// The reason of a bump that nobody decided.
    static let overtime = "overtime"
}
