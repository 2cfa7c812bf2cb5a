/// Published weekly open hours in the instrument's zone: for each weekday, disjoint stretches in order.
package struct WeeklyHours: Hashable, Sendable {
    /// Minutes since local midnight, half-open; `to` is at most 1,440 (24:00).
    package struct Stretch: Hashable, Sendable {
        package let from: Int
        package let to: Int

        package init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }

    /// Seven lists, Monday first; each sorted, disjoint, touching stretches merged.
    package private(set) var days: [[Stretch]]

    package init() { days = Array(repeating: [], count: 7) }

    package subscript(_ weekday: Weekday) -> [Stretch] { days[weekday.rawValue - 1] }

    /// Adds a stretch to a weekday, merging what it touches. Ignored when empty.
    package mutating func open(_ weekday: Weekday, from: Int, to: Int) {
        guard from < to else { return }
        var from = from
        var to = to
        var kept: [Stretch] = []
        for stretch in days[weekday.rawValue - 1] {
            if stretch.to < from || to < stretch.from {
                kept.append(stretch)
            } else {
                from = min(from, stretch.from)
                to = max(to, stretch.to)
            }
        }
        kept.append(Stretch(from: from, to: to))
        days[weekday.rawValue - 1] = kept.sorted { $0.from < $1.from }
    }

    /// Open minutes in a week without a change of the clock.
    package var minutesAWeek: Int { days.joined().reduce(0) { $0 + $1.to - $1.from } }
}
