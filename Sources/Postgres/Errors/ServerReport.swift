import CLibPQ

/// The fields of an error or notice of the server. Boxed, because errors are rare and should be small to pass on.
package final class ServerReport: Sendable, CustomDebugStringConvertible {
    /// ERROR, FATAL, PANIC, WARNING, NOTICE …, never translated.
    package let severity: String
    package let sqlState: String
    /// The server's sentence; may quote values.
    package let message: String
    /// May quote values.
    package let detail: String?
    package let hint: String?
    package let schema: String?
    package let table: String?
    package let column: String?
    package let constraint: String?
    /// Where in PL/pgSQL it happened.
    package let context: String?
    /// Character of the statement at which the server stumbled, from 1.
    package let position: String?

    init(result: OpaquePointer) {
        func field(_ code: CChar) -> String? { PQresultErrorField(result, Int32(code)).map { String(cString: $0) } }
        severity = field(Field.severity) ?? "ERROR"
        sqlState = field(Field.sqlState) ?? ""
        message = field(Field.message) ?? PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
        detail = field(Field.detail)
        hint = field(Field.hint)
        schema = field(Field.schema)
        table = field(Field.table)
        column = field(Field.column)
        constraint = field(Field.constraint)
        context = field(Field.context)
        position = field(Field.position)
    }

    /// The session ends with this report.
    package var isFatal: Bool { severity == "FATAL" || severity == "PANIC" }

    /// A prepared statement outlived a change of the tables it reads.
    package var isStalePlan: Bool {
        sqlState == SQLState.featureNotSupported && message.contains("cached plan")
    }

    /// A sentence that quotes no parameter values.
    package var safeReason: String {
        var text = "PostgreSQL \(severity) \(sqlState)"
        if SQLState.messageIsSafe(sqlState) {
            text += ": \(message)"
        } else {
            text += " (\(SQLState.className(sqlState)))"
        }
        if let constraint, !text.contains(constraint) { text += ", constraint \(constraint)" }
        return text
    }

    package var debugDescription: String {
        var lines = ["\(severity) \(sqlState): \(message)"]
        let more: [(String, String?)] = [
            ("detail", detail), ("hint", hint), ("schema", schema), ("table", table), ("column", column),
            ("constraint", constraint), ("context", context), ("position", position),
        ]
        for (name, value) in more {
            if let value { lines.append("\(name): \(value)") }
        }
        return lines.joined(separator: "\n")
    }
}

/// Field codes of libpq's error results; the C macros are characters, which Swift does not import.
private enum Field {
    static let severity = CChar(bitPattern: UInt8(ascii: "V"))
    static let sqlState = CChar(bitPattern: UInt8(ascii: "C"))
    static let message = CChar(bitPattern: UInt8(ascii: "M"))
    static let detail = CChar(bitPattern: UInt8(ascii: "D"))
    static let hint = CChar(bitPattern: UInt8(ascii: "H"))
    static let schema = CChar(bitPattern: UInt8(ascii: "s"))
    static let table = CChar(bitPattern: UInt8(ascii: "t"))
    static let column = CChar(bitPattern: UInt8(ascii: "c"))
    static let constraint = CChar(bitPattern: UInt8(ascii: "n"))
    static let context = CChar(bitPattern: UInt8(ascii: "W"))
    static let position = CChar(bitPattern: UInt8(ascii: "P"))
}
