/// What was otherwise with an instrument for a part of a month: from the change before, or the month's start, on.
package struct EarlierStanding: Hashable, Sendable {
    /// When it ceased to be so.
    package let until: Instant
    /// Nil where nothing was offered: hours not said, or the instrument not there, not disclosed or withdrawn.
    package let hours: WeeklyHours?
    /// How many channels there were, the first of the instrument's.
    package let channels: Int

    package init(until: Instant, hours: WeeklyHours?, channels: Int) {
        self.until = until
        self.hours = hours
        self.channels = channels
    }
}

extension LedgerInstrument {
    /// The time in which each channel was offered, in their order. What was not there or not disclosed was not open,
    /// whatever its hours said.
    func openPeriods(in whole: Period) -> [[Period]] {
        var open = [[Period]](repeating: [], count: channels.count)
        var from = whole.start
        func add(_ hours: WeeklyHours?, _ count: Int, until end: Instant) {
            guard let hours, let part = Period(start: from, end: min(end, whole.end)) else { return }
            let periods = hours.openPeriods(in: part, calendar)
            for index in 0..<min(count, channels.count) { open[index] += periods }
        }
        for part in earlier {
            add(part.hours, part.channels, until: part.until)
            from = max(from, part.until)
        }
        if case .disclosed = disclosure { add(record.openHours, channelsLeft ?? channels.count, until: whole.end) }
        return open
    }
}
