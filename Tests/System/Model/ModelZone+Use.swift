/// What really happened, as the lab records it.
extension ModelZone {
    mutating func start(_ number: Int, at moment: Int, by actor: Int) -> ModelVerdict {
        guard actor == unit || actor == office else { return .refused("forbidden") }
        guard var booking = booking(number) else { return .refused("not-found") }
        guard booking.state == .confirmed, now < booking.period.upperBound + 1440 else { return .refused("state") }
        guard moment <= now, booking.period.lowerBound - 60 <= moment, moment < booking.period.upperBound else {
            return .refused("invalid")
        }
        let before = bookings.filter { other in
            other.number != number && other.instrument == booking.instrument && other.channel == booking.channel
                && (other.held?.lowerBound ?? Int.max) < booking.period.lowerBound
        }
        if let first = before.sorted(by: { ($0.held?.lowerBound ?? 0) < ($1.held?.lowerBound ?? 0) }).first(where: {
            $0.state == .running || ($0.held?.upperBound ?? 0) > moment
        }) {
            return .refused(first.state == .running ? "state" : "invalid")
        }
        booking.state = .running
        booking.started = moment
        keep(booking)
        return .now(state: "running")
    }

    mutating func finish(_ number: Int, at moment: Int, by actor: Int) -> ModelVerdict {
        guard actor == unit || actor == office else { return .refused("forbidden") }
        guard var booking = booking(number) else { return .refused("not-found") }
        guard booking.state == .running else { return .refused("state") }
        guard moment <= now, booking.started ?? 0 < moment, moment <= booking.period.upperBound + 1440 else {
            return .refused("invalid")
        }
        booking.state = .finished
        booking.finished = moment
        booking.price = price(booking, until: moment)
        keep(booking)
        let until = moment + instruments[booking.instrument].gap
        let affected = after(booking).filter { $0.isLive && ($0.held?.lowerBound ?? 0) < until }
        for next in affected where next.state != .running {
            var waiting = next
            waiting.delayed = until
            // Nothing is left of it.
            if next.state == .confirmed, until >= next.period.upperBound { waiting.state = .bumped }
            keep(waiting)
        }
        release(from: booking, but: affected.map(\.number))
        return .finished(price: booking.price, affected: Set(affected.map(\.number)))
    }

    /// Those on the same channel whose time comes after that of a booking.
    private func after(_ booking: ModelBooking) -> [ModelBooking] {
        bookings.filter { next in
            next.number != booking.number && next.instrument == booking.instrument && next.channel == booking.channel
                && (next.held?.lowerBound ?? 0) >= booking.period.lowerBound
        }
    }

    /// Whoever was told to wait for a use that, as is known now, is over in time has not to wait.
    private mutating func release(from use: ModelBooking, but affected: [Int]) {
        for next in after(use)
        where (next.state == .confirmed || next.state == .requested) && !affected.contains(next.number) {
            var free = next
            free.delayed = nil
            keep(free)
        }
    }

    /// Whom the clock tells to wait, once, while a use that nobody has finished is past its end.
    func untold(_ use: ModelBooking) -> [ModelBooking] {
        guard use.period.upperBound <= now else { return [] }
        return after(use).filter {
            ($0.state == .confirmed || $0.state == .requested) && $0.delayed == nil
                && $0.period.lowerBound <= now + instruments[use.instrument].gap
        }
    }

    /// What the clock makes of uses that nobody has finished: those that ended a day ago ended as booked, and those that
    /// come after others are told to wait.
    mutating func overstay() -> [Int] {
        var changed: [Int] = []
        for use in bookings.filter({ $0.state == .running }).sorted(by: { $0.period.upperBound < $1.period.upperBound })
        {
            if use.period.upperBound + 1440 <= now {
                var booking = use
                booking.state = .finished
                booking.finished = use.period.upperBound
                booking.price = price(use, until: use.period.upperBound)
                keep(booking)
                release(from: booking, but: [])
                changed.append(booking.number)
            } else {
                for next in untold(use) {
                    var waiting = next
                    waiting.delayed = now + instruments[use.instrument].gap
                    keep(waiting)
                    changed.append(next.number)
                }
            }
        }
        return changed
    }

    mutating func noShow(_ number: Int, by actor: Int) -> ModelVerdict {
        guard actor == unit || actor == office else { return .refused("forbidden") }
        guard var booking = booking(number) else { return .refused("not-found") }
        let period = booking.period
        let awaited = min(max(period.lowerBound, booking.delayed ?? 0) + 15, period.upperBound)
        guard booking.state == .confirmed, awaited <= now, now < period.upperBound + 7 * 1440 else {
            return .refused("state")
        }
        booking.state = .noShow
        booking.isStrike = true
        keep(booking)
        return .now(state: "no-show")
    }

    /// The booked time, or the actual where that was longer; what another's overtime took is not charged.
    func price(_ booking: ModelBooking, until moment: Int) -> Int {
        let actual = moment - (booking.started ?? moment)
        guard let delayed = booking.delayed else {
            return actual > booking.period.count ? max(booking.price, booking.cost(actual)) : booking.price
        }
        let begun = min(max(delayed, booking.period.lowerBound), booking.period.upperBound)
        return booking.cost(max(actual, booking.period.upperBound - begun))
    }
}
