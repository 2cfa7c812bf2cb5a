extension RecurrenceRule {
    /// Reads the text of an RRULE, with or without `RRULE:` before it, in capitals or not.
    ///
    /// - Parameter bound: the end, where it was given beside the rule and not in it.
    /// - Throws: the first fault found, which names the part, what was wrong and what is allowed.
    package init(text: some StringProtocol, end bound: End? = nil) throws(RecurrenceFault) {
        var capitals = String(
            decoding: text.utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)[...]
        if capitals.hasPrefix("RRULE:") { capitals = capitals.dropFirst(6) }
        guard !capitals.isEmpty else {
            throw RecurrenceFault(
                .rule, zh: "重复规则为空；请写作 FREQ=WEEKLY;COUNT=10 的样子。",
                en: "The repeat rule is empty; write it like FREQ=WEEKLY;COUNT=10.")
        }
        var reader = RecurrenceReader()
        for part in capitals.split(separator: ";", omittingEmptySubsequences: false) { try reader.read(part) }
        self = try reader.rule(end: bound)
    }
}

/// Gathers the parts of a rule in whatever order they come, and sees at the end whether they go together.
struct RecurrenceReader {
    private var seen: Set<Substring> = []
    private var frequency: RecurrenceRule.Frequency?
    private var interval = 1
    private var months: [Int] = []
    private var monthDays: [Int] = []
    private var weekdays: [RecurrenceRule.NumberedWeekday] = []
    private var positions: [Int] = []
    private var weekStart = Weekday.mon
    private var count: Int?
    private var until: Moment?

    mutating func read(_ part: Substring) throws(RecurrenceFault) {
        guard let sign = part.firstIndex(of: "="), sign > part.startIndex else {
            throw RecurrenceFault(
                .rule, zh: "重复规则中的 \(TextFault.quote(part)) 不是“名称=值”；请写作 FREQ=WEEKLY;COUNT=10 的样子。",
                en: "\(TextFault.quote(part)) in the repeat rule is not NAME=VALUE; write it like FREQ=WEEKLY;COUNT=10."
            )
        }
        let name = part[..<sign]
        guard seen.insert(name).inserted else {
            throw RecurrenceFault(
                .rule, zh: "重复规则中 \(TextFault.quote(name)) 写了两次；每项只能写一次，多个值以逗号分隔。",
                en: "\(TextFault.quote(name)) is in the repeat rule twice; write it once, several values separated by "
                    + "commas.")
        }
        try take(name, part[part.index(after: sign)...])
    }

    private mutating func take(_ name: Substring, _ value: Substring) throws(RecurrenceFault) {
        switch name {
        case "FREQ":
            frequency = RecurrenceRule.Frequency.allCases.first { $0.rawValue.uppercased() == value }
            if frequency == nil { throw .frequency(value) }
        case "INTERVAL":
            interval = try Self.numbers(.interval, value, 1...1000, signed: false, list: false)[0]
        case "COUNT":
            count = try Self.numbers(.count, value, 1...Series.mostOccurrences, signed: false, list: false)[0]
        case "UNTIL":
            until = Moment(text: value)
            if until == nil { throw .until(value) }
        case "BYMONTH": months = try Self.numbers(.bymonth, value, 1...12, signed: false)
        case "BYMONTHDAY": monthDays = try Self.numbers(.bymonthday, value, 1...31, signed: true)
        case "BYSETPOS": positions = try Self.numbers(.bysetpos, value, 1...366, signed: true)
        case "BYDAY": weekdays = try Self.weekdays(value)
        case "WKST":
            guard let day = Weekday(letters: value) else { throw .weekStart(value) }
            weekStart = day
        default: throw .unknown(name)
        }
    }

