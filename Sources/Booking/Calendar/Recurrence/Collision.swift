/// Two bookings of one act on one instrument that stand in each other's way (rule B11).
package struct Collision: Hashable, Sendable {
    /// Indices of the earlier and the later one.
    package let first: Int
    package let second: Int

    package init(first: Int, second: Int) {
        self.first = first
        self.second = second
    }
}

extension [Period] {
    /// The periods that overlap, or are nearer to each other than set-up and clean-down allow: between neighbours the
    /// larger of the two is kept free, as in rule B1.
    ///
    /// - Parameters: minutes of the instrument.
    /// - Returns: each period that comes too early, in order of time, with the one before it that ends last. Empty if and
    ///   only if none is in another's way.
    package func collisions(setUp: Int, cleanDown: Int) -> [Collision] {
        let gap = Span.minutes(Swift.max(setUp, cleanDown))
        let order = indices.sorted { (self[$0].start, $0) < (self[$1].start, $1) }
        guard var longest = order.first else { return [] }
        var result: [Collision] = []
        for index in order.dropFirst() {
            if self[index].start < self[longest].end + gap { result.append(Collision(first: longest, second: index)) }
            if self[index].end > self[longest].end { longest = index }
        }
        return result
    }
}
