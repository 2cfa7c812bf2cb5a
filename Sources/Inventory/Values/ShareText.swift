import Booking

/// Shares of the whole, as percent.
enum ShareText {
    /// Reads `70%`, `33.33 ％`, `百分之70`, 全额; a bare number only with a unit given, and 0.
    static func share(_ text: String, unit given: Unit?) throws(ValueFault) -> Share {
        switch Folding.key(text) {
        case "全额", "全部", "all": return Share(basisPoints: 10_000)
        case "none", "无": return Share(basisPoints: 0)
        default: break
        }
        guard let number = DecimalText(leading: text), number.before.isEmpty || number.before == "百分之" else {
            throw notShare(text)
        }
        let factor: Int64
        switch (number.before, number.after) {
        case ("", "%"), ("百分之", ""): factor = 100
        case ("", ""):
            guard let given = given ?? (number.isZero ? .percent : nil) else {
                throw ValueFault(
                    "\(quoted(text)) 没有单位；请写 \(text)%，或用 %unit public-share = % 指明整列的单位。",
                    "\(quoted(text)) has no unit; write \(text)%, or state it for the column with %unit public-share = %."
                )
            }
            factor = given == .percent ? 100 : 10_000
        default: throw notShare(text)
        }
        guard let points = number.times(factor), points <= 10_000 else {
            throw ValueFault(
                "\(quoted(text)) 应在 0% 到 100% 之间，至多两位小数。",
                "\(quoted(text)) must lie between 0% and 100%, with at most two decimals.")
        }
        return Share(basisPoints: Int(points))
    }

    enum Unit: Hashable {
        case percent, fraction

        init?(_ text: String) {
            switch Folding.key(text) {
            case "%", "percent", "百分比": self = .percent
            case "fraction", "小数", "1": self = .fraction
            default: return nil
            }
        }
    }

    private static func notShare(_ text: String) -> ValueFault {
        ValueFault("\(quoted(text)) 不是比例；请写如 70%。", "\(quoted(text)) is not a share; write 70% or the like.")
    }
}
