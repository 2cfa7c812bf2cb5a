/// Prices declare their basis, the cost items they are made of, and cover costs only.
///
/// The profile asks for the declaration; whether the sums are right is for an audit.
package enum O7 {
    static let rule = Rule(
        "O7", zh: "收费须说明成本依据且不以营利为目的", en: "Prices declare their cost items and cover costs only",
        source: .national(14), fallback: .warn, record: Judge(find: find, say: say), column: "price-basis")

    /// Words of a basis that is no cost, and phrases in which they deny it.
    private static let profit = ["利润", "盈利", "营利", "市场价", "profit", "marketprice", "marketrate"]
    private static let denials = [
        "不以盈利为目的", "不以营利为目的", "不含利润", "无利润", "不计利润", "非盈利", "非营利", "不盈利", "不营利", "不包含利润",
        "nonprofit", "notforprofit", "noprofit", "withoutprofit",
    ]

    private static func basis(_ c: RecordCase) -> String {
        String((c.record.priceBasis ?? "").lowercased().filter { !$0.isWhitespace && $0 != "-" })
    }

    @Sendable private static func find(_ c: RecordCase, _ setting: RuleSetting) -> Finding {
        guard c.owesService, c.record.services.contains(where: { $0.price.fen > 0 }) else { return .inapplicable }
        var basis = basis(c)
        if basis.isEmpty { return Finding(.failed, variant: 1) }
        for denial in denials { basis = basis.split(separator: denial).joined(separator: "\n") }
        return profit.contains { basis.contains($0) } ? Finding(.failed, variant: 2) : .passed
    }

    @Sendable private static func say(_ c: RecordCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        switch f.variant {
        case 1:
            Bilingual(
                zh: "收费而未说明依据；请在 price-basis（收费依据）一列写明成本项目，如 耗材、能耗、人工、维护。",
                en: "It charges without saying on what basis; name the cost items in the column price-basis, as "
                    + "consumables, energy, staff, upkeep.")
        case 2:
            Bilingual(
                zh: "收费依据 \(TextFault.quote(c.record.priceBasis ?? "")) 不是成本；收费只能补偿成本，请写明成本项目。",
                en:
                    "The basis \(TextFault.quote(c.record.priceBasis ?? "")) is no cost; prices cover costs only, so name "
                    + "the cost items.")
        default: Bilingual(zh: "收费依据已说明。", en: "The basis of its prices is declared.")
        }
    }
}
