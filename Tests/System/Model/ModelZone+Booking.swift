/// Booking, moving and calling off.
extension ModelZone {
    func reserve(_ asked: ModelWish, by firm: Int) -> (ModelVerdict, ModelBooking?) {
        var wish = asked
        let instrument = instruments[wish.instrument]
        if instrument.isSelfOperated, wish.selfOperated == nil {
            wish.selfOperated = wish.period.upperBound <= instrument.qualified[firm] ?? 0
        }
        let failing = failing(wish, by: firm, moving: nil, at: now)
        guard failing.isEmpty, let channel = freeChannel(wish.instrument, wish.period, nil) else {
            return (.refused(by: failing), nil)
        }
        let rate = isSmall(firm) ? (numbers.price * (100 - numbers.discount) + 50) / 100 : numbers.price
        var booking = ModelBooking(
            number: 0, firm: firm, instrument: wish.instrument, channel: channel, period: wish.period,
            state: .confirmed, rate: rate, price: ModelBooking.cost(wish.period.count, rate),
            isSelfOperated: wish.selfOperated ?? false, share: calendar.share(wish.period))
        ask(&booking)
        return (booked(booking), booking)
    }

    /// The unit answers first, where it said so and the use is not its own.
    private func ask(_ booking: inout ModelBooking) {
        let asks = instruments[booking.instrument].asksFirst && booking.firm != unit
        booking.state = asks ? .requested : .confirmed
        booking.respondBy = asks ? calendar.moment(afterWorking: numbers.unitAnswers, from: now) : nil
    }

    private func booked(_ booking: ModelBooking) -> ModelVerdict {
        .booked(
            state: booking.state.rawValue, price: booking.price,
            respondBy: booking.respondBy.map { clock.local(min($0, booking.period.lowerBound)) })
    }

    /// Several wishes as one act, all or none, or all that are neither taken nor shut.
    mutating func order(
        _ wishes: [ModelWish], by firm: Int, skipping: Bool
    ) -> (ModelVerdict, [ModelBooking]) {
        var made: [ModelBooking] = []
        var refused: [(place: Int, rules: Set<String>)] = []
        for (place, wish) in wishes.enumerated() {
            let (verdict, booking) = reserve(wish, by: firm)
            if var booking {
                // Those that come after see it.
                booking.number = -1 - place
                bookings.append(booking)
                made.append(booking)
            } else if case .refused(let code, let rules) = verdict {
                refused.append((place + 1, code == "conflict" ? ["B1"] : rules))
            }
        }
        bookings.removeAll { $0.number < 0 }
        let sum = made.reduce(0) { $0 + $1.price }
        if refused.isEmpty { return (.several(count: made.count, skipped: 0, price: sum), made) }
        if skipping, !made.isEmpty, refused.allSatisfy({ $0.rules.isSubset(of: ["B1", "B2"]) }) {
            return (.several(count: made.count, skipped: refused.count, price: sum), made)
        }
        guard case .refused(let code, let rules) = ModelVerdict.refused(by: refused[0].rules) else {
            return (.done, [])
        }
        return (.refusedSeveral(code: code, rules: rules, places: refused.map(\.place)), [])
    }

    mutating func move(_ number: Int, to period: Range<Int>, by actor: Int) -> ModelVerdict {
        guard var booking = booking(number), sees(booking, actor) else { return .refused("not-found") }
        guard booking.firm == actor else { return .refused("forbidden") }
        guard booking.state == .confirmed || booking.state == .requested, now < booking.period.lowerBound else {
            return .refused("state")
        }
        // The project that it was booked with stays.
        let wish = ModelWish(
            instrument: booking.instrument, period: period, project: true, selfOperated: booking.isSelfOperated)
        let failing = failing(wish, by: actor, moving: number, at: now)
        guard failing.isEmpty, let channel = freeChannel(booking.instrument, period, number) else {
            return .refused(by: failing)
        }
        booking.channel = channel
        // Charged by the terms that it was confirmed on.
        if period.count != booking.period.count { booking.price = booking.cost(period.count) }
        booking.period = period
        booking.share = calendar.share(period)
        booking.delayed = nil
        ask(&booking)
        keep(booking)
        return booked(booking)
    }

    mutating func cancel(_ number: Int, reason: String?, by actor: Int) -> ModelVerdict {
        guard var booking = booking(number), sees(booking, actor) else { return .refused("not-found") }
        if booking.firm != actor { return takeBack(booking, reason) }
        guard booking.state == .confirmed || booking.state == .requested,
            now < (booking.delayed == nil ? booking.period.lowerBound : booking.period.upperBound)
        else { return .refused("state") }
        // The daemon's clock is some seconds past the minute.
        let isShort = booking.period.lowerBound - now <= numbers.freeCancellation
        booking.isStrike = booking.state == .confirmed && booking.delayed == nil && isShort
        booking.state = .cancelled
        keep(booking)
        return .cancelled(late: booking.isStrike)
    }

    /// The unit, or the office above it, takes another's booking back: for a reason that is published and true.
    private mutating func takeBack(_ before: ModelBooking, _ reason: String?) -> ModelVerdict {
        guard let reason, ["broken", "unsafe", "no-staff", "not-suitable", "restricted"].contains(reason) else {
            return .refused("invalid")
        }
        guard before.state == .confirmed, now < before.period.upperBound else { return .refused("state") }
        guard isTrue(reason, of: before) else { return .refused(code: "rule", rules: ["O5"]) }
        var booking = before
        booking.state = .bumped
        keep(booking)
        return .now(state: "bumped")
    }
}
