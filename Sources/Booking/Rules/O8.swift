/// Small and micro firms and start-up teams whose status is verified and has not run out get an earlier horizon and a
/// price class; nobody else does. A related party's use is no sharing and gets neither.
package enum O8 {
    /// Days of 24 hours, instead of rule B5's where those are fewer.
    package static let horizon = Setting(
        0, "days", zh: "小微企业可预约天数", en: "horizon of small firms", .days(1...730), moreOpen: .larger, fallback: .days(60)
    )
    /// Off every published price.
    package static let discount = Setting(
        1, "discount", zh: "小微企业优惠", en: "discount for small firms", .percent(0...100), moreOpen: .larger,
        fallback: .percent(0))

    static let rule = Rule(
        "O8", zh: "扶持小微企业与创业团队", en: "Small firms and start-up teams are favoured", source: .seedSmallFirms,
        settings: [horizon, discount], modes: [.on, .off], booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.isSmallFirm, let status = c.organisation?.smallFirm else { return .inapplicable }
        return Finding(.passed, limit: .days(setting.number(horizon)), asked: .instant(status.until))
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let until = c.organisation?.smallFirm.map { TimeText.plain($0.until, in: c.calendar) } ?? ""
        let (days, percent) = (setting.number(horizon), setting[discount])
        return Bilingual(
            zh: "小微企业或创业团队，核实有效至 \(until)：可提前 \(days) 天预约，优惠 \(percent)。",
            en:
                "A small firm or start-up team, verified until \(until): it may book \(days) days ahead, at a discount of "
                + "\(percent).")
    }
}

extension PriceTerms {
    /// So many hundredths less, rounded half up to the fen.
    package func discounted(by percent: Int) -> PriceTerms {
        let keep = Int64(100 - percent)
        let (whole, rest) = price.fen.quotientAndRemainder(dividingBy: 100)
        return PriceTerms(unitOfCharge: unitOfCharge, price: Money(fen: whole * keep + (rest * keep + 50) / 100))
    }
}
