// What a use comes to when it ends: what it costs, and who had to wait for it.

/// A running booking as it ends at a moment.
func finished(_ before: BookingFacts, at moment: Instant, _ instrument: InstrumentFacts) -> BookingEvent {
    var after = before
    after.state = .finished
    after.life.finishedAt = moment
    after.price = before.price(forUseUntil: moment)
    let affected =
        instrument.channels.first { $0.id == before.channel }?.live.filter { next in
            next.id != before.id && next.state.isLive && before.period.start <= next.period.start
                && next.period.start < moment + .minutes(max(before.cleanDown, next.setUp))
        } ?? []
    return BookingEvent(.finish, before: before, after: after, affected: affected)
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
        let until = max(
            moment + .minutes(max(use.cleanDown, next.setUp)), before.life.delayedUntil ?? before.period.start)
        after.life.delayedUntil = until
        guard before.state == .confirmed, until >= before.period.end else {
            return BookingEvent(.overrun, before: before, after: after)
        }
        after.state = .bumped
        after.life.reason = Self.overtime
        return BookingEvent(.bump, before: before, after: after)
    }

    /// The reason of a bump that nobody decided.
    static let overtime = "overtime"
}
