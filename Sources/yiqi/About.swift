import ArgumentParser
import Booking
import Wire

/// An option's help, from the command table.
func about(_ verb: Verb, _ field: String) -> ArgumentHelp {
    let known = CommandTable.lookup(verb).fields.filter { $0.name == field }
    guard let first = known.first else { preconditionFailure("\(verb) has no field \(field)") }
    // ADD has fields of one name for several kinds of things.
    let texts = known.map { spec in
        (spec.subjects.map { $0.joined(separator: "|") + ": " } ?? "") + spec.help[language]
    }
    var text = asOptions(texts.joined(separator: "; "), verb)
    if first.kind.placeholder == "word", let words = first.kind.allowed {
        text += " (" + words.joined(separator: ", ") + ")"
    }
    return ArgumentHelp(text, valueName: first.kind.placeholder)
}

/// A text that speaks of fields, as `end=`, made to speak of options, as `--end`.
func asOptions(_ text: String, _ verb: Verb) -> String {
    var result = text
    let names = Set(CommandTable.lookup(verb).fields.map(\.name)).sorted { $0.count > $1.count }
    for name in names {
        var rest = result[...]
        var changed = ""
        while let found = rest.firstRange(of: name + "=") {
            let before = rest[..<found.lowerBound].last
            let isWhole = before.map { !($0.isASCII && $0.isLetter) && $0 != "-" } ?? true
            changed += rest[..<found.lowerBound]
            changed += isWhole ? "--" + name + (followedByValue(rest[found.upperBound...]) ? "=" : "") : name + "="
            rest = rest[found.upperBound...]
        }
        result = changed + rest
    }
    return result
}

private func followedByValue(_ rest: Substring) -> Bool {
    rest.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
}

/// An argument's help, from the command table.
func about(_ verb: Verb) -> ArgumentHelp {
    guard let subject = CommandTable.lookup(verb).subject else { preconditionFailure("\(verb) has no subject") }
    return ArgumentHelp(subject.help[language], valueName: subject.label)
}

/// The words that an option may have, for completion.
func words(_ verb: Verb, _ field: String) -> CompletionKind {
    .list(CommandTable.lookup(verb).fields.first { $0.name == field }?.kind.allowed ?? [])
}

extension ValueKind {
    fileprivate var placeholder: String {
        switch self {
        case .text, .code, .verb: "text"
        case .instrument, .unitOrInstrument, .place: "unit/number"
        case .booking: "booking"
        case .closure: "closure"
        case .wish: "wish"
        case .need: "need"
        case .account: "organisation/person"
        case .organisationOrAccount: "organisation[/person]"
        case .instant: "time"
        case .span: "length"
        case .day: "day"
        case .month, .months: "month"
        case .money: "yuan"
        case .share: "percent"
        case .integer: "number"
        case .oneOf(let words): words.count > 5 ? "word" : words.joined(separator: "|")
        case .yesNo: "yes|no"
        case .secret: "token"
        }
    }
}
