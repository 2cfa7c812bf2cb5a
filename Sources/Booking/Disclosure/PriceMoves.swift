/// One price of a new list against what was published before (rule D8). Prices that stay are moves by nothing.
package struct PriceMove: Hashable, Sendable {
    /// The service's code.
    package let service: String
    package let old: Money
    package let new: Money

    package init(service: String, old: Money, new: Money) {
        self.service = service
        self.old = old
        self.new = new
    }

    package var rises: Bool { new > old }

    /// Whether the price moves by more than so many hundredths of the old one; from nothing every price does.
    package func exceeds(percent: Int) -> Bool {
        let (old, new) = (self.old.fen.magnitude, self.new.fen.magnitude)
        let change = old > new ? old - new : new - old
        // Prices are far below the bounds of 128 bits, and not of 64.
        let (a, b) = (change.multipliedFullWidth(by: 100), old.multipliedFullWidth(by: UInt64(percent)))
        return (a.high, a.low) > (b.high, b.low)
    }

    /// The change in percent with its sign, to one decimal at most: `+42.9%`, `-99%`; `+∞` where it was free before.
    package var percent: String {
        guard old != new else { return "0%" }
        guard old.fen > 0 else { return "+∞" }
        let (old, new) = (old.fen.magnitude, new.fen.magnitude)
        let change = old > new ? old - new : new - old
        let (product, isHuge) = change.multipliedReportingOverflow(by: 2_000)
        guard !isHuge else { return rises ? "+∞" : "-100%" }
        let tenths = (product / old + 1) / 2
        let rest = tenths % 10 == 0 ? "" : ".\(tenths % 10)"
        return "\(rises ? "+" : "-")\(tenths / 10)\(rest)%"
    }
}

/// How many prices of a publication move, over all of its instruments.
package struct PriceTally: Hashable, Sendable {
    /// Prices that the list before has too.
    package var compared = 0
    /// Of these, those that rise, or fall, by more than the limit for most prices.
    package var risen = 0
    package var fallen = 0

    package init() {}

    package mutating func add(_ moves: [PriceMove], policy: Policy) {
        let limit = policy[known: D8.rule].number(D8.most)
        compared += moves.count
        for move in moves where move.exceeds(percent: limit) {
            if move.rises { risen += 1 } else { fallen += 1 }
        }
    }

    /// Most prices, and more than one: a single price is judged by its own limit.
    var mostRise: Bool { risen > 1 && risen * 2 > compared }
    var mostFall: Bool { fallen > 1 && fallen * 2 > compared }
}

/// Compares published services with the tariffs so far, in the order of the list.
///
/// The old price is the last that was published, in force or coming; where the one in force is further from the new one,
/// that: neither a rise in steps nor a rise taken back hides how far a price goes. A service that was dropped and comes
/// back is compared with what it last cost. New services have nothing to be compared with, nor has another unit of
/// charge.
package func priceMoves(
    _ tariffs: [String: [Tariff]], publishing services: [ServiceOffer], at now: Instant
) -> [PriceMove] {
    services.compactMap { offer in
        // A revision that was taken back before its first day was never anybody's price.
        let history = (tariffs[offer.code] ?? []).filter {
            $0.withdrawnAt.map { [from = $0.effectiveFrom] in from < $0 } ?? true
        }
        guard let last = history.last, last.offer.unitOfCharge == offer.unitOfCharge else { return nil }
        var old = last.offer.price
        if old != offer.price,
            let current = history.last(where: { $0.effectiveFrom <= now && $0.withdrawnAt == nil }),
            current.offer.unitOfCharge == offer.unitOfCharge, current.offer.price != offer.price,
            distance(current.offer.price, offer.price) > distance(old, offer.price)
        {
            old = current.offer.price
        }
        return PriceMove(service: offer.code, old: old, new: offer.price)
    }
}

private func distance(_ a: Money, _ b: Money) -> UInt64 {
    a.fen > b.fen ? (a.fen - b.fen).magnitude : (b.fen - a.fen).magnitude
}
