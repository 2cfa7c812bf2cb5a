/// A date and a time of day as a clock on the wall shows them, without a zone.
///
/// What a series repeats: its instants follow from these only when a zone is given.
package struct WallTime: Hashable, Sendable {
    package let day: Day
    /// 0...86,399
    package let second: Int

    /// Nil where `second` is not a second of a day.
    package init?(day: Day, second: Int) {
        guard (0..<86_400).contains(second) else { return nil }
        self.init(unchecked: day, second: second)
    }

    init(unchecked day: Day, second: Int) {
        self.day = day
        self.second = second
    }

    /// What the clock shows in `calendar`'s zone.
    package init(_ instant: Instant, in calendar: ZoneCalendar) {
        let local = calendar.local(instant)
        self.init(unchecked: local.day, second: local.secondOfDay)
    }

    /// As RFC 5545, 3.3.5 has it: a skipped time is read with the offset before the gap, a repeated one is the first.
    package func instant(in calendar: ZoneCalendar) -> Instant {
        calendar.instant(day, minute: second / 60) + Span(seconds: Int64(second % 60))
    }

    /// The wall clock a minute earlier, of the day before at midnight.
    var minuteBefore: WallTime {
        second >= 60
            ? WallTime(unchecked: day, second: second - 60) : WallTime(unchecked: day - 1, second: second + 86_340)
    }
}

extension WallTime: Comparable {
    package static func < (a: Self, b: Self) -> Bool { (a.day, a.second) < (b.day, b.second) }
}

extension WallTime: CustomStringConvertible {
    /// As the wire writes it: `2026-12-07T09:00`, with seconds only where there are some.
    package var description: String {
        let clock = TimeText.clock(second / 60)
        return second % 60 == 0 ? "\(day)T\(clock)" : "\(day)T\(clock):\(padded(second % 60, 2))"
    }
}
