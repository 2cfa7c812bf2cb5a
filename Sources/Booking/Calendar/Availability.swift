extension InstrumentFacts {
    /// The open time of one channel: published hours less its closures.
    package func openPeriods(of channel: ChannelID, in window: Period) -> [Period] {
        guard let hours = register.record.openHours else { return [] }
        let shut = closures.filter { $0.channel == nil || $0.channel == channel }.map(\.period)
        return hours.openPeriods(in: window, register.calendar).subtracting(shut)
    }

    /// The time of one channel that a new booking may take: open, and far enough from every live booking (rule B1).
    package func freePeriods(of channel: ChannelFacts, in window: Period) -> [Period] {
        let record = register.record
        let held = channel.live.map { booking in
            Period(
                start: booking.period.start - .minutes(max(record.cleanDown, booking.setUp)),
                end: booking.period.end + .minutes(max(booking.cleanDown, record.setUp)))!
        }
        return openPeriods(of: channel.id, in: window).subtracting(held)
    }

    /// Periods that are free on one channel or another, in order of start, none inside another. Two of them overlap
    /// where different channels are free at different times: a booking needs one channel for its whole length.
    package func freePeriods(in window: Period, atLeast length: Span = .minutes(1)) -> [Period] {
        let all = channels.flatMap { freePeriods(of: $0, in: window) }
            .filter { $0.length >= length }
            .sorted { ($0.start, $1.end) < ($1.start, $0.end) }
        var result: [Period] = []
        for period in all where result.last.map({ $0.end < period.end }) ?? true { result.append(period) }
        return result
    }

    /// When at least one channel is free; touching and overlapping periods are joined. For a calendar's picture.
    package func mergedFreePeriods(in window: Period) -> [Period] {
        channels.flatMap { freePeriods(of: $0, in: window) }.merged()
    }

    /// When at least one channel is open, booked or not.
    package func mergedOpenPeriods(in window: Period) -> [Period] {
        channels.flatMap { openPeriods(of: $0.id, in: window) }.merged()
    }

    /// The first start on the grid of a free period of a given length inside the window; nil where there is none.
    ///
    /// - Parameter grid: minutes (rule B3).
    package func nextFreeStart(_ length: Span, in window: Period, grid: Int) -> Instant? {
        let calendar = register.calendar
        for free in freePeriods(in: window, atLeast: length) {
            var start = calendar.gridLine(from: free.start, grid)
            while let period = Period(start: start, end: start + length), period.end <= free.end {
                if B3.isOn(grid, period.end, calendar) { return start }
                start = calendar.gridLine(from: start + .minutes(1), grid)
            }
        }
        return nil
    }
}

extension ZoneCalendar {
    /// The first instant from `instant` on at which the clock shows a whole number of grid steps since midnight.
    package func gridLine(from instant: Instant, _ grid: Int) -> Instant {
        var at = instant
        // Each pass reaches a line, midnight or a change of the clock.
        for _ in 0..<8 {
            let local = local(at)
            let over = local.secondOfDay % (grid * 60)
            if over == 0 { return at }
            let midnight = startOfDay(local.day + 1)
            let next = at + Span(seconds: Int64(grid * 60 - over))
            at = min(next, max(midnight, at + Span(seconds: 1)))
        }
        return at
    }
}
