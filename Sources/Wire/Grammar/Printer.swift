/// Writes words and values as the grammar wants them: quoted only where an atom will not do.
enum Printer {
    /// Bytes that an atom cannot hold: space, quote, backslash, controls. Bytes above 0x7F are looked at apart.
    @inline(__always)
    static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0x22 && byte != 0x5C && byte < 0x7F
    }

    @inline(__always)
    static func field(_ name: String, _ value: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(0x3D)
        self.value(value, to: &bytes)
    }

    /// A subject must not look like a field, so one with an equals sign is quoted.
    static func subject(_ text: String, to bytes: inout [UInt8]) {
        if text.utf8.contains(0x3D) { quoted(text, to: &bytes) } else { value(text, to: &bytes) }
    }

    static func value(_ text: String, to bytes: inout [UInt8]) {
        if isAtom(text) { bytes.append(contentsOf: text.utf8) } else { quoted(text, to: &bytes) }
    }

    private static func isAtom(_ text: String) -> Bool {
        if text.isEmpty { return false }
        var previous: UInt8 = 0
        for byte in text.utf8 {
            // U+0080 to U+009F are controls too, written C2 80 to C2 9F.
            guard isPlain(byte) || byte > 0x7F && !(previous == 0xC2 && byte < 0xA0) else { return false }
            previous = byte
        }
        return true
    }

    /// Controls without an escape of their own cannot be written; they are replaced by U+FFFD.
    static func quoted(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes.append(contentsOf: [0x5C, 0x22])
            case "\\": bytes.append(contentsOf: [0x5C, 0x5C])
            case "\n": bytes.append(contentsOf: [0x5C, 0x6E])
            case "\r": bytes.append(contentsOf: [0x5C, 0x72])
            case "\t": bytes.append(contentsOf: [0x5C, 0x74])
            case _ where isControl(scalar): bytes.append(contentsOf: "\u{FFFD}".utf8)
            default: bytes.append(contentsOf: UTF8.encode(scalar)!)
            }
        }
        bytes.append(0x22)
    }

    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}

/// A bounded, printable quotation of bad input for a message.
package func snippet(_ bytes: some Sequence<UInt8>) -> String {
    snippet(String(decoding: Array(bytes.prefix(Limits.snippet * 4)), as: UTF8.self))
}

/// A bounded, printable quotation of bad input for a message.
package func snippet(_ text: String) -> String {
    var result = "'"
    var count = 0
    for scalar in text.unicodeScalars {
        if count == Limits.snippet { return result + "…'" }
        result.unicodeScalars.append(Printer.isControl(scalar) ? "\u{FFFD}" : scalar)
        count += 1
    }
    return result + "'"
}
