/// One price of a new list against what was published before (rule D8). Prices that stay are moves by nothing.
package struct PriceMove: Hashable, Sendable {
    /// The service's code.
    package let service: String
    package let old: Money
    package let new: Money
    /// The list before has the new price already: it is counted, and not held again.
    package let stays: Bool

    package init(service: String, old: Money, new: Money, stays: Bool = false) {
        self.service = service
        self.old = old
        self.new = new
        self.stays = stays
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

/// How many prices move: of a publication, over all of its instruments, and of what its unit published shortly before.
package struct PriceTally: Hashable, Sendable {
    package struct Count: Hashable, Sendable {
        /// Prices that the list before has too.
        package var compared = 0
        /// Of these, those that rise, or fall, by more than the limit for most prices.
        package var risen = 0
        package var fallen = 0

        package mutating func add(_ moves: [PriceMove], policy: Policy) {
            let limit = policy[known: D8.rule].number(D8.most)
            compared += moves.count
            for move in moves where move.exceeds(percent: limit) {
                if move.rises { risen += 1 } else { fallen += 1 }
            }
        }

        /// Most prices, and more than one: a single price is judged by its own limit.
        fileprivate func isMost(_ move: PriceMove) -> Bool {
            let same = move.rises ? risen : fallen
            return same > 1 && same * 2 > compared
        }
    }

    package private(set) var own = Count()
    /// Of other instruments of the unit, published within the window.
    private var recent = Count()

    package init() {}

    package mutating func add(_ moves: [PriceMove], policy: Policy) { own.add(moves, policy: policy) }

    package mutating func addRecent(_ moves: [PriceMove], policy: Policy) { recent.add(moves, policy: policy) }

    /// The list in which most prices move as this one does; nil where there is none.
    func most(_ move: PriceMove) -> Count? {
        if own.isMost(move) { return own }
        var together = own
        together.compared += recent.compared
        together.risen += recent.risen
        together.fallen += recent.fallen
        return together.isMost(move) ? together : nil
    }
}

/// Compares published services with the tariffs so far, in the order of the list.
///
/// The old price is the last that was published, in force or coming; where the one in force is further from the new one,
/// that: neither a rise in steps nor a rise taken back hides how far a price goes. A service that was dropped and comes
/// back is compared with what it last cost. New services have nothing to be compared with, nor has another unit of
/// charge.
///
/// - Parameter since: the start of the window whose publications count as one. Where the price that stood then, or that
///   was confirmed since, is further from the new one, that is the old price.
package func priceMoves(
    _ tariffs: [String: [Tariff]], publishing services: [ServiceOffer], since: Instant? = nil, at now: Instant
) -> [PriceMove] {
    services.compactMap { offer in
        // A revision that was taken back before its first day was never anybody's price.
        let history = (tariffs[offer.code] ?? []).filter {
            $0.withdrawnAt.map { [from = $0.effectiveFrom] in from < $0 } ?? true
        }
        guard let last = history.last, last.offer.unitOfCharge == offer.unitOfCharge else { return nil }
        // What lies before the last price that was confirmed is no matter any more.
        let relevant = history[(history.lastIndex(where: \.isConfirmed) ?? 0)...]
        var old = last.offer.price
        func compare(_ other: Tariff?) {
            guard let other, other.offer.unitOfCharge == offer.unitOfCharge,
                distance(other.offer.price, offer.price) > distance(old, offer.price)
            else { return }
            old = other.offer.price
        }
        if old != offer.price, let current = relevant.last(where: { $0.effectiveFrom <= now && $0.withdrawnAt == nil }),
            current.offer.price != offer.price
        {
            compare(current)
        }
        if let since { compare(relevant.last { $0.publishedAt <= since } ?? relevant.first) }
        return PriceMove(
            service: offer.code, old: old, new: offer.price, stays: last.offer.price == offer.price)
    }
}

private func distance(_ a: Money, _ b: Money) -> UInt64 {
    a.fen > b.fen ? (a.fen - b.fen).magnitude : (b.fen - a.fen).magnitude
}
