/// One whole reply, as a client reads it.
package struct ParsedReply: Hashable, Sendable {
    package enum Final: Hashable, Sendable {
        case ok
        /// The code as it came; a newer daemon may know more than ``ErrorCode`` does.
        case err(code: String)
    }

    /// What stood behind each `+ `: records, or a document's lines; the command's spec says which.
    package let lines: [String]
    package let final: Final
    /// The final line's fields in order.
    package let fields: [Field]
    /// The subject of an `OK` line; the greeting alone has one.
    package let subject: String?
    /// The final line as it came, without its LF.
    package let finalLine: String

    package var succeeded: Bool { final == .ok }

    package var errorCode: ErrorCode? {
        if case .err(let code) = final { ErrorCode(rawValue: code) } else { nil }
    }

    package subscript(_ name: String) -> String? {
        for field in fields where field.name == name { return field.value }
        return nil
    }

    /// The `+` lines as records.
    ///
    /// - Throws: `syntax` where one does not follow the grammar.
    package func records() throws(WireError) -> [Line] {
        var result: [Line] = []
        result.reserveCapacity(lines.count)
        for line in lines { result.append(try Line.parse(line)) }
        return result
    }
}

/// Gathers a stream of reply lines into replies. Does no I/O.
package struct ReplyReader: Sendable {
    private var lines: [String] = []

    package init() {}

    /// Whether a reply has begun and not ended.
    package var isInsideReply: Bool { !lines.isEmpty }

    /// Takes one line; returns the reply that it ends.
    ///
    /// - Throws: `syntax` when the line belongs to no reply: the other side does not speak this protocol.
    package mutating func take(_ line: [UInt8]) throws(WireError) -> ParsedReply? {
        if line.first == UInt8(ascii: "+") {
            guard line.count == 1 || line[1] == 0x20 else { throw Self.foreign(line) }
            lines.append(String(decoding: line.dropFirst(2), as: UTF8.self))
            return nil
        }
        let parsed: Line
        do { parsed = try Line.parse(line) } catch { throw Self.foreign(line) }
        defer { lines = [] }
        let text = String(decoding: line, as: UTF8.self)
        switch (parsed.word, parsed.subject) {
        case ("OK", let subject):
            return ParsedReply(lines: lines, final: .ok, fields: parsed.fields, subject: subject, finalLine: text)
        case ("ERR", let code?):
            return ParsedReply(
                lines: lines, final: .err(code: code), fields: parsed.fields, subject: nil, finalLine: text)
        default: throw Self.foreign(line)
        }
    }

    private static func foreign(_ line: [UInt8]) -> WireError {
        WireError(
            .syntax, zh: "对方的回复不合 yiqi/1 协议：\(snippet(line))。",
            en: "The reply does not follow yiqi/1: \(snippet(line)).")
    }
}
