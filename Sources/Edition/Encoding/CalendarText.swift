import Booking

/// Lines of iCalendar (RFC 5545) as they have to be written. The end of line, CR LF, is the transport's.
enum CalendarText {
    /// `20261201T010000Z`
    static func utc(_ instant: Instant) -> String {
        let local = ZoneCalendar.utc.local(instant)
        let second = local.secondOfDay
        let clock = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
        return "\(local.day.description.filter { $0 != "-" })T\(clock)Z"
    }

    /// A TEXT value (3.3.11): whatever ends a line somewhere is the one escape for it, other controls are left out.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x5C, 0x3B, 0x2C: out += "\\\(scalar)"
            case 0x0A, 0x85, 0x2028, 0x2029: out += "\\n"
            case 0..<0x20, 0x7F..<0xA0: break
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Lines of at most 75 bytes (3.1); the rest of a longer one follows behind a space. No character is cut.
    static func folded(_ line: String) -> [String] {
        var lines: [String] = []
        var current = ""
        var length = 0
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if length + width > 75 {
                lines.append(current)
                (current, length) = (" ", 1)
            }
            current.unicodeScalars.append(scalar)
            length += width
        }
        return lines + [current]
    }
}
