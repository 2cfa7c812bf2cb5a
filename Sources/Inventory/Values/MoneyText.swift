import Booking

/// Amounts of yuan as people write them.
enum MoneyText {
    /// How many fen one of a unit is.
    struct Unit: Hashable {
        let fen: Int64
        let name: String

        /// `元`, `万元`, `亿元`, `yuan`, `CNY`, `千元`, `fen` …; nil for anything else.
        init?(_ text: String) {
            var word = Folding.key(text)
            for currency in Self.currencies where word.hasSuffix(currency) && word != currency {
                word.removeLast(currency.count)
                break
            }
            if Self.currencies.contains(word) { word = "" }
            guard let factor = Self.factors[word] else { return nil }
            fen = factor
            name = text
        }

        private static let currencies = ["人民币元", "元人民币", "元整", "人民币", "元", "圆", "yuan", "rmb", "cny", "¥"]
        private static let factors: [String: Int64] = [
            "": 100, "千": 100_000, "万": 1_000_000, "十万": 10_000_000, "百万": 100_000_000, "千万": 1_000_000_000,
            "亿": 10_000_000_000, "分": 1, "fen": 1, "角": 10,
        ]
    }

    /// Reads `94.94 万元`, `¥1,200`, `360万元`, `1.2亿元`, `RMB 500`; a bare number only with a unit given for it.
    static func money(_ text: String, unit given: Unit?) throws(ValueFault) -> Money {
        guard let amount = DecimalText(leading: text) else { throw notMoney(text) }
        let unit: Unit
        if amount.before.isEmpty, amount.after.isEmpty {
            guard let stated = given ?? (amount.isZero ? Unit("元") : nil) else {
                throw ValueFault(
                    "\(quoted(text)) 没有单位，是元还是万元不得而知；请写明（如 \(text)元 或 \(text)万元），或用 %unit 指明整列的单位。",
                    "\(quoted(text)) has no unit, so it may be yuan or ten thousand yuan; write it (\(text)元 or \(text)万元) or state one for the column with %unit."
                )
            }
            unit = stated
        } else {
            guard amount.before.isEmpty || prefixes.contains(Folding.key(amount.before)) else { throw notMoney(text) }
            guard let own = Unit(amount.after.isEmpty ? "元" : amount.after) else { throw notMoney(text) }
            unit = own
        }
        guard let fen = amount.times(unit.fen), fen <= Int64(1) << 50 else {
            throw ValueFault(
                "\(quoted(text)) 不是整数分，或数额过大。", "\(quoted(text)) is finer than a fen or beyond all bounds.")
        }
        return Money(fen: fen)
    }

    private static let prefixes: Set<String> = ["¥", "rmb", "cny", "人民币", "rmb¥", "cny¥"]

    private static func notMoney(_ text: String) -> ValueFault {
        ValueFault(
            "\(quoted(text)) 不是人民币金额；请写一个数和单位，如 360万元、¥1,200、94.94 万元。",
            "\(quoted(text)) is not an amount of yuan; write one number with its unit, as 360万元, ¥1,200, 94.94 万元.")
    }
}

/// A decimal number without sign or exponent inside a text, exact.
struct DecimalText {
    /// What stands before the number and after it, trimmed.
    let before: String
    let after: String
    private let digits: Int64
    private let decimals: Int

    /// Nil where the text has no number, more digits than can be held, commas out of place, or a sign.
    init?(leading text: String) {
        let plain = Folding.narrow(text)
        guard let start = plain.firstIndex(where: { $0.isASCII && $0.isNumber }) else { return nil }
        let end =
            plain[start...].firstIndex { !($0.isASCII && ($0.isNumber || $0 == "," || $0 == ".")) } ?? plain.endIndex
        before = Folding.trim(String(plain[..<start]))
        after = Folding.trim(String(plain[end...]))
        guard !before.hasSuffix("-"), !before.hasSuffix("."), !after.contains(where: { $0.isASCII && $0.isNumber })
        else {
            return nil
        }
        let halves = plain[start..<end].split(separator: ".", omittingEmptySubsequences: false)
        guard halves.count <= 2, let whole = Self.grouped(halves[0]) else { return nil }
        var fraction = halves.count == 2 ? halves[1] : ""
        guard halves.count == 1 || !fraction.isEmpty, !fraction.contains(",") else { return nil }
        while fraction.last == "0" { fraction.removeLast() }
        guard whole.utf8.count + fraction.utf8.count <= 18, let value = Int64(whole + fraction) else { return nil }
        digits = value
        decimals = fraction.utf8.count
    }

    var isZero: Bool { digits == 0 }

    /// The number times a whole factor; nil where that is not whole or too large.
    func times(_ factor: Int64) -> Int64? {
        let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
        var scale: Int64 = 1
        for _ in 0..<decimals { scale *= 10 }
        if overflow {
            // A long fraction may still fit once the factor is divided first.
            guard factor % scale == 0 else { return nil }
            let (exact, tooLarge) = digits.multipliedReportingOverflow(by: factor / scale)
            return tooLarge ? nil : exact
        }
        return product % scale == 0 ? product / scale : nil
    }

    /// Digits with commas in threes, or without any.
    private static func grouped(_ text: Substring) -> String? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1 else { return text.isEmpty ? nil : String(text) }
        guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        return groups.joined()
    }
}
