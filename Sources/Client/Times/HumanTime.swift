package import Booking
package import Wire

/// Reads times as people type them and writes them as the wire wants them.
///
/// Everything relative counts from `now`, which is the daemon's clock in the zone's time, so that a traveller's
/// computer books the hour that the instrument's wall shows.
package struct HumanTime: Sendable {
    package let now: WallClock

    package init(now: WallClock) { self.now = now }

    /// The clock of a greeting: its `time=`.
    package init?(greeting: ParsedReply) {
        guard let now = greeting["time"].flatMap({ WallClock(wire: $0) }) else { return nil }
        self.init(now: now)
    }

    /// What is understood, for help and messages.
    package static let forms = Bilingual(
        zh: "2026-12-02T09:00、\"2026-12-02 9:00\"、\"明天 9:00\"、\"周五 14:00\"、\"下周一 9点半\"、14:00、+2h、now",
        en: "2026-12-02T09:00, \"2026-12-02 9:00\", \"tomorrow 9:00\", \"fri 14:00\", \"next mon 9am\", 14:00, +2h, now"
    )

    /// An instant for the wire. A day without a time is its first minute; a time without a day is the next such time.
    package func instant(_ text: String) throws(ClientError) -> String {
        if Self.isExact(text) { return text }
        var scanner = TextScanner(text)
        if let result = clock(&scanner), scanner.isAtEnd { return result.description }
        throw .usage(
            zh: "看不懂时间 \(snippet(text))：可以写 \(Self.forms.zh)。",
            en: "The time \(snippet(text)) is not understood: write \(Self.forms.en).")
    }

    /// A day for the wire.
    package func day(_ text: String) throws(ClientError) -> String {
        var scanner = TextScanner(text)
        if let day = HumanDay.take(&scanner, now: now)?.day, scanner.isAtEnd { return day.description }
        throw .usage(
            zh: "看不懂日期 \(snippet(text))：可以写 2026-12-02、明天、周五、下周一。",
            en: "The day \(snippet(text)) is not understood: write 2026-12-02, tomorrow, fri or \"next mon\".")
    }

    /// A month for the wire.
    package func month(_ text: String) throws(ClientError) -> String {
        let scanner = TextScanner(text)
        switch String(scanner.rest) {
        case "this", "this month", "本月", "这个月": return now.day.month.description
        case "last", "last month", "上月", "上个月": return now.day.month.previous.description
        default:
            if Month(text: text) != nil { return text }
            throw .usage(
                zh: "看不懂月份 \(snippet(text))：可以写 2026-11、本月、上月。",
                en: "The month \(snippet(text)) is not understood: write 2026-11, this or last.")
        }
    }

    /// Already as the wire has it, with an offset or a T: passed on untouched, for the daemon to judge.
    private static func isExact(_ text: String) -> Bool {
        guard WallClock(wire: text) != nil, text.utf8.count >= 16 else { return false }
        let tail = text.dropFirst(16)
        return text.utf8.dropFirst(10).first == UInt8(ascii: "T") && !tail.contains(" ")
    }

    private func clock(_ scanner: inout TextScanner) -> WallClock? {
        if scanner.takeWord("now") || scanner.takeWord("现在") { return now }
        for (sign, factor) in [("+", 1), ("-", -1)] where scanner.take(sign) {
            return HumanSpan.minutes(&scanner).map { now + $0 * factor }
        }
        let day = HumanDay.take(&scanner, now: now)
        if day != nil {
            for filler in [",", " at ", " ", "t", "的"] where scanner.take(filler) { break }
            scanner.skipSpaces()
            if scanner.isAtEnd { return day.map { WallClock(day: $0.day, minute: 0) } }
        }
        guard let minute = HumanClock.take(&scanner) else { return nil }
        guard let day else {
            let today = WallClock(day: now.day, minute: 0) + minute
            return today >= now ? today : today + 1_440
        }
        let result = WallClock(day: day.day, minute: 0) + minute
        // "fri 9:00" said on a Friday afternoon is next week's.
        return day.isBareWeekday && result < now ? result + 7 * 1_440 : result
    }
}
