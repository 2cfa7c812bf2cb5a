extension Facts {
    /// Folds what was decided into the facts, so that the next act of the batch sees it.
    package mutating func apply(_ event: BookingEvent) {
        if let before = event.before { remove(before) }
        add(event.after)
    }

    package mutating func apply(_ events: [BookingEvent]) {
        for event in events { apply(event) }
    }

    private mutating func add(_ booking: BookingFacts) {
        bookings[booking.id] = booking
        if booking.isStrike {
            organisations[booking.organisation]?.strikes.append(
                Strike(booking: booking.id, at: booking.period.start))
        }
        guard booking.state.usesQuota else { return }
        organisations[booking.organisation]?.bookings.append(
            QuotaBooking(
                id: booking.id, instrument: booking.instrument, period: booking.period, state: booking.state))
        if booking.party != .outside {
            instruments[booking.instrument]?.sharing.append(
                SharedUse(id: booking.id, period: booking.period, party: booking.party))
        }
        if booking.operatorID != nil { engage(booking) }
        guard let held = booking.held, let index = channelIndex(booking) else { return }
        instruments[booking.instrument]?.channels[index].insert(
            LiveBooking(
                id: booking.id, period: held, setUp: booking.setUp, cleanDown: booking.cleanDown,
                state: booking.state))
    }

    /// Takes a booking's time back, as if it had never been booked: for judging where it may move.
    mutating func vacate(_ booking: BookingFacts) { remove(booking) }

    private mutating func remove(_ booking: BookingFacts) {
        organisations[booking.organisation]?.bookings.removeAll { $0.id == booking.id }
        if booking.party != .outside { instruments[booking.instrument]?.sharing.removeAll { $0.id == booking.id } }
        if booking.isStrike { organisations[booking.organisation]?.strikes.removeAll { $0.booking == booking.id } }
        if booking.operatorID != nil { disengage(booking) }
        guard let index = channelIndex(booking) else { return }
        instruments[booking.instrument]?.channels[index].live.removeAll { $0.id == booking.id }
    }

    private mutating func engage(_ booking: BookingFacts) {
        guard let duty = booking.duty, let (unit, index) = operatorIndex(booking) else { return }
        operators[unit]?[index].duties.append(duty)
    }

    private mutating func disengage(_ booking: BookingFacts) {
        guard let (unit, index) = operatorIndex(booking) else { return }
        operators[unit]?[index].duties.removeAll { $0.booking == booking.id }
    }

    private func operatorIndex(_ booking: BookingFacts) -> (OrganisationID, Int)? {
        guard let unit = instruments[booking.instrument]?.register.unit,
            let index = operators[unit]?.firstIndex(where: { $0.id == booking.operatorID })
        else { return nil }
        return (unit, index)
    }

    private func channelIndex(_ booking: BookingFacts) -> Int? {
        instruments[booking.instrument]?.channels.firstIndex { $0.id == booking.channel }
    }
}

extension BookingFacts {
    /// The time that it keeps from others. A use that began early keeps that time too; one that has finished keeps what
    /// was used, for the sake of the clean-down after it, and what it left unused is free.
    package var held: Period? {
        guard state.isLive || state == .finished else { return nil }
        let start = min(period.start, life.startedAt ?? period.start)
        return Period(start: start, end: state == .finished ? life.finishedAt ?? period.end : period.end)
    }
}

extension ChannelFacts {
    /// Keeps the order of starts.
    fileprivate mutating func insert(_ booking: LiveBooking) {
        live.insert(booking, at: live.firstIndex(startingFrom: booking.period.start))
    }
}

extension [LiveBooking] {
    /// The first place whose booking starts at or after `instant`; the list is in order of start.
    func firstIndex(startingFrom instant: Instant) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].period.start < instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
