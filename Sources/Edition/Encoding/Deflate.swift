/// RFC 1951 with the fixed codes.
///
/// Written here, not taken from a library, because an archive's bytes are published and compared: another version of a
/// library packs the same text otherwise.
enum Deflate {
    private static let window = 32_768
    /// Earlier places looked at for each match; more packs a little tighter and takes longer.
    private static let patience = 24

    static func pack(_ bytes: [UInt8]) -> [UInt8] {
        var bits = BitWriter()
        bits.write(1, 1)
        bits.write(1, 2)
        var head = [Int32](repeating: -1, count: 1 << 15)
        var previous = [Int32](repeating: -1, count: window)
        bytes.withUnsafeBufferPointer { bytes in
            var at = 0
            func hash(_ at: Int) -> Int {
                let word = UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
                return Int((word &* 0x9E37_79B1) >> 17)
            }
            func remember(_ at: Int) {
                guard at + 2 < bytes.count else { return }
                let slot = hash(at)
                previous[at % window] = head[slot]
                head[slot] = Int32(at)
            }
            while at < bytes.count {
                var best = (length: 0, distance: 0)
                if at + 2 < bytes.count {
                    var candidate = Int(head[hash(at)])
                    var tries = patience
                    let limit = min(258, bytes.count - at)
                    while candidate >= 0, at - candidate <= window - 1, tries > 0 {
                        var length = 0
                        while length < limit, bytes[candidate + length] == bytes[at + length] { length += 1 }
                        if length > best.length { best = (length, at - candidate) }
                        if length == limit { break }
                        candidate = Int(previous[candidate % window])
                        tries -= 1
                    }
                }
                if best.length >= 3 {
                    bits.writeMatch(length: best.length, distance: best.distance)
                    for step in 0..<best.length { remember(at + step) }
                    at += best.length
                } else {
                    bits.writeSymbol(Int(bytes[at]))
                    remember(at)
                    at += 1
                }
            }
        }
        bits.writeSymbol(256)
        return bits.finish()
    }
}

private struct BitWriter {
    private var bytes: [UInt8] = []
    private var held: UInt32 = 0
    private var count = 0

    private static let lengths = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distances = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577,
    ]

    /// The low bits of a value, lowest first.
    mutating func write(_ value: Int, _ width: Int) {
        held |= UInt32(value) << UInt32(count)
        count += width
        while count >= 8 {
            bytes.append(UInt8(held & 255))
            held >>= 8
            count -= 8
        }
    }

    /// A code, highest bit first.
    private mutating func writeCode(_ code: Int, _ width: Int) {
        var turned = 0
        for bit in 0..<width where code >> bit & 1 == 1 { turned |= 1 << (width - 1 - bit) }
        write(turned, width)
    }

    /// A literal (0-255), the end (256) or a length (257-285), by the fixed code.
    mutating func writeSymbol(_ symbol: Int) {
        switch symbol {
        case ..<144: writeCode(0x30 + symbol, 8)
        case ..<256: writeCode(0x190 + symbol - 144, 9)
        case ..<280: writeCode(symbol - 256, 7)
        default: writeCode(0xC0 + symbol - 280, 8)
        }
    }

    mutating func writeMatch(length: Int, distance: Int) {
        let code = Self.lengths.lastIndex { $0 <= length }!
        writeSymbol(257 + code)
        write(length - Self.lengths[code], Self.lengthBits[code])
        let place = Self.distances.lastIndex { $0 <= distance }!
        writeCode(place, 5)
        write(distance - Self.distances[place], place < 4 ? 0 : place / 2 - 1)
    }

    mutating func finish() -> [UInt8] {
        if count > 0 { bytes.append(UInt8(held & 255)) }
        return bytes
    }
}

/// The cyclic redundancy check of gzip and zip.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
    }
}

extension [UInt8] {
    /// Appends a number, lowest byte first.
    mutating func append(little value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
