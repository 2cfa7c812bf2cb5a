/// A calendar day of the proleptic Gregorian calendar, without a zone.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package var number: Int

    package init(number: Int) { self.number = number }

    package static func < (a: Self, b: Self) -> Bool { a.number < b.number }
    package static func + (a: Self, days: Int) -> Self { Self(number: a.number + days) }
    package static func - (a: Self, days: Int) -> Self { Self(number: a.number - days) }
    package static func - (a: Self, b: Self) -> Int { a.number - b.number }
}

/// Days of the week in ISO order: Monday is 1.
package enum Weekday: Int, CaseIterable, Sendable {
    case mon = 1
    case tue, wed, thu, fri, sat, sun
}

extension Day {
    /// Nil where the calendar has no such day (30 February) or the year is outside 1...9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Month(unchecked: year, month).length
        else { return nil }
        self.init(civil: year, month, day)
    }

    /// Counts in years that begin in March, so that the leap day is the last day of its year.
    init(civil year: Int, _ month: Int, _ day: Int) {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads `2026-11-23`; nil for anything else.
    package init?(text: some StringProtocol) {
        var reader = ByteReader(text)
        guard let day = reader.day(), reader.isAtEnd else { return nil }
        self = day
    }

    package var components: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fifth = (5 * dayOfYear + 2) / 153
        let month = fifth < 10 ? fifth + 3 : fifth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * fifth + 2) / 5 + 1)
    }

    /// Day 0 was a Thursday.
    package var weekday: Weekday {
        let index = (number + 3) % 7
        return Weekday(rawValue: (index < 0 ? index + 7 : index) + 1)!
    }

    /// The Monday on or before this day.
    package var monday: Day { self - (weekday.rawValue - 1) }

    package var month: Month {
        let (year, month, _) = components
        return Month(unchecked: year, month)
    }
}

extension Day: CustomStringConvertible {
    /// `2026-11-23`
    package var description: String {
        let (year, month, day) = components
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

/// A calendar month, without a zone.
package struct Month: Hashable, Comparable, Sendable {
    package let year: Int
    /// 1...12
    package let month: Int

    /// Nil outside of months 1...12 and years 1...9999.
    package init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        self.init(unchecked: year, month)
    }

    init(unchecked year: Int, _ month: Int) {
        self.year = year
        self.month = month
    }

    /// Reads `2026-11`; nil for anything else.
    package init?(text: some StringProtocol) {
        var reader = ByteReader(text)
        guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.isAtEnd else {
            return nil
        }
        self.init(year: year, month: month)
    }

    package var first: Day { Day(civil: year, month, 1) }

    /// Days in the month.
    package var length: Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    package var next: Month { month == 12 ? Month(unchecked: year + 1, 1) : Month(unchecked: year, month + 1) }
    package var previous: Month { month == 1 ? Month(unchecked: year - 1, 12) : Month(unchecked: year, month - 1) }

    package static func < (a: Self, b: Self) -> Bool { (a.year, a.month) < (b.year, b.month) }
}

extension Month: CustomStringConvertible {
    /// `2026-11`
    package var description: String { "\(padded(year, 4))-\(padded(month, 2))" }
}

/// Decimal digits with leading zeros.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
}
