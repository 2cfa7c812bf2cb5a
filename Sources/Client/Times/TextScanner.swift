/// Takes words and numbers off the front of what a person typed.
struct TextScanner {
    private(set) var rest: Substring

    /// Full-width digits and signs are made plain, letters small, runs of spaces one.
    init(_ text: String) {
        var plain = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: plain.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0)!)
            case 0x3000, 0x09, 0x20: if plain.last != " " { plain.append(" ") }
            default: plain.unicodeScalars.append(scalar)
            }
        }
        let small = plain.lowercased()
        rest = small.drop { $0 == " " }
        while rest.last == " " { rest.removeLast() }
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

    mutating func take(_ text: String) -> Bool {
        guard rest.hasPrefix(text) else { return false }
        rest = rest.dropFirst(text.count)
        return true
    }

    /// A word that does not run on into further letters.
    mutating func takeWord(_ text: String) -> Bool {
        guard rest.hasPrefix(text) else { return false }
        let after = rest.dropFirst(text.count)
        if text.last?.isLetter == true, text.last?.isASCII == true, let next = after.first, next.isASCII, next.isLetter
        {
            return false
        }
        rest = after
        return true
    }

    /// Up to nine digits, that is what fits anywhere.
    mutating func number(atMost digits: Int = 9) -> Int? {
        let run = rest.prefix(digits).prefix { $0.isASCII && $0.isNumber }
        guard !run.isEmpty, let value = Int(run) else { return nil }
        rest = rest.dropFirst(run.count)
        return value
    }

    /// Runs `body`; what it took is put back when it comes to nothing.
    mutating func attempt<T>(_ body: (inout TextScanner) -> T?) -> T? {
        let saved = self
        if let result = body(&self) { return result }
        self = saved
        return nil
    }
}
