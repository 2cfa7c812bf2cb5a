/// On which days offices work: Monday to Friday, less the holidays, and the days that are worked to make up for them.
package struct WorkingDays: Hashable, Sendable {
    package let holidays: Set<Day>
    /// Saturdays and Sundays that are worked.
    package let makeUp: Set<Day>

    package init(holidays: Set<Day>, makeUp: Set<Day> = []) {
        self.holidays = holidays
        self.makeUp = makeUp
    }

    package static let mondayToFriday = WorkingDays(holidays: [])

    package func works(_ day: Day) -> Bool {
        if makeUp.contains(day) { return true }
        return day.weekday.rawValue <= 5 && !holidays.contains(day)
    }

    /// The `count`-th working day after `day`, which itself is not counted.
    package func day(_ count: Int, after day: Day) -> Day {
        var left = count
        var at = day
        while left > 0 {
            at = at + 1
            if works(at) { left -= 1 }
        }
        return at
    }
}
