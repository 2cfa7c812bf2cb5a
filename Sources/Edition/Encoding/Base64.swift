/// RFC 4648 base64 with padding.
package enum Base64 {
    /// In lines of 76 characters, as a document can carry what is no text.
    package static func lines(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: 57).map { encode(Array(bytes[$0..<min($0 + 57, bytes.count)])) }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var value = group.reduce(0) { $0 << 8 | Int($1) }
            value <<= 8 * (3 - group.count)
            for index in 0..<4 {
                out.append(index <= group.count ? alphabet[value >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Nil where the text is not base64; white space is passed over.
    package static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        var value = 0
        var count = 0
        var padding = 0
        for byte in text where byte != 10 && byte != 13 && byte != 32 {
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let digit = alphabet.firstIndex(of: byte) else { return nil }
            value = value << 6 | digit
            count += 1
            if count == 4 {
                out += [UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255)]
                (value, count) = (0, 0)
            }
        }
        switch (count, padding) {
        case (0, 0): return out
        case (2, 2): return out + [UInt8(value >> 4 & 255)]
        case (3, 1): return out + [UInt8(value >> 10 & 255), UInt8(value >> 2 & 255)]
        default: return nil
        }
    }
}

/// Lower-case hexadecimal.
enum Hex {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
