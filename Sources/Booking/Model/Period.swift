/// A half-open stretch of time `[start, end)`, never empty: what ends at 10:00 does not touch what starts at 10:00.
package struct Period: Hashable, Sendable {
    package let start: Instant
    package let end: Instant

    /// Nil when the end is not after the start.
    package init?(start: Instant, end: Instant) {
        guard start < end else { return nil }
        self.start = start
        self.end = end
    }

    package var length: Span { end - start }

    package func overlaps(_ other: Period) -> Bool { start < other.end && other.start < end }
    package func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }
    package func contains(_ other: Period) -> Bool { start <= other.start && other.end <= end }

    /// The whole minutes of it that lie in a window.
    package func minutes(in window: Period) -> Int {
        let seconds = min(end, window.end).seconds - max(start, window.start).seconds
        return seconds > 0 ? Int(seconds / 60) : 0
    }

    package func intersection(_ other: Period) -> Period? {
        Period(start: max(start, other.start), end: min(end, other.end))
    }
}
