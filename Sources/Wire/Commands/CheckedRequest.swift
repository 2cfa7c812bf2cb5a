/// A request that the command table has passed: known verb, known fields, each once, none missing, shapes right.
package struct CheckedRequest: Sendable {
    package let spec: CommandSpec
    package let subject: String?
    package let fields: [Field]

    package var verb: Verb { spec.verb }
    /// The client's own key for a write, if it gave one.
    package var key: String? { self["key"] }

    package subscript(_ name: String) -> String? {
        for field in fields where field.name == name { return field.value }
        return nil
    }

    /// Whether a `yes|no` field says yes.
    package func says(_ name: String) -> Bool { self[name] == "yes" }

    /// The request in one form for all ways to write it, without its key: what "the same request" means for `key=`.
    ///
    /// A document is not in it; whoever compares adds it.
    package var canonicalText: String {
        let sorted = fields.filter { $0.name != "key" }.sorted { $0.name < $1.name }
        return Line(word: verb.rawValue, subject: subject, fields: sorted).text
    }
}
