import Booking

/// A series made by dice; the same seed makes the same one.
struct RandomSeries: CustomStringConvertible {
    let seed: UInt64
    let calendar: ZoneCalendar
    /// As somebody might type it.
    let text: String
    let exceptions: [String]
    let series: Series

    var description: String {
        "seed \(seed): \(calendar.name) \(series.start) \(text) except \(exceptions.joined(separator: ",")) \(series.length)"
    }

    private static let letters = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    init(seed: UInt64, in zones: [ZoneCalendar]) {
        var dice = Dice(random: Seeded(state: seed))
        let calendar = dice.one(zones)
        let start = Self.start(&dice, calendar)
        let frequency = dice.one(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"])
        var parts = Self.parts(&dice, frequency)
        let length = Self.length(&dice, start)
        // A first look without exceptions, so that the end and they can be put exactly on a date.
        let sketch = (["FREQ=\(frequency)"] + parts + ["COUNT=25"]).joined(separator: ";")
        let dates = (try? Series(rule: rule(sketch), start: start, length: length).dates(in: calendar)) ?? []
        parts.append(Self.end(&dice, frequency, start, dates, calendar))
        parts.append("FREQ=\(frequency)")
        parts.shuffle(using: &dice.random)
        var text = (dice.chance(3) ? "RRULE:" : "") + parts.joined(separator: ";")
        if dice.chance(3) { text = text.lowercased() }
        var left: [Moment] = []
        if dice.chance(3) {
            for _ in 0..<dice.number(1...4) {
                let date =
                    dice.chance(5) ? start + dice.number(0...60) : dates.randomElement(using: &dice.random) ?? start
                left.append(Self.moment(&dice, date, calendar))
            }
        }
        self.seed = seed
        self.calendar = calendar
        self.text = text
        exceptions = left.map(\.description)
        series = Series(rule: rule(text), start: start, length: length, exceptions: left)
    }

    /// Often where a series meets what is rare: a time that the clock skips, the small hours, the end of a month.
    private static func start(_ dice: inout Dice, _ calendar: ZoneCalendar) -> WallTime {
        var day = Day(year: dice.number(1995...2040), month: 1, day: 1)! + dice.number(0...364)
        if dice.chance(4) {
            day = Day(year: day.components.year, month: dice.number(1...12), day: dice.number(26...28))! + 3
        }
        if dice.chance(8) { day = Day(year: dice.number(499...509) * 4, month: 2, day: 29)! }
        if calendar.name == apia.name, dice.chance(2) { day = Day(year: 2011, month: 12, day: dice.number(1...31))! }
        if dice.chance(3), let skipped = skipped(&dice, after: day, calendar) {
            return skipped + -7 * dice.number(0...4)
        }
        let minute = dice.chance(2) ? dice.number(0...14) * 15 : dice.number(0...1439)
        return WallTime(day: day, second: minute * 60)!
    }

    /// One of the next times, on a quarter of an hour, that the clock skips.
    private static func skipped(_ dice: inout Dice, after day: Day, _ calendar: ZoneCalendar) -> WallTime? {
        func offset(_ day: Day) -> Int { calendar.offset(at: calendar.startOfDay(day)) }
        for ahead in 0..<366 where offset(day + ahead) < offset(day + ahead + 1) {
            let walls = (0..<96).map { WallTime(day: day + ahead, second: $0 * 900)! }
            return walls.filter { WallTime($0.instant(in: calendar), in: calendar) != $0 }
                .randomElement(using: &dice.random)
        }
        return nil
    }

    private static func parts(_ dice: inout Dice, _ frequency: String) -> [String] {
        var parts: [String] = []
        var picks = false
        var mixed = false
        let months = dice.chance(4)
        if dice.chance(2) { parts.append("INTERVAL=\(dice.chance(5) ? dice.number(1...30) : dice.number(1...4))") }
        if dice.chance(2) { parts.append("WKST=\(dice.one(letters))") }
        if months {
            parts.append("BYMONTH=\(dice.list(1...4) { "\($0.number(1...12))" })")
            picks = frequency != "WEEKLY"
        }
        if frequency != "WEEKLY", dice.chance(3) {
            parts.append(
                "BYMONTHDAY=\(dice.list(1...5) { $0.sign($0.chance(2) ? $0.number(28...31) : $0.number(1...31)) })")
            picks = true
        }
        if dice.chance(2) {
            let numbered = frequency == "MONTHLY" || frequency == "YEARLY" ? dice.one(["", "all", "all", "some"]) : ""
            let far = frequency == "YEARLY" && !months ? 53 : 5
            mixed = numbered == "some"
            let list = dice.list(1...4) { dice in
                let number = numbered == "all" || (mixed && dice.chance(2)) ? dice.sign(dice.number(1...far)) : ""
                return number + dice.one(letters)
            }
            parts.append("BYDAY=\(list)")
            picks = true
        }
        if picks, !mixed, dice.chance(4) {
            parts.append("BYSETPOS=\(dice.list(1...3) { $0.sign($0.number(1...(frequency == "DAILY" ? 2 : 5))) })")
        }
        return parts
    }

    private static func end(
        _ dice: inout Dice, _ frequency: String, _ start: WallTime, _ dates: [WallTime], _ calendar: ZoneCalendar
    ) -> String {
        if dice.chance(2) { return "COUNT=\(dice.chance(20) ? 366 : dice.number(1...40))" }
        if dice.chance(30) { return "UNTIL=99991231" }
        let reach = ["DAILY": 100, "WEEKLY": 500, "MONTHLY": 1500, "YEARLY": 5000][frequency]!
        var last = start + dice.number(-1...reach)
        if dice.chance(2), let date = dates.randomElement(using: &dice.random) { last = date }
        let moment = moment(&dice, last, calendar)
        guard dice.chance(3) else { return "UNTIL=\(moment)" }
        // A little before.
        switch moment {
        case .day(let day): return "UNTIL=\(Moment.day(day - 1))"
        case .instant(let instant): return "UNTIL=\(Moment.instant(instant - Span(seconds: dice.chance(2) ? 1 : 60)))"
        case .wall(let wall):
            return "UNTIL=\(WallTime(day: wall.day, second: wall.second - 60).map { Moment.wall($0) } ?? moment)"
        }
    }

    private static func moment(_ dice: inout Dice, _ wall: WallTime, _ calendar: ZoneCalendar) -> Moment {
        switch dice.number(0...2) {
        case 0: .day(wall.day)
        case 1: .wall(wall)
        default: .instant(wall.instant(in: calendar))
        }
    }

    private static func length(_ dice: inout Dice, _ start: WallTime) -> SeriesLength {
        if dice.chance(2) { return .elapsed(.minutes(dice.number(1...3000))) }
        if start.second < 4 * 3600, dice.chance(2) {
            // Short enough to be skipped as a whole.
            return .wallClock(days: 0, second: start.second + dice.number(1...60) * 60)
        }
        let days = dice.number(0...2)
        let second = dice.number(0...1439) * 60
        return .wallClock(days: days, second: days == 0 && second <= start.second ? 86_399 : second)
    }
}

/// Throws what a series is made of.
struct Dice {
    var random: Seeded

    mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
    /// Once in so many times.
    mutating func chance(_ times: Int) -> Bool { number(1...times) == 1 }
    mutating func one<Element>(_ of: [Element]) -> Element { of.randomElement(using: &random)! }
    mutating func sign(_ number: Int) -> String { chance(2) ? "-\(number)" : chance(4) ? "+\(number)" : "\(number)" }
    mutating func list(_ counts: ClosedRange<Int>, _ item: (inout Dice) -> String) -> String {
        (0..<number(counts)).map { _ in item(&self) }.joined(separator: ",")
    }
}

private func + (wall: WallTime, days: Int) -> WallTime { WallTime(day: wall.day + days, second: wall.second)! }
