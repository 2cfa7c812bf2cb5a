/// Minutes of a month as they come, in any order: ranges while those are few, one bit for each minute once that takes
/// less. However many come, it is never larger than a bit for each minute: 5,580 bytes for 31 days.
struct MinuteMarks: Sendable {
    /// The month's minutes.
    private let length: Int
    /// A range's two ends in 16 bits each, which 31 days fit into; or the map, 32 minutes to a word.
    private var words: [UInt32] = []
    private var isMap = false

    init(length: Int) {
        precondition(length <= 0xFFFF, "a month that 16 bits do not hold")
        self.length = length
    }

    /// - Parameter range: within the month.
    mutating func insert(_ range: Range<Int>) {
        guard !isMap else { return mark(range) }
        if let last = words.last, Self.ends(last).upperBound == range.lowerBound {
            words[words.count - 1] = Self.word(Self.ends(last).lowerBound..<range.upperBound)
            return
        }
        if words.count * 32 >= length { turnIntoMap() }
        if isMap { mark(range) } else { words.append(Self.word(range)) }
    }

    /// Every minute once.
    var set: MinuteSet {
        guard isMap else { return MinuteSet(words.map(Self.ends)) }
        var ranges: [Range<Int>] = []
        var from: Int?
        for minute in 0..<length {
            let isMarked = words[minute >> 5] >> UInt32(minute & 31) & 1 == 1
            if isMarked, from == nil { from = minute }
            if !isMarked, let start = from {
                ranges.append(start..<minute)
                from = nil
            }
        }
        if let from { ranges.append(from..<length) }
        return MinuteSet(ranges)
    }

    /// Bytes that it holds.
    var size: Int { words.count * MemoryLayout<UInt32>.size }

    private mutating func turnIntoMap() {
        let ranges = words
        words = [UInt32](repeating: 0, count: (length + 31) / 32)
        isMap = true
        for word in ranges { mark(Self.ends(word)) }
    }

    private mutating func mark(_ range: Range<Int>) {
        for minute in range { words[minute >> 5] |= 1 << UInt32(minute & 31) }
    }

    private static func word(_ range: Range<Int>) -> UInt32 {
        UInt32(range.lowerBound) << 16 | UInt32(range.upperBound)
    }

    private static func ends(_ word: UInt32) -> Range<Int> { Int(word >> 16)..<Int(word & 0xFFFF) }
}
