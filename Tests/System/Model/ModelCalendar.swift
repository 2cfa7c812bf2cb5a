/// What the wall shows in each quarter of an hour of some months, looked up instead of counted again.
///
/// Weeks, months, open hours and changes of a clock begin and end on quarters, so nothing is lost by it.
struct ModelCalendar: Sendable {
    struct Quarter: Sendable {
        let day: Int
        /// 0 is Monday.
        let weekday: Int
        let minuteOfDay: Int
        let week: Int
        let month: Int
    }

    let clock: ModelClock
    /// The minute at which the table begins.
    let first: Int
    let quarters: [Quarter]
    /// Days off and days worked instead, by their number on the wall.
    let holidays: Set<Int>
    let makeUp: Set<Int>
    /// When offices work: minutes of a working day.
    let working: [Range<Int>]

    static let quarter = 15

    init(_ clock: ModelClock, from first: Int, days: Int, holidays: Set<Int>, makeUp: Set<Int>, working: [Range<Int>]) {
        self.clock = clock
        self.first = first
        self.holidays = holidays
        self.makeUp = makeUp
        self.working = working
        quarters = (0..<days * 96).map { index in
            let minute = first + index * Self.quarter
            return Quarter(
                day: clock.day(minute), weekday: clock.weekday(minute), minuteOfDay: clock.minuteOfDay(minute),
                week: clock.week(minute), month: clock.month(minute))
        }
    }

    func quarter(at minute: Int) -> Quarter { quarters[index(minute)] }

    /// The place in the table of the quarter that holds a minute.
    func index(_ minute: Int) -> Int { (minute - first) / Self.quarter }

    /// The places of all quarters that a period touches.
    func indices(_ period: Range<Int>) -> ClosedRange<Int> { index(period.lowerBound)...index(period.upperBound - 1) }

    /// The minutes of a quarter.
    func minutes(_ index: Int) -> Range<Int> {
        first + index * Self.quarter..<first + (index + 1) * Self.quarter
    }

    /// How many minutes of a period fall into each week and month.
    func share(_ period: Range<Int>) -> [ModelBucket: Int] {
        var share: [ModelBucket: Int] = [:]
        for index in indices(period) {
            let inside = minutes(index).clamped(to: period).count
            share[.week(quarters[index].week), default: 0] += inside
            share[.month(quarters[index].month), default: 0] += inside
        }
        return share
    }

    /// The end of a period of so many minutes in which offices work, counted from a moment on.
    func moment(afterWorking minutes: Int, from moment: Int) -> Int {
        var (left, at) = (minutes, moment)
        while left > 0 {
            if isWorked(at) { left -= Self.quarter }
            at += Self.quarter
        }
        return at
    }

    private func isWorked(_ minute: Int) -> Bool {
        let quarter = quarter(at: minute)
        let isWorkday =
            makeUp.contains(quarter.day) || quarter.weekday < 5 && !holidays.contains(quarter.day)
        return isWorkday && working.contains { $0.contains(quarter.minuteOfDay) }
    }
}

/// What quotas are counted by.
enum ModelBucket: Hashable, Sendable {
    case week(Int), month(Int)
}
