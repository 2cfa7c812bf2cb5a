import Booking
import Wire

/// Lengths of time as people write them: `90m`, `2h`, `1h30m`, `2 hours`, `半小时`, `1小时30分钟`, `1天`.
package enum HumanSpan {
    private static let units: [(String, Int)] = [
        ("minutes", 1), ("minute", 1), ("mins", 1), ("min", 1), ("m", 1), ("分钟", 1), ("分", 1), ("hours", 60),
        ("hour", 60),
        ("hrs", 60), ("hr", 60), ("h", 60), ("个小时", 60), ("小时", 60), ("个钟头", 60), ("days", 1_440), ("day", 1_440),
        ("d", 1_440), ("天", 1_440),
    ]

    /// A length for the wire.
    package static func read(_ text: String) throws(ClientError) -> String {
        var scanner = TextScanner(text)
        if let total = minutes(&scanner), scanner.isAtEnd, total > 0 { return wire(total) }
        throw .usage(
            zh: "看不懂时长 \(snippet(text))：可以写 90m、2h、1h30m、1d、半小时、2小时。",
            en: "The length \(snippet(text)) is not understood: write 90m, 2h, 1h30m, 1d or \"2 hours\".")
    }

    static func minutes(_ scanner: inout TextScanner) -> Int? {
        var total = 0
        var some = false
        while !scanner.isAtEnd {
            if scanner.take("半小时") || scanner.take("半个小时") {
                total += 30
            } else {
                // A year of minutes is more than any booking.
                guard let number = scanner.number(atMost: 6) else { return nil }
                scanner.skipSpaces()
                guard let unit = units.first(where: { scanner.take($0.0) && !runsOn(scanner) }) else { return nil }
                total += number * unit.1
            }
            some = true
            scanner.skipSpaces()
        }
        return some ? total : nil
    }

    private static func runsOn(_ scanner: TextScanner) -> Bool {
        scanner.rest.first.map { $0.isASCII && $0.isLetter } ?? false
    }

    private static func wire(_ minutes: Int) -> String {
        if minutes % 1_440 == 0 { return "\(minutes / 1_440)d" }
        let hours = minutes / 60 > 0 ? "\(minutes / 60)h" : ""
        return minutes % 60 == 0 ? hours : "\(hours)\(minutes % 60)m"
    }
}
