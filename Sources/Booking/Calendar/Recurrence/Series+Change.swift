extension Series {
    /// Cuts the series before one of its occurrences, for a change of "this and following".
    ///
    /// Both parts together have the very occurrences of the whole: the first ends by UNTIL a minute before the cut, the
    /// second starts at it, with what is left of COUNT or the same UNTIL.
    ///
    /// - Returns: `before` is nil where no occurrence comes before this one. Nothing where `occurrence` is none of the
    ///   series.
    package func split(
        at occurrence: Occurrence, in calendar: ZoneCalendar
    ) throws(RecurrenceFault) -> (before: Series?, rest: Series)? {
        let all = try occurrences(in: calendar)
        guard let index = all.firstIndex(of: occurrence) else { return nil }
        let dates = try dates(in: calendar)
        func naming(_ some: ArraySlice<WallTime>) -> [Moment] {
            exceptions.filter { moment in some.contains { moment.names($0, in: calendar) } }
        }
        var before = self
        before.rule.end = .until(.wall(occurrence.start.minuteBefore))
        before.exceptions = naming(dates.prefix(occurrence.number - 1))
        var rest = self
        rest.start = occurrence.start
        rest.exceptions = naming(dates.dropFirst(occurrence.number))
        if case .count(let count) = rule.end { rest.rule.end = .count(count - occurrence.number + 1) }
        return (index == 0 ? nil : before, rest)
    }

    /// Moves the whole series: each occurrence by as many days as the start, to the start's new time of day, with the
    /// length given. For "this and following" move the second part of ``split(at:in:)``.
    ///
    /// - Returns: the occurrences, their numbers unchanged; and the series that has exactly these, or nil where no such
    ///   rule is found (the first Monday of a month, moved by a day, need not be its first Tuesday).
    package func moved(
        to newStart: WallTime, length: SeriesLength, in calendar: ZoneCalendar
    ) throws(RecurrenceFault) -> (occurrences: [Occurrence], series: Series?) {
        let days = newStart.day - start.day
        var moved: [Occurrence] = []
        for (number, old) in try kept(in: calendar).dates {
            let wall = WallTime(unchecked: old.day + days, second: newStart.second)
            moved.append(Occurrence(number: number, start: wall, period: try length.period(from: wall, in: calendar)))
        }
        // UNTIL could fall between the old and the new time of day; the number of dates stays what it is.
        let dates = try dates(in: calendar)
        guard !dates.isEmpty else { return (moved, nil) }
        var series = Series(rule: rule, start: newStart, length: length)
        series.rule.end = .count(dates.count)
        series.rule.shift(days: days)
        let kept = Set(moved.map(\.number))
        series.exceptions = dates.indices.filter { !kept.contains($0 + 1) }.map { .day(dates[$0].day + days) }
        return (moved, (try? series.occurrences(in: calendar)) == moved ? series : nil)
    }
}

extension RecurrenceRule {
    /// The same dates so many days later where the rule can say so: exact for daily and weekly rules without months,
    /// a likely guess for others.
    fileprivate mutating func shift(days: Int) {
        func turned(_ weekday: Weekday) -> Weekday {
            Weekday(rawValue: ((weekday.rawValue - 1 + days) % 7 + 7) % 7 + 1)!
        }
        if frequency == .weekly { weekStart = turned(weekStart) }
        weekdays = weekdays.map { NumberedWeekday(ordinal: $0.ordinal, weekday: turned($0.weekday)) }
        weekdays.sort()
        if monthDays.allSatisfy({ (1...31).contains(abs($0 + days)) && ($0 > 0) == ($0 + days > 0) }) {
            monthDays = monthDays.map { $0 + days }
        }
    }
}
