import Booking

/// One `%` line, read for its form only; what it means for a list is for ``Mapping``.
enum Directive {
    case map(column: String, to: InventoryField?)
    case `default`(InventoryField, String)
    case unit(InventoryField, String)
    case compose(InventoryField, [Piece])
    case value(InventoryField, from: String, to: String)
    case layoutServices
    case slug(InventoryField)
    /// Why value, funding or date of acceptance are corrected (rule D7).
    case correction(String)
    /// A price that is meant (rule D8).
    case confirmPrice(number: String, service: String, Money)
    case list

    enum Piece: Hashable {
        case text(String)
        case column(String)
    }

    static let forms =
        "%map COLUMN = field, %default field = value, %unit field = 万元, %compose field = {Column} {Column 2}, "
        + "%value field: from = to, %layout services, %slug number, "
        + "%correction reason, %confirm-price number/service price, %list"

    init(_ line: String) throws(ValueFault) {
        let body = Folding.trim(String(line.dropFirst()))
        let word = body.prefix { $0.isASCII && ($0.isLetter || $0 == "-") }
        let rest = Folding.trim(String(body.dropFirst(word.count)))
        switch word.lowercased() {
        case "map": self = try Self.map(rest)
        case "default":
            let (field, value) = try Self.assignment(rest, form: "%default field = value")
            guard field != .number else {
                throw ValueFault(
                    "编号不能有默认值；每台仪器须有自己的编号。", "The number cannot have a default; every instrument has its own.")
            }
            self = .default(field, value)
        case "unit":
            let (field, value) = try Self.assignment(rest, form: "%unit field = 万元")
            self = .unit(field, value)
        case "compose":
            let (field, template) = try Self.assignment(rest, form: "%compose field = {Column} {Column 2}")
            self = .compose(field, try Self.pieces(template))
        case "value": self = try Self.value(rest)
        case "layout":
            guard Folding.key(rest) == "services" else {
                throw ValueFault("只有 %layout services 一种；请照此写。", "There is only %layout services; write that.")
            }
            self = .layoutServices
        case "slug":
            let field = try Self.field(rest, form: "%slug number")
            guard field == .number || field == .serviceCode else {
                throw ValueFault("%slug 只用于 number 或 service-code。", "%slug is for number or service-code only.")
            }
            self = .slug(field)
        case "correction":
            guard !rest.isEmpty else {
                throw ValueFault(
                    "请写明更正的理由，如 %correction 审计核定原值。",
                    "Say why: %correction and the reason, as %correction audited value.")
            }
            self = .correction(Self.unquoted(rest))
        case "confirm-price": self = try Self.confirmation(rest)
        case "list":
            guard rest.isEmpty else { throw ValueFault("%list 之后不应有文字。", "Nothing may follow %list.") }
            self = .list
        default:
            throw ValueFault(
                "没有 \(quoted("%" + word)) 这样的指令；可写：\(Self.forms)。表头若以 % 开头，请加引号。",
                "There is no directive \(quoted("%" + word)); there are \(Self.forms). A heading that begins with % must be quoted."
            )
        }
    }

    /// `%map COLUMN = field`; `extra` keeps a column as an extra though its heading is known.
    private static func map(_ rest: String) throws(ValueFault) -> Directive {
        let form = "%map COLUMN = field"
        guard let cut = rest.lastIndex(of: "=") else { throw malformed(rest, form) }
        let column = unquoted(Folding.trim(String(rest[..<cut])))
        let target = Folding.trim(String(rest[rest.index(after: cut)...]))
        guard !column.isEmpty else { throw malformed(rest, form) }
        if Folding.key(target) == "extra" { return .map(column: column, to: nil) }
        return .map(column: column, to: try field(target, form: form))
    }

    /// `%confirm-price number/service price`: neither name has a slash or a space in it.
    private static func confirmation(_ rest: String) throws(ValueFault) -> Directive {
        let form = "%confirm-price number/service 350.00"
        guard let cut = rest.firstIndex(where: { $0.isWhitespace }) else { throw malformed(rest, form) }
        let names = rest[..<cut].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard names.count == 2, names.allSatisfy({ !$0.isEmpty }) else { throw malformed(rest, form) }
        let price = try MoneyText.money(Folding.trim(String(rest[cut...])), unit: MoneyText.Unit("元"))
        return .confirmPrice(number: names[0], service: names[1], price)
    }

    private static func value(_ rest: String) throws(ValueFault) -> Directive {
        let form = "%value field: from = to"
        guard let colon = rest.firstIndex(where: { $0 == ":" || $0 == "：" }) else { throw malformed(rest, form) }
        let field = try field(Folding.trim(String(rest[..<colon])), form: form)
        let pair = rest[rest.index(after: colon)...]
        guard let cut = pair.lastIndex(of: "=") else { throw malformed(rest, form) }
        let from = unquoted(Folding.trim(String(pair[..<cut])))
        guard !from.isEmpty else { throw malformed(rest, form) }
        return .value(field, from: from, to: unquoted(Folding.trim(String(pair[pair.index(after: cut)...]))))
    }

    private static func assignment(_ rest: String, form: String) throws(ValueFault) -> (InventoryField, String) {
        guard let cut = rest.firstIndex(of: "=") else { throw malformed(rest, form) }
        let value = unquoted(Folding.trim(String(rest[rest.index(after: cut)...])))
        guard !value.isEmpty else { throw malformed(rest, form) }
        return (try field(Folding.trim(String(rest[..<cut])), form: form), value)
    }

    private static func field(_ name: String, form: String) throws(ValueFault) -> InventoryField {
        if name.isEmpty { throw malformed("", form) }
        if let field = HeadingNames.field(Folding.key(name)) { return field }
        let known = InventoryField.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValueFault(
            "没有 \(quoted(name)) 这一字段；可写：\(known)。", "There is no field \(quoted(name)); there are \(known).")
    }

    private static func pieces(_ template: String) throws(ValueFault) -> [Piece] {
        let cure = ValueFault(
            "%compose 的花括号须成对并含列名，如 {Name} {Serial Number}。",
            "The braces of %compose must be paired and hold a column, as {Name} {Serial Number}.")
        var pieces: [Piece] = []
        var rest = template[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else { throw cure }
            if open != rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            let column = Folding.trim(String(rest[rest.index(after: open)..<close]))
            guard !column.isEmpty, !column.contains("{") else { throw cure }
            pieces.append(.column(column))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        guard pieces.contains(where: { if case .column = $0 { true } else { false } }) else { throw cure }
        return pieces
    }

    private static func unquoted(_ text: String) -> String {
        guard text.utf8.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        return String(text.dropFirst().dropLast())
    }

    private static func malformed(_ rest: String, _ form: String) -> ValueFault {
        ValueFault("\(quoted(rest)) 写法不对；应写作 \(form)。", "\(quoted(rest)) is malformed; write \(form).")
    }
}
