/// Nothing is charged that was not published before; the price is that of the moment of confirmation; a rise takes
/// effect so many working days after its publication, a fall at once.
package enum O6 {
    /// Working days between the publication of a higher price and its first day.
    package static let notice = Setting(
        0, "notice", zh: "涨价公告期", en: "notice of a rise", .workingDays(0...250), moreOpen: .larger,
        fallback: .workingDays(5))

    static let rule = Rule(
        "O6", zh: "只收已公布的价格", en: "Only published prices are charged", source: .national(14), settings: [notice],
        booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard let tariff = c.tariff else { return Finding(.failed, outlook: .never) }
        return Finding(.passed, limit: .money(tariff.offer.price))
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        if let tariff = c.tariff {
            let (price, unit) = (tariff.offer.price, tariff.offer.unitOfCharge)
            return Bilingual(
                zh: "公布价格为每\(unit.title.zh) \(price) 元。",
                en: "The published price is \(price) yuan per \(unit.title.en).")
        }
        let coming = c.register.tariffs[c.service]?.first { $0.effectiveFrom > c.now && $0.withdrawnAt == nil }
        if let coming {
            let from = TimeText.plain(coming.effectiveFrom, in: c.calendar)
            return Bilingual(
                zh: "服务 \(c.service) 的价格自 \(from) 起生效，届时方可预约。",
                en: "The price of \(c.service) is in force from \(from) on; book it then.")
        }
        return Bilingual(
            zh: "服务 \(c.service) 没有现行的公布价格；请另选该仪器的服务。",
            en: "\(c.service) has no published price in force; choose another service of the instrument.")
    }
}
