package import Booking

/// An instrument's free and busy time as iCalendar (RFC 5545), for anybody's calendar program: times only, no names.
package enum FreeBusy {
    /// - Parameters:
    ///   - busy: booked or closed time; what overlaps or touches is joined.
    ///   - uid: unique and the same each time, as `sem-01.siom@zone`.
    package static func document(
        of path: InstrumentPath, name: String, window: Period, busy: [Period], uid: String, stamp: Instant
    ) -> [String] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yiqi//yiqid//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "BEGIN:VFREEBUSY", "UID:\(escaped(uid))", "DTSTAMP:\(utc(stamp))", "DTSTART:\(utc(window.start))",
            "DTEND:\(utc(window.end))", "COMMENT:\(escaped("\(path) \(name)"))",
        ]
        for period in busy.merged() {
            guard let inside = period.intersection(window) else { continue }
            lines.append("FREEBUSY;FBTYPE=BUSY:\(utc(inside.start))/\(utc(inside.end))")
        }
        lines += ["END:VFREEBUSY", "END:VCALENDAR"]
        return lines.flatMap(folded)
    }

    /// `20261201T010000Z`
    static func utc(_ instant: Instant) -> String {
        let local = ZoneCalendar.utc.local(instant)
        let day = local.day.description.filter { $0 != "-" }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let second = local.secondOfDay
        return "\(day)T\(two(second / 3600))\(two(second / 60 % 60))\(two(second % 60))Z"
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": out += "\\\(scalar)"
            case "\n": out += "\\n"
            case _ where scalar.value < 32: break
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Lines of at most 75 bytes; the rest of a longer one follows behind a space. No character is cut.
    private static func folded(_ line: String) -> [String] {
        var lines: [String] = []
        var current = ""
        for scalar in line.unicodeScalars {
            if current.utf8.count + String(scalar).utf8.count > 75 {
                lines.append(current)
                current = " "
            }
            current.unicodeScalars.append(scalar)
        }
        return lines + [current]
    }
}
