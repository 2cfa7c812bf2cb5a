package import Booking

/// Builds one reply straight into bytes: `+` lines, then one final line, which ends it.
package struct Reply: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Where the final line begins; nil until there is one.
    private var final: Int?

    package init(capacity: Int = 192) { bytes.reserveCapacity(capacity) }

    /// A reply with nothing but `OK`.
    package static let ok: Reply = {
        var reply = Reply()
        reply.ok()
        return reply
    }()

    /// A reply with nothing but `ERR`.
    package static func failure(_ error: WireError, _ language: Language) -> Reply {
        var reply = Reply()
        reply.err(error, language)
        return reply
    }

    package var isFinished: Bool { final != nil }

    /// Whether the final line is `OK`.
    package var succeeded: Bool { final.map { bytes[$0] == UInt8(ascii: "O") } ?? false }

    /// `+ word subject field=value …`
    @inline(__always)
    package mutating func record(
        _ word: String, _ subject: String? = nil, _ fields: (inout FieldWriter) -> Void = { _ in }
    ) {
        begin("+ ")
        bytes.append(contentsOf: word.utf8)
        if let subject {
            bytes.append(0x20)
            Printer.subject(subject, to: &bytes)
        }
        write(fields)
    }

    /// `+ text`, for documents: the text's own lines each become one.
    package mutating func document(_ text: some StringProtocol) {
        begin("+ ")
        var last: UInt8 = 0
        for byte in text.utf8 {
            if last == 0x0A { bytes.append(contentsOf: [0x2B, 0x20]) }
            bytes.append(byte)
            last = byte
        }
        if last != 0x0A { bytes.append(0x0A) }
    }

    /// `+ text`, one line of it or several.
    package mutating func text(_ line: String) { document(line) }

    /// `OK field=value …`
    @inline(__always)
    package mutating func ok(_ fields: (inout FieldWriter) -> Void = { _ in }) {
        finish("OK", fields)
    }

    /// `ERR code … message="…"`
    package mutating func err(_ error: WireError, _ language: Language) {
        finish("ERR ") { writer in
            writer.bytes.append(contentsOf: error.code.rawValue.utf8)
            writer.add("field", error.field)
            writer.add("rule", error.rule)
            for extra in error.extras { writer.add(extra.name, extra.value) }
            writer.add("message", quoted: error.message[language])
        }
    }

    /// The very first line of a connection, `OK yiqi/1 …`.
    package static func greeting(_ fields: (inout FieldWriter) -> Void) -> Reply {
        var reply = Reply()
        reply.finish("OK \(WireDefaults.version)", fields)
        return reply
    }

    /// A stored reply told again: the same, with `replayed=yes` at the end of its final line.
    package init(replaying stored: [UInt8]) {
        bytes = stored
        if bytes.last == 0x0A { bytes.removeLast() }
        final = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        bytes.append(contentsOf: " replayed=yes\n".utf8)
    }

    @inline(__always)
    private mutating func begin(_ opening: StaticString) {
        precondition(final == nil, "a final line ends a reply")
        opening.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    @inline(__always)
    private mutating func finish(_ opening: String, _ fields: (inout FieldWriter) -> Void) {
        precondition(final == nil, "a final line ends a reply")
        final = bytes.count
        bytes.append(contentsOf: opening.utf8)
        write(fields)
    }

    @inline(__always)
    private mutating func write(_ fields: (inout FieldWriter) -> Void) {
        // The bytes move in and out, so that there is one array and no copy.
        var writer = FieldWriter(bytes: bytes.moved())
        fields(&writer)
        bytes = writer.bytes
        bytes.append(0x0A)
    }
}

/// Adds fields to the line that is being built. A nil value adds nothing.
package struct FieldWriter {
    fileprivate(set) var bytes: [UInt8]

    @inline(__always)
    package mutating func add(_ name: String, _ value: String) {
        bytes.append(0x20)
        Printer.field(name, value, to: &bytes)
    }

    @inline(__always)
    package mutating func add(_ name: String, _ value: String?) {
        if let value { add(name, value) }
    }

    package mutating func add(_ name: String, _ value: some FixedWidthInteger) { add(name, String(value)) }

    /// Yuan with two decimals.
    package mutating func add(_ name: String, _ value: Money) { add(name, value.description) }

    /// `yes` or `no`.
    package mutating func add(_ name: String, _ value: Bool) { add(name, value ? "yes" : "no") }

    /// Quoted whether it must be or not, for sentences.
    package mutating func add(_ name: String, quoted value: String) {
        bytes.append(0x20)
        bytes.append(contentsOf: name.utf8)
        bytes.append(0x3D)
        Printer.quoted(value, to: &bytes)
    }
}

extension Array {
    fileprivate mutating func moved() -> Self {
        var taken: Self = []
        swap(&taken, &self)
        return taken
    }
}
