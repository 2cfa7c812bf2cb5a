import Booking

/// Days as people name them.
enum HumanDay {
    struct Taken {
        var day: Day
        /// A weekday without "next" or "this": the coming one, today included.
        var isBareWeekday = false
    }

    private static let near: [(String, Int)] = [
        ("day after tomorrow", 2), ("today", 0), ("tomorrow", 1), ("yesterday", -1), ("大后天", 3), ("今天", 0), ("今日", 0),
        ("明天", 1), ("明日", 1), ("后天", 2), ("昨天", -1),
    ]

    // Longer names first, so that none is cut short.
    private static let weekdays: [(String, Weekday)] = [
        ("monday", .mon), ("tuesday", .tue), ("wednesday", .wed), ("thursday", .thu), ("friday", .fri),
        ("saturday", .sat), ("sunday", .sun), ("mon", .mon), ("tues", .tue), ("tue", .tue), ("wed", .wed),
        ("thurs", .thu), ("thur", .thu), ("thu", .thu), ("fri", .fri), ("sat", .sat), ("sun", .sun),
    ]

    private static let numerals: [(String, Weekday)] = [
        ("一", .mon), ("二", .tue), ("三", .wed), ("四", .thu), ("五", .fri), ("六", .sat), ("日", .sun), ("天", .sun),
    ]

    /// Takes a day off the front; nil, and nothing taken, where there is none.
    static func take(_ scanner: inout TextScanner, now: WallClock) -> Taken? {
        for (word, days) in near where scanner.takeWord(word) { return Taken(day: now.day + days) }
        return scanner.attempt { weekday(&$0, now.day) }
            ?? scanner.attempt { date(&$0, now.day).map { Taken(day: $0) } }
    }

    private static func weekday(_ scanner: inout TextScanner, _ today: Day) -> Taken? {
        var weeks: Int?
        if scanner.takeWord("next ") || scanner.take("下个") || scanner.take("下") {
            weeks = 1
        } else if scanner.takeWord("this ") || scanner.take("这个") || scanner.take("这") || scanner.take("本") {
            weeks = 0
        }
        guard let weekday = name(&scanner) else { return nil }
        if let weeks { return Taken(day: today.monday + (7 * weeks + weekday.rawValue - 1)) }
        return Taken(day: today + (weekday.rawValue - today.weekday.rawValue + 7) % 7, isBareWeekday: true)
    }

    private static func name(_ scanner: inout TextScanner) -> Weekday? {
        for (word, weekday) in weekdays where scanner.takeWord(word) { return weekday }
        guard scanner.take("周") || scanner.take("星期") || scanner.take("礼拜") else { return nil }
        for (numeral, weekday) in numerals where scanner.take(numeral) { return weekday }
        return nil
    }

    /// `2026-12-02`, `2026/12/2`, `2026.12.2`, `2026年12月2日`, and without the year the next such day.
    private static func date(_ scanner: inout TextScanner, _ today: Day) -> Day? {
        guard let first = scanner.number(atMost: 4) else { return nil }
        if scanner.take("月") {
            guard let day = scanner.number(atMost: 2), scanner.take("日") || scanner.take("号") else { return nil }
            return coming(first, day, today)
        }
        if scanner.take("年") {
            guard let month = scanner.number(atMost: 2), scanner.take("月"), let day = scanner.number(atMost: 2),
                scanner.take("日") || scanner.take("号")
            else { return nil }
            return Day(year: first, month: month, day: day)
        }
        guard let separator = ["-", "/", "."].first(where: { scanner.rest.hasPrefix($0) }), scanner.take(separator),
            let second = scanner.number(atMost: 2)
        else { return nil }
        guard scanner.take(separator) else { return first <= 12 ? coming(first, second, today) : nil }
        guard first >= 1_000, let third = scanner.number(atMost: 2) else { return nil }
        return Day(year: first, month: second, day: third)
    }

    private static func coming(_ month: Int, _ day: Int, _ today: Day) -> Day? {
        let year = today.components.year
        // Four years, for the 29th of February.
        return (year...year + 8).lazy.compactMap { Day(year: $0, month: month, day: day) }.first { $0 >= today }
    }
}
