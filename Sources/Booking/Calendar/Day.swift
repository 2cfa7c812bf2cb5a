/// A calendar day of the proleptic Gregorian calendar, without a zone.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package var number: Int

    package init(number: Int) { self.number = number }

    package static func < (a: Self, b: Self) -> Bool { a.number < b.number }
    package static func + (a: Self, days: Int) -> Self { Self(number: a.number + days) }
    package static func - (a: Self, b: Self) -> Int { a.number - b.number }
}

/// Days of the week in ISO order: Monday is 1.
package enum Weekday: Int, CaseIterable, Sendable {
    case mon = 1
    case tue, wed, thu, fri, sat, sun
}
