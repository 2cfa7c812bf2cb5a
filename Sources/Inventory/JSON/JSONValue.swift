/// A JSON value with what a list needs to know of it.
package indirect enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// The digits as written, so that no precision is lost.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// Reads one value that fills the whole text, which must be UTF-8.
    ///
    /// - Throws: ``InventoryFault``, which names the line.
    package static func read(
        _ bytes: [UInt8], limits: ReadingOptions = ReadingOptions()
    ) throws(InventoryFault) -> JSONValue {
        try JSONReader.document(bytes[...], limits: limits)
    }

    /// The value on one line, without spaces.
    var compact: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let digits): digits
        case .string(let text): JSONText.quoted(text)
        case .array(let values): "[" + values.map(\.compact).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { JSONText.quoted($0.key) + ":" + $0.value.compact }.joined(separator: ",") + "}"
        }
    }
}

/// One member of an object, and the line on which its key stands.
package struct JSONMember: Sendable {
    package let key: String
    package let value: JSONValue
    package let line: Int
}
