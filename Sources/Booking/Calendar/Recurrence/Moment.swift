/// A date or time as a repeat rule names it: where a series ends, or what it leaves out.
package enum Moment: Hashable, Sendable {
    /// The whole day of the zone's calendar.
    case day(Day)
    /// What the clock shows in the instrument's zone.
    case wall(WallTime)
    case instant(Instant)
}

extension Moment {
    /// Reads what RFC 5545 writes (`20261231`, `20261231T090000`, `20261231T010000Z`) and what the wire writes
    /// (`2026-12-31`, `2026-12-31T09:00`, `2026-12-31T09:00+08:00`); nil for anything else.
    package init?(text: some StringProtocol) {
        var reader = ByteReader(text)
        if let number = reader.digits(8) {
            guard let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100) else { return nil }
            self.init(day, basic: &reader)
            return
        }
        guard let day = reader.day() else { return nil }
        if reader.isAtEnd {
            self = .day(day)
            return
        }
        guard reader.take("T") || reader.take("t") || reader.take(" "), let hour = reader.digits(2), reader.take(":"),
            let minute = reader.digits(2)
        else { return nil }
        var second = 0
        if reader.take(":") {
            guard let read = reader.digits(2) else { return nil }
            second = read
        }
        if reader.isAtEnd {
            guard let wall = Self.wall(day, hour, minute, second) else { return nil }
            self = .wall(wall)
        } else {
            guard let instant = try? TimeText.instant(text, in: .utc) else { return nil }
            self = .instant(instant)
        }
    }

    /// After the date, `T090000` or `T0900`, and `Z` for UTC.
    private init?(_ day: Day, basic reader: inout ByteReader) {
        if reader.isAtEnd {
            self = .day(day)
            return
        }
        guard reader.take("T") || reader.take("t"), let hour = reader.digits(2), let minute = reader.digits(2) else {
            return nil
        }
        guard let wall = Self.wall(day, hour, minute, reader.digits(2) ?? 0) else { return nil }
        if reader.take("Z") || reader.take("z") {
            self = .instant(wall.instant(in: .utc))
        } else {
            self = .wall(wall)
        }
        guard reader.isAtEnd else { return nil }
    }

    private static func wall(_ day: Day, _ hour: Int, _ minute: Int, _ second: Int) -> WallTime? {
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return WallTime(day: day, second: hour * 3600 + minute * 60 + second)
    }

    /// Reads the dates that a series leaves out: moments separated by commas, none twice.
    ///
    /// - Throws: a fault of the part `exdate` that names what cannot be read.
    package static func list(_ text: some StringProtocol) throws(RecurrenceFault) -> [Moment] {
        var result: [Moment] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let moment = Moment(text: item) else {
                throw RecurrenceFault(
                    .exdate, zh: "要除去的日期 \(TextFault.quote(item)) 不是日期或时刻；请写作 2026-12-31 或 2026-12-31T09:00，以逗号分隔。",
                    en: "\(TextFault.quote(item)) among the dates to leave out is neither a date nor a time; write "
                        + "2026-12-31 or 2026-12-31T09:00, separated by commas.")
            }
            if !result.contains(moment) { result.append(moment) }
            guard result.count <= Series.mostOccurrences else {
                throw RecurrenceFault(
                    .exdate, zh: "要除去的日期超过 \(Series.mostOccurrences) 个；请拆成几个系列。",
                    en: "More than \(Series.mostOccurrences) dates are to be left out; make several series of it.")
            }
        }
        return result
    }

    /// Where a series begins whose start was asked for so.
    ///
    /// - Throws: a fault of the part `start` for a bare date, and for the second pass of an hour that comes twice: a
    ///   series is made of wall clock times, and such a time is always the first pass.
    package func start(in calendar: ZoneCalendar) throws(RecurrenceFault) -> WallTime {
        switch self {
        case .wall(let wall): return wall
        case .instant(let instant):
            let wall = WallTime(instant, in: calendar)
            if wall.instant(in: calendar) == instant { return wall }
            throw RecurrenceFault(
                .start, zh: "\(wall) 因调表出现两次，系列只能从第一次开始；请改用第一次的时刻或别的时间。",
                en: "\(wall) comes twice because the clock is set back, and a series begins at the first; "
                    + "ask for the first or for another time.")
        case .day(let day):
            throw RecurrenceFault(
                .start, zh: "系列的开始 \(day) 没有钟点；请写作 \(day)T09:00。",
                en: "The start \(day) of the series has no time of day; write \(day)T09:00.")
        }
    }

    /// No occurrence that starts on a later day can be meant.
    func lastDay(in calendar: ZoneCalendar) -> Day {
        switch self {
        case .day(let day): day
        case .wall(let wall): wall.day
        // A skipped time keeps the wall clock's day although its instant lies in the next.
        case .instant(let instant): calendar.day(containing: instant) + 1
        }
    }

    /// Whether a series that ends here still has an occurrence that starts at `wall`: the very moment is included, and
    /// of a date the whole day.
    func admits(_ wall: WallTime, in calendar: ZoneCalendar) -> Bool {
        switch self {
        case .day(let day): wall.day <= day
        case .wall(let last): wall <= last
        case .instant(let last): wall.instant(in: calendar) <= last
        }
    }

    /// Whether an occurrence that starts at `wall` is the one named here.
    func names(_ wall: WallTime, in calendar: ZoneCalendar) -> Bool {
        switch self {
        case .day(let day): wall.day == day
        case .wall(let named): wall == named
        case .instant(let named): wall.instant(in: calendar) == named
        }
    }
}

extension Moment: CustomStringConvertible {
    /// As RFC 5545 writes it; reads back as the same.
    package var description: String {
        switch self {
        case .day(let day): Self.basic(day)
        case .wall(let wall): Self.basic(wall)
        case .instant(let instant): "\(Self.basic(WallTime(instant, in: .utc)))Z"
        }
    }

    private static func basic(_ day: Day) -> String {
        let (year, month, day) = day.components
        return "\(padded(year, 4))\(padded(month, 2))\(padded(day, 2))"
    }

    private static func basic(_ wall: WallTime) -> String {
        "\(basic(wall.day))T\(padded(wall.second / 3600, 2))\(padded(wall.second / 60 % 60, 2))"
            + "\(padded(wall.second % 60, 2))"
    }
}
