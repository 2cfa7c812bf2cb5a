// The answer to a request: by the unit while it has the word, by the offices above it at any time before silence has
// granted it or its start has come (rules O3 and O4).

func approve(
    _ id: BookingID, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> BookingEvent {
    let before = try facts.booking(id, runBy: requester).booking
    guard before.offer == nil else { throw .onlyOffered(before) }
    guard before.state == .requested else {
        throw .wrongState(before, zh: "批准", en: "approved", needed: .requested)
    }
    // A unit that says yes late is still welcome.
    guard facts.clock(of: before).turn(at: now) != .lapsed else { throw lapsed(before) }
    if let refusal = facts.objection(to: before, at: now) { throw refusal }
    var after = facts.confirmed(before, at: now)
    after.life.answeredAt = now
    return BookingEvent(.approve, before: before, after: after)
}

func decline(
    _ id: BookingID, _ reason: DeclineReason, _ note: String?, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> BookingEvent {
    let (before, instrument) = try facts.booking(id, runBy: requester)
    guard before.offer == nil else { throw .onlyOffered(before) }
    guard before.state == .requested else {
        throw .wrongState(before, zh: "拒绝", en: "declined", needed: .requested)
    }
    switch facts.clock(of: before).turn(at: now) {
    case .lapsed: throw lapsed(before)
    case .granted:
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(id) 逾期未答复，已视为同意，不能再拒绝。",
                en: "b\(id) was granted when its time for an answer ran out and can no longer be declined."))
    case .park where requester.role == .lab:
        throw .forbidden(
            Bilingual(
                zh: "b\(id) 的答复期限已过，已转园区；贵单位仍可同意，拒绝须由园区作出。",
                en:
                    "The time to answer b\(id) is over and the park is asked now; you can still approve it, only the park "
                    + "can decline it."))
    case .unit, .park: break
    }
    let policy = facts.policy(of: before.instrument)
    let verdict = O4.objection(
        to: reason, before, on: instrument, under: O4.rule, policy,
        operatorIsFree: facts.hasOperator(for: before, on: instrument), at: now)
    if let verdict {
        throw .rules([verdict])
    }
    var after = before
    after.state = .declined
    after.life.answeredAt = now
    after.life.reason = reason.rawValue
    after.policyVersion = policy.version
    return BookingEvent(.decline, before: before, after: after, note: note)
}

private func lapsed(_ request: BookingFacts) -> Refusal {
    .state(
        request.state,
        Bilingual(
            zh: "b\(request.id) 的开始时间已到而未获答复，申请已失效。",
            en: "The start of b\(request.id) came before an answer, so the request has lapsed."))
}

extension Facts {
    /// Whether somebody who could assist is free in a booking's time but for the booking itself; nil where assistance is
    /// not by operators that are entered (rule B10).
    func hasOperator(for booking: BookingFacts, on instrument: InstrumentFacts) -> Bool? {
        let register = instrument.register
        guard booking.access == .assisted, register.people.isStaffed else { return nil }
        let unit = operators[register.unit] ?? []
        return B10.assistant(unit, booking.period, on: register, moving: booking) != nil
    }

    /// A request as it is confirmed at a moment.
    ///
    /// Rule O6: the price is that of the moment of confirmation, and nothing is charged that was not published when it
    /// was asked for. So a price that has fallen since holds, and one that has risen does not.
    func confirmed(_ request: BookingFacts, at moment: Instant) -> BookingFacts {
        var confirmed = request
        confirmed.state = .confirmed
        confirmed.policyVersion = policy(of: request.instrument).version
        if let tariff = instruments[request.instrument]?.register.tariff(of: request.serviceCode, at: moment) {
            let terms = PriceTerms(tariff.offer)
            if let price = terms.total(for: request.period.length, quantity: request.quantity), price < request.price {
                confirmed.terms = terms
                confirmed.price = price
            }
        }
        return confirmed
    }
}
