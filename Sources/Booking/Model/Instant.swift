/// A point in time: whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
package struct Instant: Hashable, Comparable, Sendable {
    package var seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    package static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }
    package static func + (a: Self, b: Span) -> Self { Self(seconds: a.seconds + b.seconds) }
    package static func - (a: Self, b: Span) -> Self { Self(seconds: a.seconds - b.seconds) }
    /// The elapsed time from `b` to `a`.
    package static func - (a: Self, b: Self) -> Span { Span(seconds: a.seconds - b.seconds) }

    /// Bookings begin and end on whole minutes.
    package var isWholeMinute: Bool { seconds % 60 == 0 }
}

/// An elapsed time in whole seconds; may be negative. Not a calendar's day or month.
package struct Span: Hashable, Comparable, Sendable {
    package var seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }
    package static func minutes(_ n: Int) -> Self { Self(seconds: Int64(n) * 60) }
    package static func hours(_ n: Int) -> Self { Self(seconds: Int64(n) * 3600) }
    package static func days(_ n: Int) -> Self { Self(seconds: Int64(n) * 86400) }

    /// Whole minutes, rounded towards zero.
    package var minutes: Int { Int(seconds / 60) }

    package static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }
    package static func + (a: Self, b: Self) -> Self { Self(seconds: a.seconds + b.seconds) }
    package static func - (a: Self, b: Self) -> Self { Self(seconds: a.seconds - b.seconds) }
}
