extension Facts {
    /// Folds what was decided into the facts, so that the next act of the batch sees it.
    package mutating func apply(_ event: BookingEvent) {
        switch event {
        case .reserved(let booking): add(booking)
        case .moved(let before, let after):
            remove(before)
            add(after)
        case .cancelled(let before, _, _):
            remove(before)
            var after = before
            after.state = .cancelled
            bookings[after.id] = after
        }
    }

    private mutating func add(_ booking: BookingFacts) {
        bookings[booking.id] = booking
        organisations[booking.organisation]?.bookings.append(
            QuotaBooking(
                id: booking.id, instrument: booking.instrument, period: booking.period, state: booking.state))
        guard let index = channelIndex(booking) else { return }
        instruments[booking.instrument]?.channels[index].insert(
            LiveBooking(
                id: booking.id, period: booking.period, setUp: booking.setUp, cleanDown: booking.cleanDown))
    }

    private mutating func remove(_ booking: BookingFacts) {
        organisations[booking.organisation]?.bookings.removeAll { $0.id == booking.id }
        guard let index = channelIndex(booking) else { return }
        instruments[booking.instrument]?.channels[index].live.removeAll { $0.id == booking.id }
    }

    private func channelIndex(_ booking: BookingFacts) -> Int? {
        instruments[booking.instrument]?.channels.firstIndex { $0.id == booking.channel }
    }
}

extension ChannelFacts {
    /// Keeps the order of starts.
    fileprivate mutating func insert(_ booking: LiveBooking) {
        var index = live.count
        while index > 0, live[index - 1].period.start > booking.period.start { index -= 1 }
        live.insert(booking, at: index)
    }
}
