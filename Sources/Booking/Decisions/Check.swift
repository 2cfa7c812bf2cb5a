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
