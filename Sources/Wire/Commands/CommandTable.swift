/// Every command once. What parses is what checks and what HELP prints, so they cannot disagree.
package enum CommandTable {
    /// In the order in which HELP lists them.
    package static let all: [CommandSpec] =
        session + look + editions + publications + book + waiting + needs + watching + lab + answers + office + sealing
        + people

    private static let byWord: [String: CommandSpec] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.verb.rawValue, $0) })

    package static func lookup(_ verb: Verb) -> CommandSpec { byWord[verb.rawValue]! }

    /// - Parameter word: In capitals.
    package static func lookup(word: String) -> CommandSpec? { byWord[word] }

    /// Judges a request against the table: its verb, subject, fields, and how they go together.
    ///
    /// - Throws: `unknown-verb`, `unknown-field`, `missing-field` or `invalid`, each naming the field and the cure.
    package static func check(_ request: Request) throws(WireError) -> CheckedRequest {
        guard let spec = byWord[request.verb] else { throw Fault.unknownVerb(request.verb) }
        let subject = try check(subject: request.subject, of: spec)
        for (index, field) in request.fields.enumerated() {
            guard let known = spec.fields.first(where: { $0.name == field.name && $0.goes(with: subject) }) else {
                throw Fault.unknownField(field.name, spec, subject)
            }
            guard !request.fields[..<index].contains(where: { $0.name == field.name }) else {
                throw Fault.repeated(field.name)
            }
            guard known.kind.accepts(field.value) else { throw Fault.badValue(field.value, of: known.name, known.kind) }
        }
        for known in spec.fields where known.isRequired && known.goes(with: subject) && request[known.name] == nil {
            throw Fault.missing(known, spec, subject)
        }
        for constraint in spec.constraints { try constraint.check(request, spec) }
        return CheckedRequest(spec: spec, subject: subject, fields: request.fields)
    }

    /// Whether a line, perhaps one that cannot be parsed, is followed by a document. Looks at the first word only.
    package static func opensUpload(_ line: some Collection<UInt8>) -> Bool {
        let word = String(decoding: line.prefix(16).prefix { $0 != 0x20 }, as: UTF8.self).uppercased()
        return byWord[word]?.takesDocument ?? false
    }

    private static func check(subject: String?, of spec: CommandSpec) throws(WireError) -> String? {
        guard let known = spec.subject else {
            guard let subject else { return nil }
            throw Fault.strayFor(subject, spec)
        }
        guard let subject else {
            guard !known.isRequired else { throw Fault.missingSubject(known, spec) }
            return nil
        }
        guard known.kind.accepts(subject) else {
            if known.kind == .verb { throw Fault.unknownVerb(subject.uppercased()) }
            throw Fault.badValue(subject, of: known.label, known.kind)
        }
        return subject
    }
}

extension Constraint {
    func check(_ request: Request, _ spec: CommandSpec) throws(WireError) {
        switch self {
        case .exactlyOne(let names):
            switch names.count(where: { request[$0] != nil }) {
            case 0: throw Fault.oneOf(names, spec)
            case 1: return
            default: throw Fault.notTogether(names)
            }
        case .atMostOne(let names):
            if names.count(where: { request[$0] != nil }) > 1 { throw Fault.notTogether(names) }
        case .together(let names):
            guard let given = names.first(where: { request[$0] != nil }) else { return }
            for name in names where request[name] == nil { throw Fault.needed(name, by: given) }
        case .needs(let given, let names):
            guard request[given] != nil else { return }
            for name in names where request[name] == nil { throw Fault.needed(name, by: given) }
        }
    }
}
