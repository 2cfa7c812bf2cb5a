import Booking

/// Figures as a reader of the bulletin sees them.
enum Shown {
    /// `71.43%`; a dash where the rate has no value.
    static func percent(_ rate: Ratio) -> String {
        guard let value = rate.tenThousandths else { return "–" }
        let rest = value % 100
        return "\(value / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }

    /// Hours with one decimal, half up, in groups of three: `1,234.5`.
    static func hours(_ minutes: Int) -> String {
        let tenths = (minutes * 10 + 30) / 60
        return "\(count(tenths / 10)).\(tenths % 10)"
    }

    static func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var out = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out += "," }
            out.append(digit)
        }
        return out
    }

    /// Yuan and fen, in groups of three.
    static func money(_ money: Money) -> String {
        let fen = money.fen.magnitude % 100
        let sign = money.fen < 0 ? "-" : ""
        return sign + count(Int(money.fen.magnitude / 100)) + "." + (fen < 10 ? "0" : "") + "\(fen)"
    }

    /// A printed value, or a dash for none.
    static func cell(_ text: String) -> String { text.isEmpty ? "–" : text }

    /// `2026-11-03 09:00` of a printed instant.
    static func moment(_ printed: String) -> String {
        printed.utf8.count == 25 ? printed.prefix(10) + " " + printed.dropFirst(11).prefix(5) : printed
    }
}
