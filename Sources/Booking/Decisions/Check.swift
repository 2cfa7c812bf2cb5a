/// The answer to CHECK: nothing is written.
package struct CheckAnswer: Sendable {
    /// Every verdict that applies, passing ones too, in the order of the rule book.
    package let verdicts: [Verdict]
    /// What the booking would cost; nil where the service has no price in force.
    package let price: Money?
    /// What RESERVE would answer; nil where it would be accepted.
    package let refusal: Refusal?

    package var allowed: Bool { refusal == nil }
}

/// What CHECK says to one wish of several.
package struct CheckedWish: Sendable {
    package let instrument: InstrumentID
    package let period: Period
    /// What it would cost; nil where it would be refused.
    package let price: Money?
    /// Nil where it would be granted, the others of its act provided.
    package let refusal: Refusal?
}

/// What CHECK says to several wishes of one act (rule B11).
package struct CheckedOrder: Sendable {
    /// In the order of the wishes.
    package let wishes: [CheckedWish]
    /// What RESERVE would answer: booked, all or those that are left when conflicts are skipped.
    package let allowed: Bool
    package var granted: Int { wishes.count { $0.refusal == nil } }
    /// The sum over what would be granted.
    package var price: Money { Money(fen: wishes.reduce(0) { $0 + ($1.price?.fen ?? 0) }) }
}

/// Judges an order of several wishes without making it, each as if those before it had been granted.
package func check(_ order: Order, by requester: Requester?, facts: Facts, at now: Instant) -> CheckedOrder {
    // Numbers that no booking has, so that the wishes can be told from what stands.
    var number = Int64.max
    func unused() -> BookingID {
        number -= 1
        return BookingID(number)
    }
    let tried = attempt(order, requester, facts, unused, now)
    var prices: [Int: Money] = [:]
    for (index, event) in tried.granted { prices[index] = event.after.price }
    let refusals = Dictionary(uniqueKeysWithValues: tried.refused.map { ($0.index, $0.refusal) })
    return CheckedOrder(
        wishes: order.wishes.enumerated().map { index, wish in
            CheckedWish(
                instrument: wish.instrument, period: wish.period, price: prices[index], refusal: refusals[index])
        },
        allowed: tried.refused.isEmpty || order.skips(tried.refused) && !tried.granted.isEmpty)
}

extension OrganisationID {
    /// Of whoever has not signed in.
    static let nobody = OrganisationID(0)
}

extension AccountID {
    static let nobody = AccountID(0)
}

/// Judges a reservation without making it. Without a requester it is judged as an outsider's, and the rules about a
/// firm do not apply.
///
/// - Throws: a ``Refusal`` that comes before any rule: an unknown instrument, a field that cannot be meant.
package func check(
    _ wish: Reservation, by requester: Requester?, facts: Facts, at now: Instant
) throws(Refusal) -> CheckAnswer {
    let c = try Proposal(wish: wish, requester: requester, now: now).makeCase(facts)
    return CheckAnswer(
        verdicts: c.policy.verdicts(c),
        price: c.terms?.total(for: wish.period.length, quantity: wish.quantity),
        refusal: c.policy.refusal(c))
}
