extension WeeklyHours {
    /// The first moment of the period at which it is not open; nil where it is open throughout.
    package func firstShut(in period: Period, _ calendar: ZoneCalendar) -> Instant? {
        var at = period.start
        var day = calendar.day(containing: at)
        while at < period.end {
            var reached = at
            for stretch in self[day.weekday] {
                let from = calendar.edge(day, minute: stretch.from)
                if from > reached { break }
                let to = stretch.to == 1440 ? calendar.edge(day + 1) : calendar.edge(day, minute: stretch.to)
                reached = max(reached, to)
                if reached >= period.end { return nil }
            }
            // Only what runs to midnight can go on in the next day.
            guard reached >= calendar.edge(day + 1) else { return reached }
            at = reached
            day = day + 1
        }
        return nil
    }

    /// The open stretches of a period, in order, joined where they touch (over midnight too).
    package func openPeriods(in window: Period, _ calendar: ZoneCalendar) -> [Period] {
        var periods: [Period] = []
        // The day before too: a clock set back over midnight lets it run on.
        var day = calendar.day(containing: window.start) - 1
        while calendar.edge(day) < window.end {
            for stretch in self[day.weekday] {
                let to = stretch.to == 1440 ? calendar.edge(day + 1) : calendar.edge(day, minute: stretch.to)
                if let open = Period(start: calendar.edge(day, minute: stretch.from), end: to),
                    let inside = open.intersection(window)
                {
                    periods.append(inside)
                }
            }
            day = day + 1
        }
        return periods.merged()
    }
}
