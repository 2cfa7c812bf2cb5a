extension [Period] {
    /// The same time as sorted, disjoint periods; touching ones are joined, nested ones swallowed.
    package func merged() -> [Period] {
        var result: [Period] = []
        for period in sorted(by: { $0.start < $1.start }) {
            if let last = result.last, period.start <= last.end {
                if period.end > last.end { result[result.count - 1] = Period(start: last.start, end: period.end)! }
            } else {
                result.append(period)
            }
        }
        return result
    }

    /// What is in these periods and in none of the others; both lists may be in any order and overlap.
    package func subtracting(_ others: [Period]) -> [Period] {
        var result: [Period] = []
        let holes = others.merged()
        var next = 0
        for period in merged() {
            var at = period.start
            while next < holes.count, holes[next].end <= at { next += 1 }
            var index = next
            while index < holes.count, holes[index].start < period.end {
                if let piece = Period(start: at, end: holes[index].start) { result.append(piece) }
                at = Swift.max(at, holes[index].end)
                index += 1
            }
            if let rest = Period(start: at, end: period.end) { result.append(rest) }
        }
        return result
    }
}
