/// A unit, or an office in its place, takes back a booking of somebody else's that was confirmed (rule O5).
///
/// A request is not taken back but answered: what rule O4 asks of a refusal cannot be walked around.
func bump(
    _ before: BookingFacts, _ reason: String?, _ facts: Facts, _ now: Instant
) throws(Refusal) -> BookingEvent {
    guard let coded = UnitCancellationReason(rawValue: reason ?? "") else {
        let reasons = UnitCancellationReason.allCases.map(\.rawValue)
        throw .invalid(
            field: "reason",
            Bilingual(
                zh: "所属单位取消他人的预约须说明理由：reason= 为 \(reasons.joined(separator: "、")) 之一。",
                en: "A unit that cancels a user's booking has to give its reason: reason= is one of "
                    + "\(reasons.joined(separator: ", "))."))
    }
    if before.state == .requested {
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(before.id) 尚待答复；请用 APPROVE 或 DECLINE 答复。",
                en: "b\(before.id) waits for an answer; give it with APPROVE or DECLINE."))
    }
    guard before.state.successors.contains(.bumped) else {
        throw .wrongState(before, zh: "取消", en: "cancelled", needed: .confirmed)
    }
    guard now < before.period.end else {
        throw .state(
            before.state,
            Bilingual(zh: "b\(before.id) 已经结束，不能取消。", en: "b\(before.id) is over and can no longer be cancelled."))
    }
    guard let instrument = facts.instruments[before.instrument] else { throw .notFound(Facts.noBooking) }
    let policy = facts.policy(of: before.instrument)
    let verdict = O4.objection(
        to: coded.asDecline, before, on: instrument, under: O5.rule, policy,
        operatorIsFree: facts.hasOperator(for: before, on: instrument), at: now)
    if let verdict {
        throw .rules([verdict])
    }
    var after = before
    after.state = .bumped
    after.life.reason = coded.rawValue
    after.policyVersion = policy.version
    let offers = policy[known: O5.rule].mode == .on ? facts.substitutes(for: before, at: now) : []
    return BookingEvent(.bump, before: before, after: after, offers: offers)
}

extension Facts {
    /// The next periods that would be accepted for the same wish of the same firm, from the old start on; from now on
    /// where there are none. The old time itself is not among them: it is what cannot be had.
    func substitutes(for booking: BookingFacts, at now: Instant) -> [Period] {
        guard let organisation = organisations[booking.organisation]?.organisation else { return [] }
        let requester = Requester(of: booking, in: organisation)
        var facts = self
        facts.organisations[organisation.id]?.bookings.removeAll { $0.id == booking.id }
        let wish = Reservation(booking, at: booking.period)
        let end = booking.period.end + O5.within
        for start in [max(booking.period.start, now), now] {
            guard let window = Period(start: start, end: end) else { continue }
            let found = facts.nextAccepted(wish, by: requester, in: window, count: O5.offers, at: now)
            if !found.isEmpty { return found }
        }
        return []
    }
}
