/// When offices work, to the second: weekly hours on the days that are worked, in a zone's time.
///
/// A holiday has no hours, whatever its weekday. A Saturday or Sunday that makes up for one has Monday's. Like open
/// hours, working hours follow the clock on the wall through its changes.
package struct WorkingTime: Sendable {
    package let days: WorkingDays
    package let hours: WeeklyHours
    package let calendar: ZoneCalendar

    /// Nil where the hours have no minute on which anybody works: nothing would ever be due.
    package init?(days: WorkingDays, hours: WeeklyHours, calendar: ZoneCalendar) {
        guard hours.minutesAWeek > 0 else { return nil }
        self.days = days
        self.hours = hours
        self.calendar = calendar
    }

    /// What offices usually work where nobody says otherwise: Monday to Friday, 9 to 12 and 13 to 17.
    package static let usualHours: WeeklyHours = {
        var hours = WeeklyHours()
        for weekday in Weekday.allCases where weekday.rawValue <= 5 {
            hours.open(weekday, from: 540, to: 720)
            hours.open(weekday, from: 780, to: 1020)
        }
        return hours
    }()

    /// The usual hours, Monday to Friday without holidays.
    package static func usual(in calendar: ZoneCalendar) -> WorkingTime {
        WorkingTime(days: .mondayToFriday, hours: usualHours, calendar: calendar)!
    }

    /// The stretches of a day, in minutes since its midnight.
    package func stretches(on day: Day) -> [WeeklyHours.Stretch] {
        if days.makeUp.contains(day) { return hours[.mon] }
        return days.holidays.contains(day) ? [] : hours[day.weekday]
    }

    /// The moment at which so many working minutes have passed since `from`: `from` itself for none, else the end of the
    /// last of them. 16 working hours from Monday 9:00, with seven hours a day, end on Wednesday at 11:00.
    package func moment(afterWorking minutes: Int, from: Instant) -> Instant {
        guard minutes > 0 else { return from }
        var left = Int64(minutes) * 60
        var moment = from
        visit(from) { period in
            left -= period.length.seconds
            moment = period.end + Span(seconds: min(left, 0))
            return left > 0
        }
        return moment
    }

    /// Whole working minutes between two moments; none where the second is not after the first.
    package func minutes(from: Instant, to: Instant) -> Int {
        guard from < to else { return 0 }
        var seconds: Int64 = 0
        visit(from) { period in
            guard period.start < to else { return false }
            seconds += min(period.end, to).seconds - period.start.seconds
            return period.end < to
        }
        return Int(seconds / 60)
    }

    /// Whether anybody works at that moment.
    package func works(_ moment: Instant) -> Bool {
        var isWorked = false
        visit(moment) { period in
            isWorked = period.contains(moment)
            return false
        }
        return isWorked
    }

    /// Gives the worked stretches from `from` on, in order, until `body` has seen enough.
    private func visit(_ from: Instant, _ body: (Period) -> Bool) {
        // The day before too: a clock set back over midnight lets it run on.
        var day = calendar.day(containing: from) - 1
        var reached = from
        while true {
            for stretch in stretches(on: day) {
                let end = stretch.to == 1440 ? calendar.edge(day + 1) : calendar.edge(day, minute: stretch.to)
                let start = max(calendar.edge(day, minute: stretch.from), reached)
                guard let period = Period(start: start, end: end) else { continue }
                reached = end
                guard body(period) else { return }
            }
            day = day + 1
        }
    }
}
