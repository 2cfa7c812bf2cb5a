/// Reads a short text byte by byte, once, without building substrings.
struct ByteReader {
    private let bytes: ContiguousArray<UInt8>
    private(set) var position = 0

    init(_ text: some StringProtocol) { bytes = ContiguousArray(text.utf8) }

    var isAtEnd: Bool { position == bytes.count }
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skip() { position += 1 }

    /// Takes one given ASCII character, if it is next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Takes exactly `count` decimal digits.
    mutating func digits(_ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var value = 0
        for index in position..<(position + count) {
            let digit = bytes[index] &- 48
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        position += count
        return value
    }

    /// Takes one or more decimal digits, at most nine.
    mutating func number() -> Int? {
        var value = 0
        let begin = position
        while let byte = peek, byte &- 48 < 10, position - begin < 9 {
            value = value * 10 + Int(byte - 48)
            position += 1
        }
        return position > begin ? value : nil
    }

    /// Takes `2026-11-23`.
    mutating func day() -> Day? {
        guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2) else {
            return nil
        }
        return Day(year: year, month: month, day: day)
    }
}
