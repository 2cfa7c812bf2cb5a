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

    func union(_ other: MinuteSet) -> MinuteSet { MinuteSet(ranges + other.ranges) }

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
