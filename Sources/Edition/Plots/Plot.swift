import Booking

/// What plots share: a picture that says what it is, sizes in its own units, and text that fits.
enum Plot {
    /// Width of every picture, so that they stand under each other; the page scales them.
    static let width = 720
    /// Where bars begin, right of the labels.
    static let left = 200
    static let row = 24

    /// Lines of an SVG element with its title and description for those who cannot see it.
    ///
    /// - Parameter id: unique in the document.
    static func picture(
        id: String, title: String, description: String, height: Int, _ body: (inout Markup) -> Void
    ) -> [String] {
        var markup = Markup()
        markup.inside(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(height)", "role": "img",
                "aria-labelledby": "\(id)-title \(id)-desc",
            ]
        ) {
            $0.element("title", ["id": "\(id)-title"], title)
            $0.element("desc", ["id": "\(id)-desc"], description)
            body(&$0)
        }
        return markup.lines
    }

    /// Hundredths as a decimal number, `12.5`.
    static func number(_ hundredths: Int) -> String {
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)" }
        return "\(whole)." + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
    }

    /// The beginning of a label that fits left of the bars; a wide character takes the room of two.
    static func label(_ text: String) -> String {
        var room = 27
        var out = ""
        for character in text {
            let width = (character.unicodeScalars.first?.value ?? 0) >= 0x1100 ? 2 : 1
            if room - width < 1 { return out + "…" }
            room -= width
            out.append(character)
        }
        return out
    }
}
