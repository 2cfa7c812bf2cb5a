/// A set of minutes as sorted, disjoint, half-open ranges; for counting what overlaps only once.
struct MinuteSet {
    private(set) var ranges: [Range<Int>]

    init() { ranges = [] }

    init(_ unsorted: [Range<Int>]) {
        ranges = []
        for range in unsorted.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
    }

    var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// Both are in order: what comes first of either is next.
    func union(_ other: MinuteSet) -> MinuteSet {
        var result: [Range<Int>] = []
        result.reserveCapacity(ranges.count + other.ranges.count)
        var (mine, its) = (0, 0)
        while mine < ranges.count || its < other.ranges.count {
            let next: Range<Int>
            if its == other.ranges.count
                || mine < ranges.count && ranges[mine].lowerBound <= other.ranges[its].lowerBound
            {
                next = ranges[mine]
                mine += 1
            } else {
                next = other.ranges[its]
                its += 1
            }
            if let last = result.last, next.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, next.upperBound)
            } else {
                result.append(next)
            }
        }
        var set = MinuteSet()
        set.ranges = result
        return set
    }

    func subtracting(_ other: MinuteSet) -> MinuteSet {
        var result: [Range<Int>] = []
        var next = 0
        for range in ranges {
            var at = range.lowerBound
            while next < other.ranges.count, other.ranges[next].upperBound <= at { next += 1 }
            var index = next
            while index < other.ranges.count, other.ranges[index].lowerBound < range.upperBound {
                let hole = other.ranges[index]
                if at < hole.lowerBound { result.append(at..<hole.lowerBound) }
                at = max(at, hole.upperBound)
                index += 1
            }
            if at < range.upperBound { result.append(at..<range.upperBound) }
        }
        var set = MinuteSet()
        set.ranges = result
        return set
    }
}
