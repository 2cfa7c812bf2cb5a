/// A JSON value with what a list needs to know of it.
indirect enum JSONValue {
    case null
    case bool(Bool)
    /// The digits as written, so that no precision is lost.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

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
struct JSONMember {
    let key: String
    let value: JSONValue
    let line: Int
}
