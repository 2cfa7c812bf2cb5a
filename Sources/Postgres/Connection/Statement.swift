/// A statement with its parameters: what ``PostgresConnection/query(_:timeout:)`` and the pipeline send.
package struct Statement: Sendable {
    /// With `$1`, `$2` … for the parameters; one command only.
    package let sql: String
    package let binds: [Bind]
    /// Prepared once for each connection and kept there by its text, or parsed anew each time.
    package let isPrepared: Bool
    let verb: Verb

    /// `prepare: false` is for statements whose text is never seen again.
    package init(_ sql: String, _ binds: Bind..., prepare: Bool = true) {
        self.init(sql, binds: binds, prepare: prepare)
    }

    package init(_ sql: String, binds: [Bind], prepare: Bool = true) {
        self.sql = sql
        self.binds = binds
        isPrepared = prepare
        verb = Verb(of: sql)
    }

    package static let begin = Statement("BEGIN")
    package static let commit = Statement("COMMIT")
    /// Is sent even when the calling task is cancelled, as it is what leaves the connection in order.
    package static let rollback = Statement("ROLLBACK")
}

/// What a statement means for the transaction it runs in, by its first word.
enum Verb: Sendable {
    case begin
    case commit
    case rollback
    case copy
    /// Undone by a rollback and harmless to send again after one.
    case undoable
    /// Anything else: it may have effects that no rollback takes back.
    case other

    init(of sql: String) {
        var words = SQLWords(sql)
        switch words.next() {
        case "begin", "start": self = .begin
        case "commit", "end": self = words.next() == "prepared" ? .other : .commit
        case "rollback", "abort": self = Self.endsWhole(&words) ? .rollback : .other
        case "copy": self = .copy
        case "select", "insert", "update", "delete", "with", "values", "merge", "set", "lock", "table":
            self = .undoable
        default: self = .other
        }
    }

    /// `ROLLBACK TO` and `ROLLBACK PREPARED` do not end the transaction.
    private static func endsWhole(_ words: inout SQLWords) -> Bool {
        while let word = words.next() {
            if word == "to" || word == "prepared" { return false }
        }
        return true
    }
}

/// The leading words of a statement in lower case, without the comments around them.
struct SQLWords {
    private var rest: Substring.UTF8View

    init(_ sql: String) { rest = sql[...].utf8 }

    mutating func next() -> String? {
        skipBlanks()
        var word: [UInt8] = []
        while let byte = rest.first, byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") {
            word.append(byte | 0x20)
            rest.removeFirst()
        }
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while let byte = rest.first {
            if byte <= UInt8(ascii: " ") {
                rest.removeFirst()
            } else if rest.starts(with: "--".utf8) {
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            } else if rest.starts(with: "/*".utf8) {
                skipComment()
            } else {
                return
            }
        }
    }

    /// Comments of this form nest in PostgreSQL.
    private mutating func skipComment() {
        var depth = 0
        repeat {
            if rest.starts(with: "/*".utf8) {
                depth += 1
                rest = rest.dropFirst(2)
            } else if rest.starts(with: "*/".utf8) {
                depth -= 1
                rest = rest.dropFirst(2)
            } else {
                rest = rest.dropFirst()
            }
        } while depth > 0 && !rest.isEmpty
    }
}
