/// On which days offices work: Monday to Friday, less the holidays, and the days that are worked to make up for them.
package struct WorkingDays: Hashable, Sendable {
    package let holidays: Set<Day>
    /// Saturdays and Sundays that are worked.
    package let makeUp: Set<Day>
    /// The years whose holidays are known; in any other every Monday to Friday counts as worked.
    package let years: Set<Int>

    /// - Parameter years: nil for those of the days given.
    package init(holidays: Set<Day>, makeUp: Set<Day> = [], years: Set<Int>? = nil) {
        self.holidays = holidays
        self.makeUp = makeUp
        self.years = years ?? Set(holidays.union(makeUp).map(\.components.year))
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

    /// The first year from that of `day` on, and not past the one that holds `later`, whose holidays are not known; nil
    /// where all are, or where none are meant to be.
    package func unknownYear(from day: Day, to later: Day) -> Int? {
        guard !years.isEmpty, day <= later else { return nil }
        return (day.components.year...later.components.year).first { !years.contains($0) }
    }
}
