package import Booking

/// An instrument's free and busy time as iCalendar (RFC 5545), for anybody's calendar program: times only, no names.
package enum FreeBusy {
    /// - Parameters:
    ///   - busy: what is taken; pieces that overlap or touch are joined.
    ///   - unavailable: when nobody can book it: closures, and what lies outside the open hours.
    ///   - uid: the same each time and nobody else's, as `siom/sem-01@zj`.
    /// - Returns: lines without their ends.
    package static func document(
        of path: InstrumentPath, name: String, window: Period, busy: [Period], unavailable: [Period] = [], uid: String,
        stamp: Instant
    ) -> [String] {
        typealias Text = CalendarText
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yiqi//yiqid//ZH", "CALSCALE:GREGORIAN",
            "BEGIN:VFREEBUSY", "UID:\(Text.escaped(uid))", "DTSTAMP:\(Text.utc(stamp))",
            "DTSTART:\(Text.utc(window.start))", "DTEND:\(Text.utc(window.end))",
            "COMMENT:\(Text.escaped("\(path) \(name)"))",
        ]
        for (kind, periods) in [("BUSY", busy), ("BUSY-UNAVAILABLE", unavailable)] {
            for period in periods.merged() {
                guard let inside = period.intersection(window) else { continue }
                lines.append("FREEBUSY;FBTYPE=\(kind):\(Text.utc(inside.start))/\(Text.utc(inside.end))")
            }
        }
        lines += ["END:VFREEBUSY", "END:VCALENDAR"]
        return lines.flatMap(Text.folded)
    }
}
