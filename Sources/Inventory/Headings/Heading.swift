/// One heading of a list, with the field it names and the unit it states: `原值（万元）`.
struct Heading {
    /// As the list has it.
    let text: String
    let key: String
    /// Without what stands in brackets at its end.
    let bareKey: String
    /// What stands in brackets at its end.
    let unit: String?
    let field: InventoryField?
    /// The name of the extra that the column becomes if it is no field.
    let extraName: String

    /// Put before a heading, it makes the column an extra whatever its name.
    static let extraMark = "extra:"

    init(_ text: String) {
        self.text = text
        let clean = CellText.clean(text)
        if clean.hasPrefix(Self.extraMark) {
            extraName = String(clean.dropFirst(Self.extraMark.count))
            key = Folding.key(clean)
            bareKey = key
            unit = nil
            field = nil
            return
        }
        extraName = clean
        key = Folding.key(clean)
        let (bare, inside) = Self.bracketed(clean)
        bareKey = Folding.key(bare)
        if let known = HeadingNames.field(key) {
            field = known
            unit = nil
        } else if let inside, let known = HeadingNames.field(bareKey), Self.says(inside, known) {
            field = known
            unit = known.dimension == nil ? nil : inside
        } else {
            field = nil
            unit = nil
        }
    }

    /// Whether a column of this name would not come back as an extra of this name.
    static func needsMark(_ name: String) -> Bool {
        name.hasPrefix(extraMark) || name.isEmpty || Heading(CellText.escaped(name)).field != nil
            || Folding.key(name).isEmpty
    }

    /// A bracketed remark is part of a name that we know only if it is a unit of that field, or says no more than that
    /// the column is required or how it is written.
    private static func says(_ inside: String, _ field: InventoryField) -> Bool {
        if let dimension = field.dimension { return UnitHint(inside, dimension) != nil }
        return ["必填", "选填", "required", "optional", "中文", "zh", "yyyymmdd", "年月日", "国别"].contains(Folding.key(inside))
    }

    private static func bracketed(_ text: String) -> (String, String?) {
        let plain = Folding.trim(Folding.narrow(text))
        for (open, close) in [("(", ")"), ("[", "]"), ("【", "】")] where plain.hasSuffix(close) {
            guard let start = plain.range(ofLast: open) else { continue }
            return (String(plain[..<start]), String(plain[plain.index(after: start)...].dropLast()))
        }
        // `原值/万元`
        if let slash = plain.lastIndex(of: "/") {
            return (String(plain[..<slash]), String(plain[plain.index(after: slash)...]))
        }
        return (plain, nil)
    }
}

extension String {
    fileprivate func range(ofLast sign: String) -> Index? { sign.first.flatMap { lastIndex(of: $0) } }
}
