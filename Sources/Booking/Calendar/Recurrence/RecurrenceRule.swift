/// How a series repeats: RFC 5545, 3.3.10, for bookings that begin at most once a day.
///
/// Read from text by ``init(text:end:)``; always with an end. What a rule leaves out (the weekday of a weekly rule, the
/// day of a monthly one) it takes from the first day of its series.
package struct RecurrenceRule: Hashable, Sendable {
    package enum Frequency: String, CaseIterable, Sendable {
        case daily, weekly, monthly, yearly
    }

    /// A weekday, or the n-th of its month or year.
    package struct NumberedWeekday: Hashable, Sendable {
        /// Nil is every one; negative counts from the end.
        package let ordinal: Int?
        package let weekday: Weekday
    }

    /// The last occurrence.
    package enum End: Hashable, Sendable {
        /// So many dates, those that are then left out included.
        case count(Int)
        /// None starts later; one that starts at the very moment, or anywhere on the day, is in.
        case until(Moment)
    }

    package internal(set) var frequency: Frequency
    /// Every so many days, weeks, months or years.
    package internal(set) var interval = 1
    /// 1...12
    package internal(set) var months: [Int] = []
    /// 1...31, or -31...-1 counted from the end of the month.
    package internal(set) var monthDays: [Int] = []
    package internal(set) var weekdays: [NumberedWeekday] = []
    /// Which of a week's, month's or year's dates are kept: 1 the first, -1 the last.
    package internal(set) var positions: [Int] = []
    /// Where the weeks begin that ``interval`` counts.
    package internal(set) var weekStart = Weekday.mon
    package internal(set) var end: End
}

extension RecurrenceRule.NumberedWeekday: Comparable {
    /// Every one first, those counted from the end last.
    package static func < (a: Self, b: Self) -> Bool { a.key < b.key }

    private var key: (Int, Int, Int) { ((ordinal ?? 0) < 0 ? 1 : 0, ordinal ?? 0, weekday.rawValue) }
}

extension RecurrenceRule.NumberedWeekday: CustomStringConvertible {
    package var description: String { "\(ordinal.map(String.init) ?? "")\(weekday.letters)" }
}

extension RecurrenceRule: CustomStringConvertible {
    /// The canonical text: parts in one order, lists sorted, what is understood left out. Reads back as the same rule.
    package var description: String {
        var parts = ["FREQ=\(frequency.rawValue.uppercased())"]
        if interval != 1 { parts.append("INTERVAL=\(interval)") }
        func list(_ name: String, _ items: [some CustomStringConvertible]) {
            if !items.isEmpty { parts.append("\(name)=\(items.map(\.description).joined(separator: ","))") }
        }
        list("BYMONTH", months)
        list("BYMONTHDAY", monthDays)
        list("BYDAY", weekdays)
        list("BYSETPOS", positions)
        if weekStart != .mon { parts.append("WKST=\(weekStart.letters)") }
        switch end {
        case .count(let count): parts.append("COUNT=\(count)")
        case .until(let moment): parts.append("UNTIL=\(moment)")
        }
        return parts.joined(separator: ";")
    }
}

extension Weekday {
    /// `MO`, as RFC 5545 writes it.
    var letters: String { Self.names[rawValue - 1] }

    init?(letters: some StringProtocol) {
        guard let index = Self.names.firstIndex(where: { $0 == letters }) else { return nil }
        self = Self.allCases[index]
    }

    private static let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
}
