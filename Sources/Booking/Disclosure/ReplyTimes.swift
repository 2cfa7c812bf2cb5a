/// Minutes from requests to their answers: how often each came, so that many equal ones take no more room than one.
package struct ReplyTimes: Hashable, Sendable {
    package private(set) var counts: [Int: Int] = [:]
    package private(set) var count = 0

    package init() {}

    package mutating func add(_ minutes: Int, times: Int = 1) {
        guard times > 0 else { return }
        counts[minutes, default: 0] += times
        count += times
    }

    package static func += (a: inout Self, b: Self) {
        a.counts.merge(b.counts, uniquingKeysWith: +)
        a.count += b.count
    }

    /// The value at the rank that `percent` of the answers do not exceed; nil where there was none.
    package func percentile(_ percent: Int) -> Int? {
        let rank = (count * percent + 99) / 100
        var passed = 0
        for (minutes, times) in counts.sorted(by: { $0.key < $1.key }) {
            passed += times
            if passed >= rank { return minutes }
        }
        return nil
    }
}
