/// `name=value`, in a request, a record or a final line.
package struct Field: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What all lines of the grammar have in common: a word, perhaps a subject, and fields.
package struct Line: Hashable, Sendable {
    package var word: String
    package var subject: String?
    package var fields: [Field]

    package init(word: String, subject: String? = nil, fields: [Field] = []) {
        self.word = word
        self.subject = subject
        self.fields = fields
    }

    /// The value of the first field of that name.
    package subscript(_ name: String) -> String? {
        for field in fields where field.name == name { return field.value }
        return nil
    }

    /// The line as it is written, without its LF.
    package var text: String {
        var bytes: [UInt8] = []
        bytes.append(contentsOf: word.utf8)
        if let subject {
            bytes.append(0x20)
            Printer.subject(subject, to: &bytes)
        }
        for field in fields {
            bytes.append(0x20)
            Printer.field(field.name, field.value, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A request as it was written: grammatical, but not yet known to mean anything.
package struct Request: Hashable, Sendable {
    /// In capitals.
    package var verb: String
    package var subject: String?
    package var fields: [Field]

    package init(verb: String, subject: String? = nil, fields: [Field] = []) {
        self.verb = verb
        self.subject = subject
        self.fields = fields
    }

    /// Reads one line, without its LF, in one pass.
    ///
    /// - Throws: `syntax`, with the place and the cure.
    package static func parse(_ bytes: [UInt8]) throws(WireError) -> Request {
        let line = try Line.parse(bytes)
        return Request(verb: line.word.uppercased(), subject: line.subject, fields: line.fields)
    }

    package subscript(_ name: String) -> String? {
        for field in fields where field.name == name { return field.value }
        return nil
    }

    /// The request as it is written, without its LF.
    package var text: String { Line(word: verb, subject: subject, fields: fields).text }
}
