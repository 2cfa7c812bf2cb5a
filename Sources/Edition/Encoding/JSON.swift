package import Inventory

/// A JSON value to be written, members in the order given.
package indirect enum JSON: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Digits as they stand, as `0.7143`.
    case number(String)
    case string(String)
    case array([JSON])
    case object([(String, JSON)])

    /// A string, or null.
    static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

    /// The members that have a value.
    static func members(_ members: [(String, JSON?)]) -> JSON {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    /// Two spaces a level, a line for each member, LF at the end: one spelling, so that bytes can be compared.
    package var document: [UInt8] {
        var out = ""
        write(&out, indent: 0)
        out += "\n"
        return Array(out.utf8)
    }

    private func write(_ out: inout String, indent: Int) {
        func line(_ level: Int) { out += "\n" + String(repeating: "  ", count: level) }
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .integer(let value): out += String(value)
        case .number(let digits): out += digits
        case .string(let text): out += JSONText.quoted(text)
        case .array(let values):
            if values.isEmpty { return out += "[]" }
            out += "["
            for (index, value) in values.enumerated() {
                if index > 0 { out += "," }
                line(indent + 1)
                value.write(&out, indent: indent + 1)
            }
            line(indent)
            out += "]"
        case .object(let members):
            if members.isEmpty { return out += "{}" }
            out += "{"
            for (index, (name, value)) in members.enumerated() {
                if index > 0 { out += "," }
                line(indent + 1)
                out += JSONText.quoted(name) + ": "
                value.write(&out, indent: indent + 1)
            }
            line(indent)
            out += "}"
        }
    }
}

extension JSONValue {
    package subscript(_ name: String) -> JSONValue? {
        if case .object(let members) = self { return members.first { $0.key == name }?.value }
        return nil
    }

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
    package var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
}
