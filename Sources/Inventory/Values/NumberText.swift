import Booking

/// What may name an instrument or a service on the wire, and how such names are made of any text.
enum NumberText {
    enum What {
        case number, serviceCode

        var zh: String { self == .number ? "编号" : "服务代码" }
        var en: String { self == .number ? "number" : "service code" }
        var field: InventoryField { self == .number ? .number : .serviceCode }
    }

    /// Bytes; a path must stay well within a request line, several in one value.
    static let longest = 64

    /// Refuses what cannot stand unquoted in `unit/number`, `with=` or `service=`.
    static func check(_ text: String, what: What = .number) throws(ValueFault) {
        let name = what.field.rawValue
        guard !text.isEmpty else {
            throw ValueFault(
                "没有\(what.zh)；请填写，或用 %compose \(name) = {列名} 由其他列组成。",
                "There is no \(what.en); give one, or build it from other columns with %compose \(name) = {Column}.")
        }
        guard text.utf8.count <= longest else {
            throw ValueFault(
                "\(what.zh) \(quoted(text)) 超过 \(longest) 字节；请缩短，或用 %compose \(name) = … 由较短的列组成。",
                "The \(what.en) \(quoted(text)) is longer than \(longest) bytes; shorten it, or build it from shorter columns with %compose \(name) = …."
            )
        }
        if let bad = text.unicodeScalars.first(where: { !isUsable($0) }) {
            throw ValueFault(
                "\(what.zh) \(quoted(text)) 含有 \(named(bad).zh)，不能用于 单位/编号；请改写，或用 %slug \(name) 自动改写，或用 %compose \(name) = {列名} 由其他列组成。",
                "The \(what.en) \(quoted(text)) has \(named(bad).en) in it and cannot stand in unit/number; change it, have it rewritten with %slug \(name), or build it from other columns with %compose \(name) = {Column}."
            )
        }
    }

    /// The text with everything unusable made a hyphen, in lower case: `(S)TEM 2` gives `s-tem-2`.
    static func slug(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let plain = Folding.narrow(scalar)
            switch plain {
            case "A"..."Z": out.append(Unicode.Scalar(UInt8(plain.value + 32)))
            case "a"..."z", "0"..."9", ".", "_": out.append(plain)
            case _ where plain.value >= 0x80 && (plain.properties.isAlphabetic || plain.properties.numericType != nil):
                out.append(plain)
            default: if let last = out.last, last != "-" { out.append("-") }
            }
        }
        if out.last == "-" { out.removeLast() }
        return String(out)
    }

    private static func isUsable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 {
            switch scalar {
            case "\"", "\\", "/", ",", ";", "|": return false
            default: return scalar.value > 32 && scalar.value != 127
            }
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
            .unassigned:
            return false
        default: return true
        }
    }

    private static func named(_ scalar: Unicode.Scalar) -> (zh: String, en: String) {
        switch scalar {
        case " ": return ("空格", "a space")
        case "\"": return ("引号", "a quote")
        case "\n", "\r": return ("换行", "a newline")
        case "!"..."~": return ("“\(scalar)”", "\"\(scalar)\"")
        default:
            let code = String(scalar.value, radix: 16, uppercase: true)
            return ("字符 U+\(code)", "the character U+\(code)")
        }
    }
}
