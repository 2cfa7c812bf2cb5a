import Booking

/// Lengths of time in whole minutes, for set-up and clean-down.
enum MinutesText {
    /// Reads `30m`, `1h30m`, `30分钟`, `1.5 小时`; a bare number only with a unit given, and 0.
    static func minutes(_ text: String, unit given: Unit?) throws(ValueFault) -> Int {
        var rest = Folding.key(escapingDots: text)[...]
        var total: Int64 = 0
        var smallest = Int64.max
        repeat {
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            let word = rest.dropFirst(digits.count).prefix { !($0.isASCII && $0.isNumber) }
            guard let number = DecimalText(leading: String(digits)) else { throw notTime(text) }
            rest = rest.dropFirst(digits.count + word.count)
            let unit: Unit
            if word.isEmpty {
                guard smallest == .max, rest.isEmpty, let stated = given ?? (number.isZero ? Unit("min") : nil) else {
                    throw ValueFault(
                        "\(quoted(text)) 没有时间单位；请写 \(text)分钟 或 \(text)小时，或用 %unit 指明整列的单位。",
                        "\(quoted(text)) has no unit of time; write \(text)m or \(text)h, or state one for the column with %unit."
                    )
                }
                unit = stated
            } else {
                guard let own = Unit(String(word)), own.minutes < smallest else { throw notTime(text) }
                unit = own
            }
            smallest = unit.minutes
            guard let minutes = number.times(unit.minutes), minutes <= longest else { throw outOfBounds(text) }
            total += minutes
        } while !rest.isEmpty
        guard total <= longest else { throw outOfBounds(text) }
        return Int(total)
    }

    /// A week: more is a closure, not a preparation.
    private static let longest: Int64 = 7 * 1440

    struct Unit: Hashable {
        let minutes: Int64

        init?(_ text: String) {
            switch Folding.key(text) {
            case "m", "min", "mins", "minute", "minutes", "分", "分钟": minutes = 1
            case "h", "hr", "hrs", "hour", "hours", "小时", "时", "个小时": minutes = 60
            case "d", "day", "days", "天", "日": minutes = 1440
            default: return nil
            }
        }
    }

    private static func notTime(_ text: String) -> ValueFault {
        ValueFault(
            "\(quoted(text)) 不是时长；请写如 30分钟、1h30m。",
            "\(quoted(text)) is not a length of time; write 30m, 1h30m or the like.")
    }

    private static func outOfBounds(_ text: String) -> ValueFault {
        ValueFault(
            "\(quoted(text)) 应为整数分钟，且不超过 7 天。", "\(quoted(text)) must be whole minutes, at most seven days.")
    }
}

extension Folding {
    /// Like ``key(_:)``, with decimal points kept and no sign swallowed.
    fileprivate static func key(escapingDots text: String) -> String {
        let plain = narrow(text)
        if plain.contains("-") { return plain }
        return plain.split(separator: ".", omittingEmptySubsequences: false).map { key($0) }.joined(separator: ".")
    }
}