    /// Whole numbers, sorted with those counted from the end last, none twice.
    private static func numbers(
        _ part: RecurrenceFault.Part, _ text: Substring, _ range: ClosedRange<Int>, signed: Bool, list: Bool = true
    ) throws(RecurrenceFault) -> [Int] {
        var result: Set<Int> = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            var reader = ByteReader(item)
            let negative = signed && reader.take("-")
            if signed, !negative { _ = reader.take("+") }
            guard let number = reader.number(), reader.isAtEnd, range.contains(number), list || result.isEmpty else {
                throw .number(part, text, range, signed: signed, list: list)
            }
            result.insert(negative ? -number : number)
        }
        return result.sorted { ($0 < 0 ? 1 : 0, $0) < ($1 < 0 ? 1 : 0, $1) }
    }

    private static func weekdays(_ text: Substring) throws(RecurrenceFault) -> [RecurrenceRule.NumberedWeekday] {
        var result: Set<RecurrenceRule.NumberedWeekday> = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let weekday = Weekday(letters: item.suffix(2)) else { throw .weekday(item) }
            var ordinal: Int?
            if item.utf8.count > 2 {
                var reader = ByteReader(item.dropLast(2))
                let negative = reader.take("-")
                if !negative { _ = reader.take("+") }
                guard let number = reader.number(), reader.isAtEnd, (1...53).contains(number) else {
                    throw .weekday(item)
                }
                ordinal = negative ? -number : number
            }
            result.insert(RecurrenceRule.NumberedWeekday(ordinal: ordinal, weekday: weekday))
        }
        return result.sorted()
    }

    // MARK: The whole

    func rule(end bound: RecurrenceRule.End?) throws(RecurrenceFault) -> RecurrenceRule {
        guard let frequency else {
            throw RecurrenceFault(
                .freq, zh: "重复规则缺少 FREQ；请写明 FREQ=DAILY、WEEKLY、MONTHLY 或 YEARLY。",
                en: "The repeat rule lacks FREQ; give FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.")
        }
        try agree(frequency)
        var rule = RecurrenceRule(frequency: frequency, end: try end(bound))
        rule.interval = interval
        rule.months = months
        rule.monthDays = monthDays
        rule.weekdays = weekdays
        rule.positions = positions
        rule.weekStart = weekStart
        return rule
    }

    /// What RFC 5545 rules out between parts.
    private func agree(_ frequency: RecurrenceRule.Frequency) throws(RecurrenceFault) {
        let name = frequency.rawValue.uppercased()
        if frequency == .weekly, !monthDays.isEmpty {
            throw RecurrenceFault(
                .bymonthday, zh: "BYMONTHDAY 不能与 FREQ=WEEKLY 同用；请用 BYDAY，或改为 FREQ=MONTHLY。",
                en: "BYMONTHDAY does not go with FREQ=WEEKLY; use BYDAY, or FREQ=MONTHLY.")
        }
        if let numbered = weekdays.first(where: { $0.ordinal != nil }) {
            if frequency == .daily || frequency == .weekly {
                throw RecurrenceFault(
                    .byday,
                    zh: "BYDAY=\(numbered) 的序数不能与 FREQ=\(name) 同用；请写 \(numbered.weekday.letters)，"
                        + "或改为 FREQ=MONTHLY 或 YEARLY。",
                    en: "The number in BYDAY=\(numbered) does not go with FREQ=\(name); write "
                        + "\(numbered.weekday.letters), or use FREQ=MONTHLY or YEARLY.")
            }
            if frequency == .monthly || !months.isEmpty,
                let far = weekdays.first(where: { abs($0.ordinal ?? 0) > 5 })
            {
                throw RecurrenceFault(
                    .byday, zh: "BYDAY=\(far) 超出一个月；月内的序数为 1 至 5 或 -5 至 -1。",
                    en: "BYDAY=\(far) is past the end of any month; numbers within a month are 1 to 5 or -5 to -1.")
            }
        }
        if !positions.isEmpty, months.isEmpty, monthDays.isEmpty, weekdays.isEmpty {
            throw RecurrenceFault(
                .bysetpos, zh: "BYSETPOS 须与 BYDAY、BYMONTHDAY 或 BYMONTH 同用，以便从中取第几个。",
                en: "BYSETPOS picks from the dates of BYDAY, BYMONTHDAY or BYMONTH; give one of them too.")
        }
    }

    private func end(_ bound: RecurrenceRule.End?) throws(RecurrenceFault) -> RecurrenceRule.End {
        var ends = bound.map { [$0] } ?? []
        if case .count(let count) = bound, !(1...Series.mostOccurrences).contains(count) {
            throw .number(.count, "\(count)", 1...Series.mostOccurrences, signed: false, list: false)
        }
        if let count { ends.append(.count(count)) }
        if let until { ends.append(.until(until)) }
        if ends.count == 1 { return ends[0] }
        if ends.isEmpty {
            throw RecurrenceFault(
                .rule, zh: "重复规则没有终点；请写明 COUNT（共几次）或 UNTIL（到何时为止）。",
                en: "The repeat rule never ends; give COUNT (how many times) or UNTIL (the last date).")
        }
        throw RecurrenceFault(
            .rule, zh: "重复规则有两个终点；COUNT 与 UNTIL 只能给一个，且只给一次。",
            en: "The repeat rule has two ends; give either COUNT or UNTIL, and only once.")
    }
}
