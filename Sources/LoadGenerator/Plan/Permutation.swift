/// Every number of `0..<size` once, in an order that looks random, without remembering any.
///
/// A Feistel network over the next even number of bits; results outside the range are sent through again.
package struct Permutation: Sendable {
    package let size: Int
    private let half: UInt64
    private let seed: UInt64

    /// - Parameter size: At least 1.
    package init(size: Int, seed: UInt64) {
        precondition(size > 0)
        self.size = size
        self.seed = seed
        let bits = Int.bitWidth - (size - 1).leadingZeroBitCount
        half = UInt64(max(1, (bits + 1) / 2))
    }

    package subscript(_ index: Int) -> Int {
        precondition(index >= 0 && index < size)
        var value = UInt64(index)
        repeat { value = scramble(value) } while value >= UInt64(size)
        return Int(value)
    }

    private func scramble(_ value: UInt64) -> UInt64 {
        let mask = (1 << half) - 1 as UInt64
        var left = value >> half
        var right = value & mask
        for round in 0..<4 as Range<UInt64> {
            (left, right) = (right, left ^ (RandomSource.mix(right ^ seed &+ (round << 56)) & mask))
        }
        return left << half | right
    }
}
