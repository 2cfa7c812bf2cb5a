/// A `timestamptz`: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted. The zone is never stored.
package struct Timestamp: Hashable, Comparable, Sendable {
    package var microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }
    /// Whole seconds since 1970, within about 292,000 years of it.
    package init(seconds: Int64) { self.microseconds = seconds * 1_000_000 }

    /// `infinity`, later than every other.
    package static let infinity = Timestamp(microseconds: .max)
    /// `-infinity`, earlier than every other.
    package static let minusInfinity = Timestamp(microseconds: .min)

    /// Whole seconds since 1970, rounded towards the past. Meaningless for the infinities.
    package var seconds: Int64 {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }

    package static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }

    /// PostgreSQL counts from 2000-01-01; this is that day in microseconds since 1970.
    static let epoch: Int64 = 946_684_800_000_000

    /// As PostgreSQL counts. What has no such number is sent as one that the server refuses (22008).
    var wire: Int64 {
        if self == .infinity || self == .minusInfinity { return microseconds }
        let (value, overflow) = microseconds.subtractingReportingOverflow(Self.epoch)
        return overflow ? .min + 1 : value
    }

    /// Nil for the last thirty years that PostgreSQL can hold, from 294247 on: they have no number here.
    init?(wire: Int64) {
        if wire == .max || wire == .min {
            self.init(microseconds: wire)
        } else {
            let (value, overflow) = wire.addingReportingOverflow(Self.epoch)
            if overflow { return nil }
            self.init(microseconds: value)
        }
    }
}

/// A `date`: days since 1970-01-01 in the proleptic Gregorian calendar.
package struct PostgresDay: Hashable, Comparable, Sendable {
    package var days: Int32

    package init(days: Int32) { self.days = days }

    package static let infinity = PostgresDay(days: .max)
    package static let minusInfinity = PostgresDay(days: .min)

    package static func < (a: Self, b: Self) -> Bool { a.days < b.days }

    /// 2000-01-01 in days since 1970.
    static let epoch: Int32 = 10957

    var wire: Int32 {
        if self == .infinity || self == .minusInfinity { return days }
        let (value, overflow) = days.subtractingReportingOverflow(Self.epoch)
        return overflow ? .min + 1 : value
    }

    init(wire: Int32) { self.init(days: wire == .max || wire == .min ? wire : wire &+ Self.epoch) }
}
