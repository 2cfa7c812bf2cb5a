/// The days that a rule names, in order, from its first day on; its end is not looked at.
///
/// Made one week, month or year after another, and never beyond `last`: a rule that names no day at all (30 February)
/// comes to an end like any other.
struct RuleDays: Sequence, IteratorProtocol {
    private let rule: RecurrenceRule
    private let pattern: DayPattern
    private let first: Day
    private let last: Day
    private var turn = 0
    private var found: [Day] = []
    private var cursor = 0

    init(_ rule: RecurrenceRule, from first: Day, through last: Day) {
        self.rule = rule
        self.first = first
        self.last = Swift.min(last, Day(civil: 9999, 12, 31))
        pattern = DayPattern(rule, first: first)
    }

    mutating func next() -> Day? {
        while true {
            while cursor < found.count {
                let day = found[cursor]
                cursor += 1
                if day > last { return nil }
                // Those before the first day have been counted by position, and are not part of the series.
                if day >= first { return day }
            }
            let frame = frame
            guard frame.lowerBound <= last else { return nil }
            turn += 1
            cursor = 0
            found = (frame.lowerBound.number..<frame.upperBound.number).lazy.map(Day.init(number:))
                .filter(pattern.names)
            if !rule.positions.isEmpty { pick() }
        }
    }

    /// The day, week, month or year whose turn it is, up to the day after its last.
    private var frame: Range<Day> {
        let step = turn * rule.interval
        switch rule.frequency {
        case .daily: return first + step..<first + step + 1
        case .weekly:
            let begin = first - (first.weekday.rawValue - rule.weekStart.rawValue + 7) % 7 + 7 * step
            return begin..<begin + 7
        case .monthly:
            let month = first.month
            let index = month.year * 12 + month.month - 1 + step
            let at = Month(unchecked: index / 12, index % 12 + 1)
            return at.first..<at.next.first
        case .yearly:
            let year = first.components.year + step
            return Day(civil: year, 1, 1)..<Day(civil: year + 1, 1, 1)
        }
    }

    /// Keeps the dates at the positions that the rule names.
    private mutating func pick() {
        let all = found
        found = all.indices
            .filter { rule.positions.contains($0 + 1) || rule.positions.contains($0 - all.count) }
            .map { all[$0] }
    }
}

/// Whether a single day is one that a rule names: every kind of part that it has must agree.
struct DayPattern {
    private let months: Set<Int>
    private let monthDays: Set<Int>
    private let weekdays: [RecurrenceRule.NumberedWeekday]
    /// A number before a weekday counts within the year, not within the month.
    private let countsInYear: Bool

    init(_ rule: RecurrenceRule, first: Day) {
        var (months, monthDays, weekdays) = (rule.months, rule.monthDays, rule.weekdays)
        if monthDays.isEmpty, weekdays.isEmpty {
            let (_, month, day) = first.components
            switch rule.frequency {
            case .daily: break
            case .weekly: weekdays = [.init(ordinal: nil, weekday: first.weekday)]
            case .monthly: monthDays = [day]
            case .yearly:
                monthDays = [day]
                if months.isEmpty { months = [month] }
            }
        }
        self.months = Set(months)
        self.monthDays = Set(monthDays)
        self.weekdays = weekdays
        countsInYear = rule.frequency == .yearly && rule.months.isEmpty
    }

    func names(_ day: Day) -> Bool {
        let (year, number, monthDay) = day.components
        if !months.isEmpty, !months.contains(number) { return false }
        let month = Month(unchecked: year, number)
        if !monthDays.isEmpty, !monthDays.contains(monthDay), !monthDays.contains(monthDay - month.length - 1) {
            return false
        }
        if weekdays.isEmpty { return true }
        let weekday = day.weekday
        let (begin, end) =
            countsInYear
            ? (Day(civil: year, 1, 1), Day(civil: year + 1, 1, 1)) : (month.first, month.next.first)
        return weekdays.contains { named in
            guard named.weekday == weekday else { return false }
            guard let ordinal = named.ordinal else { return true }
            return ordinal > 0 ? (day - begin) / 7 + 1 == ordinal : (end - day - 1) / 7 + 1 == -ordinal
        }
    }
}
