import Glibc

/// What one of the program's outputs is.
package struct Terminal: Hashable, Sendable {
    package let isTerminal: Bool
    package let hasColour: Bool
    /// Columns; tables are not made wider.
    package let width: Int

    package init(isTerminal: Bool, hasColour: Bool, width: Int) {
        self.isTerminal = isTerminal
        self.hasColour = hasColour
        self.width = width
    }

    /// Looks at a file descriptor and at `NO_COLOR`, `TERM` and `COLUMNS`.
    package static func of(_ descriptor: Int32, environment: (String) -> String?) -> Terminal {
        guard isatty(descriptor) == 1 else { return Terminal(isTerminal: false, hasColour: false, width: .max) }
        let plain = environment("NO_COLOR")?.isEmpty == false || environment("TERM") == "dumb"
        var size = winsize()
        var width = environment("COLUMNS").flatMap { Int($0) } ?? 0
        if width <= 0, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 { width = Int(size.ws_col) }
        return Terminal(isTerminal: true, hasColour: !plain, width: width >= 20 ? width : 80)
    }
}

/// The few colours that are used, by what they mean.
package enum Tint: String, Sendable {
    case good = "32"
    case bad = "31"
    case faint = "2"
    case strong = "1"

    package func paint(_ text: String, _ terminal: Terminal) -> String {
        terminal.hasColour && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
