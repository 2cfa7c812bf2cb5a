/// A `uuid`, kept as its two halves, most significant first.
package struct PostgresUUID: Hashable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Version 4, from the system's generator.
    package static func random() -> Self {
        let high = UInt64.random(in: .min ... .max) & ~0xF000 | 0x4000
        let low = UInt64.random(in: .min ... .max) & ~(0xC000 << 48) | 0x8000 << 48
        return Self(high: high, low: low)
    }

    /// Thirty-two hexadecimal digits of either case, hyphens ignored; nil for anything else.
    package init?(text: some StringProtocol) {
        var halves: (UInt64, UInt64) = (0, 0)
        var count = 0
        for character in text.utf8 where character != UInt8(ascii: "-") {
            guard count < 32, let digit = Character(UnicodeScalar(character)).hexDigitValue else { return nil }
            if count < 16 { halves.0 = halves.0 << 4 | UInt64(digit) } else { halves.1 = halves.1 << 4 | UInt64(digit) }
            count += 1
        }
        guard count == 32 else { return nil }
        (high, low) = halves
    }

    /// Lower case, in the usual groups of 8-4-4-4-12.
    package var description: String {
        let digits = Self.hex(high) + Self.hex(low)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }

    private static func hex(_ half: UInt64) -> String {
        let digits = String(half, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension PostgresUUID: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        guard type == .uuid else { throw .wrongType(type, wanted: Self.self) }
        var cursor = WireCursor()
        let high: UInt64 = try cursor.integer(bytes)
        return Self(high: high, low: try cursor.integer(bytes))
    }
}
