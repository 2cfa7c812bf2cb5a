/// Wall clocks as plainly as they can be said: minutes, and a list of moments at which the offset changes.
///
/// Nothing here is shared with the program under test. Minutes count from 1 January 1970, UTC.
struct ModelClock: Sendable {
    let timezone: String
    /// From which minute on which offset holds, in order; the first holds from ever.
    let offsets: [(from: Int, minutes: Int)]

    static let shanghai = ModelClock(timezone: "Asia/Shanghai", offsets: [(0, 480)])
    /// Summer time ends on 25 October 2026 at 01:00 UTC and begins on 28 March 2027.
    static let berlin = ModelClock(
        timezone: "Europe/Berlin",
        offsets: [(0, 120), (minute(2026, 10, 25) + 60, 60), (minute(2027, 3, 28) + 60, 120)])

    /// What the clock on the wall shows at a minute, itself in minutes.
    func wall(_ minute: Int) -> Int {
        var offset = 0
        for change in offsets where change.from <= minute { offset = change.minutes }
        return minute + offset
    }

    /// Days since 1 January 1970 on the wall.
    func day(_ minute: Int) -> Int { floorDivide(wall(minute), 1440) }

    /// 0 is Monday. The first of January 1970 was a Thursday.
    func weekday(_ minute: Int) -> Int { (day(minute) + 3) % 7 }

    func minuteOfDay(_ minute: Int) -> Int { wall(minute) - day(minute) * 1440 }

    /// A number that all minutes of one week from Monday share.
    func week(_ minute: Int) -> Int { floorDivide(day(minute) + 3, 7) }

    /// A number that all minutes of one month share.
    func month(_ minute: Int) -> Int {
        let date = Self.date(day(minute))
        return date.year * 12 + date.month
    }

    /// The minute at which the wall first shows midnight of a day.
    func midnight(_ day: Int) -> Int {
        var at = day * 1440 - 180
        while self.day(at) < day { at += 15 }
        while self.day(at - 15) >= day { at -= 15 }
        return at
    }

    /// The same time on the wall some days later, of the same length.
    func shifted(_ period: Range<Int>, days: Int) -> Range<Int> {
        var start = period.lowerBound + days * 1440
        start += wall(period.lowerBound) + days * 1440 - wall(start)
        return start..<start + period.count
    }

    /// As the daemon prints it.
    func local(_ minute: Int) -> String {
        let offset = wall(minute) - minute
        return Self.text(wall(minute)).dropLast(1) + ":00+\(Self.two(offset / 60)):\(Self.two(offset % 60))"
    }

    /// A day on the wall by its number.
    static func day(text day: Int) -> String { String(text(day * 1440).prefix(10)) }

    /// As the protocol takes it, in UTC.
    static func text(_ minute: Int) -> String {
        let date = date(floorDivide(minute, 1440))
        let rest = minute - floorDivide(minute, 1440) * 1440
        return "\(date.year)-\(two(date.month))-\(two(date.day))T\(two(rest / 60)):\(two(rest % 60))Z"
    }

    /// Counted day by day, so that there is nothing to get wrong.
    static func minute(_ year: Int, _ month: Int, _ day: Int) -> Int {
        var days = 0
        for past in 1970..<year { days += isLeap(past) ? 366 : 365 }
        for past in 1..<month { days += length(past, year) }
        return (days + day - 1) * 1440
    }

    private static func date(_ day: Int) -> (year: Int, month: Int, day: Int) {
        var (year, month, rest) = (1970, 1, day)
        while rest >= (isLeap(year) ? 366 : 365) {
            rest -= isLeap(year) ? 366 : 365
            year += 1
        }
        while rest >= length(month, year) {
            rest -= length(month, year)
            month += 1
        }
        return (year, month, rest + 1)
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func length(_ month: Int, _ year: Int) -> Int {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

private func floorDivide(_ number: Int, _ by: Int) -> Int { (number - (number % by + by) % by) / by }
