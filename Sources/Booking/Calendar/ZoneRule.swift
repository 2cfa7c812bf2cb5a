/// A zone's rule for the time after the last transition, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule {
    /// Seconds east of UTC in standard time.
    let offset: Int
    let summer: Summer?

    struct Summer {
        let offset: Int
        let begins: Change
        let ends: Change
    }

    /// A day of the year and the local second at which the clock changes (-167 h ... 167 h).
    struct Change {
        enum Date {
            /// Week 5 is the last; weekday 0 is Sunday.
            case monthWeekday(month: Int, week: Int, weekday: Int)
            /// 1...365, 29 February never counted.
            case julian(Int)
            /// 0...365, 29 February counted.
            case zeroBased(Int)
        }
        let date: Date
        let second: Int

        /// Seconds since 1970 of the change in a year, given the offset in force before it.
        func instant(in year: Int, offset: Int) -> Int64 {
            let newYear = Day(civil: year, 1, 1)
            let day: Day
            switch date {
            case .zeroBased(let n): day = newYear + n
            case .julian(let n):
                let leap = Month(unchecked: year, 2).length == 29
                day = newYear + (n - 1) + (leap && n >= 60 ? 1 : 0)
            case .monthWeekday(let month, let week, let weekday):
                let first = Day(civil: year, month, 1)
                let ahead = (weekday - first.weekday.rawValue % 7 + 7) % 7
                var number = ahead + (week - 1) * 7
                if number >= Month(unchecked: year, month).length { number -= 7 }
                day = first + number
            }
            return Int64(day.number) * 86_400 + Int64(second - offset)
        }
    }

    init?(_ text: some Collection<UInt8>) {
        var reader = ByteReader(String(decoding: text, as: UTF8.self))
        guard Self.skipName(&reader), let west = Self.clock(&reader) else { return nil }
        offset = -west
        if reader.isAtEnd {
            summer = nil
            return
        }
        guard Self.skipName(&reader) else { return nil }
        var ahead = offset + 3600
        if let next = reader.peek, next != UInt8(ascii: ",") {
            guard let west = Self.clock(&reader) else { return nil }
            ahead = -west
        }
        guard reader.take(","), let begins = Self.change(&reader), reader.take(","), let ends = Self.change(&reader),
            reader.isAtEnd
        else { return nil }
        summer = Summer(offset: ahead, begins: begins, ends: ends)
    }

    /// `CET` or `<+1030>`
    private static func skipName(_ reader: inout ByteReader) -> Bool {
        if reader.take("<") {
            while let byte = reader.peek {
                reader.skip()
                if byte == UInt8(ascii: ">") { return true }
            }
            return false
        }
        var count = 0
        while let byte = reader.peek, byte | 32 >= UInt8(ascii: "a"), byte | 32 <= UInt8(ascii: "z") {
            reader.skip()
            count += 1
        }
        return count >= 3
    }

    /// `[+-]h[h[h]][:mm[:ss]]` in seconds.
    private static func clock(_ reader: inout ByteReader) -> Int? {
        let negative = reader.take("-")
        if !negative { _ = reader.take("+") }
        guard let hours = reader.number(), hours <= 167 else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] where reader.take(":") {
            guard let part = reader.number(), part < 60 else { return nil }
            seconds += part * unit
        }
        return negative ? -seconds : seconds
    }

    private static func change(_ reader: inout ByteReader) -> Change? {
        let date: Change.Date
        if reader.take("M") {
            guard let month = reader.number(), (1...12).contains(month), reader.take("."), let week = reader.number(),
                (1...5).contains(week), reader.take("."), let weekday = reader.number(), weekday < 7
            else { return nil }
            date = .monthWeekday(month: month, week: week, weekday: weekday)
        } else if reader.take("J") {
            guard let day = reader.number(), (1...365).contains(day) else { return nil }
            date = .julian(day)
        } else {
            guard let day = reader.number(), day <= 365 else { return nil }
            date = .zeroBased(day)
        }
        guard reader.take("/") else { return Change(date: date, second: 7200) }
        guard let second = clock(&reader) else { return nil }
        return Change(date: date, second: second)
    }
}
