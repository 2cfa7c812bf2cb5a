/// Text as it is compared: without regard to case, width, spaces, `-` and `_`.
enum Folding {
    /// The half-width form of full-width ASCII, of the ideographic space and of the full-width money sign.
    static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
        case 0x3000, 0xA0: " "
        case 0xFFE5: "¥"
        default: scalar
        }
    }

    /// Full-width ASCII made half-width; all else as it is.
    static func narrow(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { out.append(narrow(scalar)) }
        return String(out)
    }

    /// The key of a heading or a word: half-width, lower case, no space, hyphen, underscore, asterisk, dot or colon.
    static func key(_ text: some StringProtocol) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let plain = narrow(scalar)
            switch plain {
            case " ", "\t", "\n", "\r", "-", "_", "*", ":", ".": continue
            case "A"..."Z": out.append(Unicode.Scalar(UInt8(plain.value + 32)))
            default: out.append(plain)
            }
        }
        return String(out)
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{A0}", "\u{3000}", "\u{FEFF}": true
        default: false
        }
    }

    /// Without the spaces, tabs and newlines at both ends, full-width ones too.
    static func trim(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return text }
        if !isSpace(first), !isSpace(last) { return text }
        guard let start = scalars.firstIndex(where: { !isSpace($0) }),
            let end = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[start...end])
    }
}
