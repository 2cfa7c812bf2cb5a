/// Terms of Turtle (RDF 1.1) as they have to be written.
enum TurtleText {
    /// `"text"@zh`: everything that could end a string is escaped, so that no text becomes a statement.
    static func literal(_ text: String, language: String? = nil) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: out += "\\\""
            case 0x5C: out += "\\\\"
            case 0x0A: out += "\\n"
            case 0x0D: out += "\\r"
            case 0x09: out += "\\t"
            case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: break
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\"" + (language.map { "@\($0)" } ?? "")
    }

    /// `"2026-11-01"^^xsd:date`
    static func typed(_ text: String, _ type: String) -> String { literal(text) + "^^xsd:\(type)" }

    /// `<https://…>`; whatever may not stand in it is percent-encoded.
    static func iri(_ address: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var out = "<"
        for scalar in address.unicodeScalars {
            if scalar.value <= 0x20 || scalar.value == 0x7F || "<>\"{}|^`\\".unicodeScalars.contains(scalar) {
                out += "%\(digits[Int(scalar.value >> 4)])\(digits[Int(scalar.value & 15)])"
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out + ">"
    }
}
