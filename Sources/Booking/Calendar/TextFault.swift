/// A text that cannot be read, with what would be right.
package struct TextFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let message: Bilingual

    package init(zh: String, en: String) { message = Bilingual(zh: zh, en: en) }

    package var description: String { message.en }

    /// The input in quotes, cut to a length that a message can bear, control characters shown as a dot.
    package static func quote(_ text: some StringProtocol) -> String {
        var kept = ""
        for (count, character) in text.enumerated() {
            if count == 40 { return "\"\(kept)…\"" }
            let scalar = character.unicodeScalars.first!
            kept.append(scalar.value < 32 || scalar.value == 127 || character == "\"" ? "·" : character)
        }
        return "\"\(kept)\""
    }
}
