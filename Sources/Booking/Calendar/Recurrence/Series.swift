/// Bookings that repeat: the same time of day and length on every date of a rule (rule B12).
///
/// The wall clock is what is repeated; each occurrence gets its instants from the zone, so a series at nine stays at nine
/// over every change of the clock.
package struct Series: Hashable, Sendable {
    /// More than one a day for a year is not a series but an import.
    package static let mostOccurrences = 366
    /// Days after the start within which a series has to end: 50 years, longer than any instrument serves. It bounds
    /// the search for dates that a rule never or hardly ever names.
    package static let reach = 18_262

    package var rule: RecurrenceRule
    /// The first date looked at. It is an occurrence only if the rule names it.
    package var start: WallTime
    package var length: SeriesLength
    /// Dates of the rule that are left out. They count towards its COUNT all the same.
    package var exceptions: [Moment]

    package init(rule: RecurrenceRule, start: WallTime, length: SeriesLength, exceptions: [Moment] = []) {
        self.rule = rule
        self.start = start
        self.length = length
        self.exceptions = exceptions
    }
}

/// How long each occurrence of a series takes.
package enum SeriesLength: Hashable, Sendable {
    /// The same time on a stop-watch: over a change of the clock the end on the wall shifts.
    case elapsed(Span)
    /// The same end on the wall, so many days after the start's: over a change of the clock the elapsed time differs.
    case wallClock(days: Int, second: Int)

    package static func wallClock(from start: WallTime, to end: WallTime) -> SeriesLength {
        .wallClock(days: end.day - start.day, second: end.second)
    }
}

/// One booking of a series.
package struct Occurrence: Hashable, Sendable {
    /// Its place among the dates of the rule, from 1; those left out are counted.
    package let number: Int
    /// What the rule names, also where the clock skips it.
    package let start: WallTime
    package let period: Period
}

extension Series {
    /// The occurrences in order. As in RFC 5545 the start is one only if the rule names it; COUNT counts the dates named,
    /// those left out included. A skipped time of day is read with the offset before the gap and a repeated one is the
    /// first, as ``WallTime/instant(in:)`` does. Exceptions that name no date are passed over.
    ///
    /// - Throws: a fault where there are more than ``mostOccurrences`` dates, where the end lies beyond ``reach``, or
    ///   where a wall clock end does not lie after its start.
    package func occurrences(in calendar: ZoneCalendar) throws(RecurrenceFault) -> [Occurrence] {
        try occurrences(try kept(in: calendar).dates, calendar)
    }

    /// The occurrences of a series that somebody asks to book, who must mean what he says: like ``occurrences(in:)``, but
    /// the start must be a date of the rule, every exception too, and something must be left.
    ///
    /// - Throws: besides what ``occurrences(in:)`` throws, faults of `start` (with the first start that the rule would
    ///   accept), `until` and `exdate`.
    package func bookable(in calendar: ZoneCalendar) throws(RecurrenceFault) -> [Occurrence] {
        var dates = RuleDays(rule, from: start.day, through: start.day + Self.reach)
        guard let first = dates.next() else { throw .noDate(rule) }
        if first != start.day { throw .otherStart(start, first: WallTime(unchecked: first, second: start.second)) }
        if case .until(let last) = rule.end, !last.admits(start, in: calendar) { throw .endsBeforeStart(rule, start) }
        let (kept, unused) = try kept(in: calendar)
        if let stray = unused.first { throw .strayException(stray) }
        if kept.isEmpty { throw .allLeftOut }
        return try occurrences(kept, calendar)
    }

    /// Every date of the rule from the start on, those left out included: `dates[n - 1]` is number n.
    ///
    /// - Throws: a fault where there are more than ``mostOccurrences``, or where the end lies beyond ``reach``.
    package func dates(in calendar: ZoneCalendar) throws(RecurrenceFault) -> [WallTime] {
        let reach = start.day + Self.reach
        var last = reach
        if case .until(let moment) = rule.end { last = min(reach, moment.lastDay(in: calendar)) }
        var dates: [WallTime] = []
        for day in RuleDays(rule, from: start.day, through: last) {
            let wall = WallTime(unchecked: day, second: start.second)
            if case .until(let moment) = rule.end, !moment.admits(wall, in: calendar) { return dates }
            guard dates.count < Self.mostOccurrences else { throw .tooMany(rule) }
            dates.append(wall)
            if case .count(dates.count) = rule.end { return dates }
        }
        if case .until(let moment) = rule.end, moment.lastDay(in: calendar) <= reach { return dates }
        throw .beyondReach(rule, dates.count)
    }

    /// The dates that are not left out, with their numbers; and the exceptions that name no date.
    func kept(
        in calendar: ZoneCalendar
    ) throws(RecurrenceFault) -> (dates: [(number: Int, start: WallTime)], unused: [Moment]) {
        var kept: [(Int, WallTime)] = []
        var unused = exceptions
        for (index, wall) in try dates(in: calendar).enumerated() {
            if exceptions.contains(where: { $0.names(wall, in: calendar) }) {
                unused.removeAll { $0.names(wall, in: calendar) }
            } else {
                kept.append((index + 1, wall))
            }
        }
        return (kept, unused)
    }

    private func occurrences(
        _ dates: [(number: Int, start: WallTime)], _ calendar: ZoneCalendar
    ) throws(RecurrenceFault) -> [Occurrence] {
        var result: [Occurrence] = []
        for (number, start) in dates {
            result.append(
                Occurrence(number: number, start: start, period: try length.period(from: start, in: calendar)))
        }
        return result
    }
}

extension SeriesLength {
    /// - Throws: a fault of the part `length` where the end does not lie after the start.
    func period(from start: WallTime, in calendar: ZoneCalendar) throws(RecurrenceFault) -> Period {
        let begin = start.instant(in: calendar)
        switch self {
        case .elapsed(let span):
            guard let period = Period(start: begin, end: begin + span) else { throw .noLength }
            return period
        case .wallClock(let days, let second):
            guard let end = WallTime(day: start.day + days, second: second), start < end else { throw .noLength }
            guard let period = Period(start: begin, end: end.instant(in: calendar)) else {
                throw .skipped(start, end)
            }
            return period
        }
    }
}
