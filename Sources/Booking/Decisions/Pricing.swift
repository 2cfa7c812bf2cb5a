/// The price of one unit, as it stood when a booking was confirmed.
package struct PriceTerms: Hashable, Sendable {
    package let unitOfCharge: UnitOfCharge
    package let price: Money

    package init(unitOfCharge: UnitOfCharge, price: Money) {
        self.unitOfCharge = unitOfCharge
        self.price = price
    }

    package init(_ offer: ServiceOffer) { self.init(unitOfCharge: offer.unitOfCharge, price: offer.price) }

    /// What a booking costs: an hour's price is charged to the minute and rounded half up to the fen, a day's price for
    /// every 24 hours begun, a sample's or use's by quantity. Nil where the sum is beyond all reason.
    package func total(for length: Span, quantity: Int) -> Money? {
        let units: (times: Int64, per: Int64) =
            switch unitOfCharge {
            case .hour: (length.seconds / 60, 60)
            case .day: ((length.seconds + 86_399) / 86_400, 1)
            case .sample, .use: (Int64(quantity), 1)
            }
        let (product, tooMuch) = price.fen.multipliedReportingOverflow(by: units.times)
        guard !tooMuch, product <= 1_000_000_000_000_000 else { return nil }
        return Money(fen: (product + units.per / 2) / units.per)
    }
}

extension InstrumentRegister {
    /// The tariff of a service in force at a moment: the latest that has come into force and was not withdrawn.
    package func tariff(of service: String, at now: Instant) -> Tariff? {
        var found: Tariff?
        for tariff in tariffs[service] ?? []
        where tariff.publishedAt <= now && tariff.effectiveFrom <= now && tariff.withdrawnAt.map({ now < $0 }) ?? true {
            if let best = found, best.effectiveFrom > tariff.effectiveFrom { continue }
            found = tariff
        }
        return found
    }
}

extension UnitOfCharge {
    /// As a sentence names it.
    var title: Bilingual {
        switch self {
        case .hour: Bilingual(zh: "小时", en: "hour")
        case .day: Bilingual(zh: "天", en: "day")
        case .sample: Bilingual(zh: "样", en: "sample")
        case .use: Bilingual(zh: "次", en: "use")
        }
    }
}
