import Booking

/// What can be wrong with a grammatical request. Each names the fault and the cure.
enum Fault {
    static func unknownVerb(_ word: String) -> WireError {
        let near = NearMatch.of(word, in: Verb.allCases.map(\.rawValue))
        let (zh, en) = suggestion(near, otherwise: ("输入 HELP 看全部命令", "HELP lists the commands"))
        return WireError(
            .unknownVerb, zh: "没有命令 \(snippet(word))：\(zh)", en: "There is no command \(snippet(word)): \(en)")
    }

    static func unknownField(_ name: String, _ spec: CommandSpec, _ subject: String?) -> WireError {
        let names = spec.fields(for: subject).map(\.name)
        let verb = command(spec, subject)
        let shown = String(snippet(name).dropFirst().dropLast())
        guard !names.isEmpty else {
            return WireError(
                .unknownField, field: shown, zh: "\(verb) 不带字段：去掉 \(shown)=。",
                en: "\(verb) takes no fields: leave out \(shown)=.")
        }
        let list = names.map { $0 + "=" }.joined(separator: " ")
        let near = NearMatch.of(name, in: names).map { $0 + "=" }
        let (zh, en) = suggestion(near, otherwise: ("它的字段有 \(list)", "its fields are \(list)"))
        return WireError(
            .unknownField, field: shown, zh: "\(verb) 没有字段 \(shown)=：\(zh)",
            en: "\(verb) has no field \(shown)=: \(en)")
    }

    static func repeated(_ name: String) -> WireError {
        .invalid(
            name, zh: "\(name)= 写了两次：只留一个，多个值用逗号连在一个值里。",
            en: "\(name)= is given twice: keep one; a list goes into one value, joined by commas.")
    }

    static func missing(_ field: FieldSpec, _ spec: CommandSpec, _ subject: String?) -> WireError {
        let verb = command(spec, subject)
        return WireError(
            .missingField, field: field.name, zh: "\(verb) 缺 \(field.name)=：\(field.kind.shape.zh)。",
            en: "\(verb) needs \(field.name)=: \(field.kind.shape.en).")
    }

    static func missingSubject(_ subject: SubjectSpec, _ spec: CommandSpec) -> WireError {
        let usage = "\(spec.verb.rawValue) \(subject.label)"
        return WireError(
            .missingField, field: subject.label, zh: "\(spec.verb.rawValue) 后面要写对象，\(usage)：\(subject.kind.shape.zh)。",
            en: "\(spec.verb.rawValue) needs its subject, \(usage): \(subject.kind.shape.en).")
    }

    static func strayFor(_ subject: String, _ spec: CommandSpec) -> WireError {
        let verb = spec.verb.rawValue
        let first = spec.fields.first.map { "\($0.name)=…" }
        return WireError(
            .syntax, zh: "\(verb) 后面不写对象，却有 \(snippet(subject))：\(first.map { "请写成字段，如 \($0)" } ?? "请去掉它")。",
            en: "\(verb) takes no subject, but there is \(snippet(subject)): "
                + "\(first.map { "write it as a field, as \($0)" } ?? "leave it out").")
    }

    static func badValue(_ value: String, of name: String, _ kind: ValueKind) -> WireError {
        guard kind != .secret else {
            return .invalid(
                name, zh: "\(name) 不像一个令牌：应为\(kind.shape.zh)。",
                en: "\(name) does not look like a token: it is \(kind.shape.en).")
        }
        let near = kind.allowed.flatMap { NearMatch.of(value, in: $0) }
        let zh = near.map { "是不是 \($0)？应为" } ?? "应为"
        let en = near.map { "did you mean \($0)? It is " } ?? "it is "
        let quoted = value.isEmpty ? "\"\"" : snippet(value)
        return .invalid(
            name, zh: "\(name) 不能是 \(quoted)：\(zh)\(kind.shape.zh)。",
            en: "\(name) cannot be \(quoted): \(en)\(kind.shape.en).")
    }

    static func oneOf(_ names: [String], _ spec: CommandSpec) -> WireError {
        let zh = names.map { $0 + "=" }.joined(separator: " 或 ")
        let en = names.map { $0 + "=" }.joined(separator: " or ")
        let verb = spec.verb.rawValue
        return WireError(
            .missingField, field: names[0], zh: "\(verb) 缺 \(zh)：写其中一个，如 for=2h。",
            en: "\(verb) needs \(en): give one, as for=2h.")
    }

    static func notTogether(_ names: [String]) -> WireError {
        .invalid(
            names[names.count - 1], zh: names.map { $0 + "=" }.joined(separator: " 与 ") + " 只能写一个。",
            en: "Give only one of " + names.map { $0 + "=" }.joined(separator: " and ") + ".")
    }

    static func needed(_ name: String, by given: String) -> WireError {
        WireError(
            .missingField, field: name, zh: "写了 \(given)= 就要写 \(name)=。",
            en: "\(given)= goes only with \(name)=: add it.")
    }

    private static func command(_ spec: CommandSpec, _ subject: String?) -> String {
        guard case .oneOf? = spec.subject?.kind, let subject else { return spec.verb.rawValue }
        return "\(spec.verb.rawValue) \(subject)"
    }

    /// How a sentence ends, with its stop.
    private static func suggestion(_ near: String?, otherwise: (String, String)) -> (String, String) {
        if let near { return ("是不是 \(near)？", "did you mean \(near)?") }
        return (otherwise.0 + "。", otherwise.1 + ".")
    }
}
