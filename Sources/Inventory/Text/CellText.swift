/// What a cell says, before it is read as any kind of value.
enum CellText {
    /// The ways in which people write that they do not know, as ``Folding/key(_:)`` has them.
    private static let unknown: Set<String> = [
        "", "/", "\\", "—", "——", "－", "不详", "未知", "暂无", "无", "待定", "待补", "tba", "tbd", "tbc", "n/a", "na", "null",
        "none",
        "unknown", "nil",
    ]

    private static let denials: Set<String> = ["no", "n", "false", "否", "没有", "未承诺", "0"]

    /// Without surrounding space, HTML entities decoded.
    static func clean(_ raw: String) -> String { Entities.decode(Folding.trim(raw)) }

    /// Whether the cell says nothing. An entity (`&#45;`) makes any text be meant as it stands.
    static func isUnknown(_ raw: String, for field: InventoryField? = nil) -> Bool {
        // Longer than any of the words in any spelling: most cells.
        if raw.utf8.count > 24 { return raw.unicodeScalars.allSatisfy(Folding.isSpace) }
        let key = Folding.key(raw)
        switch field {
        // Here "none" is a number.
        case .publicShare where key == "无" || key == "none": return false
        // A promise that is denied is none.
        case .commitment where denials.contains(key): return true
        default: return unknown.contains(key)
        }
    }

    /// The text of a cell that ``clean(_:)`` turns into `text` and that never reads as unknown.
    static func escaped(_ text: String, for field: InventoryField? = nil) -> String {
        let guarded = Entities.guardingAmpersands(text)
        if isUnknown(guarded, for: field), let first = text.unicodeScalars.first {
            return "&#\(first.value);" + escapedEnds(String(text.unicodeScalars.dropFirst()), front: false)
        }
        return escapedEnds(guarded, front: true)
    }

    /// Spaces at the ends and carriage returns anywhere as entities, since reading drops or changes them.
    private static func escapedEnds(_ text: String, front: Bool) -> String {
        let scalars = text.unicodeScalars
        let core = Folding.trim(text)
        if core == text, front, !scalars.contains("\r") { return text }
        guard let start = scalars.firstIndex(where: { !Folding.isSpace($0) }),
            let end = scalars.lastIndex(where: { !Folding.isSpace($0) })
        else { return scalars.map { "&#\($0.value);" }.joined() }
        var out = ""
        for index in scalars.indices {
            let scalar = scalars[index]
            let outside = (front && index < start) || index > end
            if outside || scalar == "\r" {
                out += "&#\(scalar.value);"
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
