/// Well-formed markup, a line for each element: what is written here is XML as well as HTML. Text and attributes are
/// escaped here and nowhere else, so that no name can become markup.
struct Markup {
    private(set) var lines: [String] = []

    /// `<name attribute="…">text</name>`
    mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String) {
        lines.append("<\(name)\(Self.attributes(attributes))>\(Self.escaped(text))</\(name)>")
    }

    mutating func element(_ name: String, _ text: String) { element(name, [:], text) }

    /// `<name attribute="…" />`
    mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        lines.append("<\(name)\(Self.attributes(attributes)) />")
    }

    mutating func inside(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ body: (inout Markup) -> Void
    ) {
        lines.append("<\(name)\(Self.attributes(attributes))>")
        body(&self)
        lines.append("</\(name)>")
    }

    /// Lines that are markup already; never anybody's text.
    mutating func add(_ markup: [String]) { lines += markup }

    private static func attributes(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    /// Characters that XML does not allow are left out, and those that turn the direction of what stands beside them.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: out += "&amp;"
            case 0x3C: out += "&lt;"
            case 0x3E: out += "&gt;"
            case 0x22: out += "&quot;"
            case 0x27: out += "&#39;"
            case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: out += " "
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: break
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}

extension String {
    /// At most so many characters, the last of them a sign that something is missing.
    func clipped(_ most: Int) -> String { count <= most ? self : prefix(most - 1) + "…" }
}
