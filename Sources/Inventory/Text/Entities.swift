import Glibc

/// HTML character references in the texts of lists that were cut out of web pages.
///
/// Only references that end in `;` and name a known character are decoded; what is broken (`&eg;`, `AT&T`) stays.
enum Entities {
    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "deg": "°", "micro": "µ",
        "plusmn": "±", "times": "×", "divide": "÷", "middot": "·", "bull": "•", "hellip": "…", "ndash": "–",
        "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»", "copy": "©",
        "reg": "®", "trade": "™", "euro": "€", "pound": "£", "yen": "¥", "sect": "§", "para": "¶", "sup1": "¹",
        "sup2": "²", "sup3": "³", "frac12": "½", "frac14": "¼", "frac34": "¾", "permil": "‰", "prime": "′",
        "Prime": "″",
        "le": "≤", "ge": "≥", "ne": "≠", "asymp": "≈", "infin": "∞", "radic": "√", "sum": "∑", "minus": "−",
        "larr": "←", "rarr": "→", "harr": "↔", "uarr": "↑", "darr": "↓", "ang": "∠", "perp": "⊥", "ouml": "ö",
        "auml": "ä",
        "uuml": "ü", "Ouml": "Ö", "Auml": "Ä", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à",
        "aacute": "á", "ccedil": "ç", "ntilde": "ñ", "oslash": "ø", "aring": "å", "Aring": "Å", "alpha": "α",
        "beta": "β",
        "gamma": "γ", "delta": "δ", "epsilon": "ε", "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ",
        "sigma": "σ", "tau": "τ", "phi": "φ", "omega": "ω", "Delta": "Δ", "Omega": "Ω", "Sigma": "Σ",
        "ensp": "\u{2002}",
        "emsp": "\u{2003}", "thinsp": "\u{2009}",
    ]
    /// `&#1114111;` is the longest that can be meant.
    private static let longest = 10

    /// By the C library, which is quick in every build.
    private static func hasAmpersand(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, 0x26, bytes.count) != nil } ?? false
        } ?? text.utf8.contains(0x26)
    }

    static func decode(_ text: String) -> String {
        guard hasAmpersand(text) else { return text }
        var out = ""
        var rest = text[...]
        while let ampersand = rest.unicodeScalars.firstIndex(of: "&") {
            out += rest[..<ampersand]
            if let (scalar, end) = reference(rest[ampersand...]) {
                out.unicodeScalars.append(scalar)
                rest = rest[end...]
            } else {
                out += "&"
                rest = rest[rest.unicodeScalars.index(after: ampersand)...]
            }
        }
        return out + rest
    }

    /// Every `&` that ``decode(_:)`` would take for the beginning of a reference as `&amp;`.
    static func guardingAmpersands(_ text: String) -> String {
        guard hasAmpersand(text) else { return text }
        var out = ""
        var rest = text[...]
        while let ampersand = rest.unicodeScalars.firstIndex(of: "&") {
            out += rest[..<ampersand]
            out += reference(rest[ampersand...]) == nil ? "&" : "&amp;"
            rest = rest[rest.unicodeScalars.index(after: ampersand)...]
        }
        return out + rest
    }

    /// The character that the reference at the beginning of `text` names, and where the text goes on.
    private static func reference(_ text: Substring) -> (Unicode.Scalar, Substring.Index)? {
        let scalars = text.unicodeScalars.dropFirst()
        guard let end = scalars.prefix(longest).firstIndex(of: ";") else { return nil }
        let body = scalars[..<end]
        let after = scalars.index(after: end)
        if body.first == "#" {
            let digits = String(Substring(body.dropFirst()))
            let hexadecimal = digits.first == "x" || digits.first == "X"
            let numerals = hexadecimal ? String(digits.dropFirst()) : digits
            guard let first = numerals.first, first != "+", first != "-",
                let value = UInt32(numerals, radix: hexadecimal ? 16 : 10), let scalar = Unicode.Scalar(value),
                value >= 32 || value == 9 || value == 10 || value == 13
            else { return nil }
            return (scalar, after)
        }
        return named[String(Substring(body))].map { ($0, after) }
    }
}
