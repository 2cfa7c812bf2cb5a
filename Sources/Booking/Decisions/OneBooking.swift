// What its firm does with one booking: it is made, moved and called off.

/// One new booking, judged by every rule; offers are made by it too.
func reserve(
    _ wish: Reservation, _ requester: Requester?, _ facts: Facts, _ id: BookingID, _ group: BookingID?,
    _ now: Instant
) throws(Refusal) -> BookingEvent {
    let c = try Proposal(wish: wish, requester: requester, now: now).makeCase(facts)
    if let refusal = c.policy.refusal(c) { throw refusal }
    let channel = try channel(c)
    guard let tariff = c.tariff, let terms = c.terms else {
        throw .invalid(
            field: "service",
            Bilingual(
                zh: "该服务没有现行的公布价格，无法计价。",
                en: "The service has no published price in force, so nothing can be charged for it."))
    }
    var booking = BookingFacts(
        id: id, instrument: wish.instrument, channel: channel, organisation: requester?.organisation ?? .nobody,
        account: requester?.account ?? .nobody, period: wish.period, setUp: c.record.setUp,
        cleanDown: c.record.cleanDown,
        state: .confirmed, service: tariff.service, serviceCode: wish.service, party: c.party, purpose: c.purpose,
        project: wish.project, access: c.access, quantity: wish.quantity,
        price: try total(terms, wish.period, wish.quantity), terms: terms, policyVersion: c.policy.version,
        smallFirm: c.isSmallFirm, operatorID: c.assistant?.id, group: group, contract: wish.contract,
        due: c.access == .sample ? wish.due ?? wish.period.end : nil,
        life: BookingLife(askedAt: now))
    facts.ask(&booking, on: c.register, at: now)
    return BookingEvent(.reserve, before: nil, after: booking)
}

func move(
    _ id: BookingID, _ period: Period, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> BookingEvent {
    let before = try facts.booking(id, for: requester)
    guard before.organisation == requester.organisation else {
        throw .forbidden(
            Bilingual(zh: "只有预约单位自己可以改期。", en: "Only the organisation that booked can move its booking."))
    }
    guard before.offer == nil else { throw .onlyOffered(before) }
    guard before.state == .confirmed || before.state == .requested else {
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(id) 的状态为 \(before.state.rawValue)，不能改期。",
                en: "b\(id) is \(before.state.rawValue); only requested and confirmed bookings can be moved."))
    }
    guard now < before.period.start else { throw begun(before, "moved", "改期") }
    let wish = Reservation(before, at: period)
    let c = try Proposal(wish: wish, requester: requester, moving: before, now: now).makeCase(facts)
    if let refusal = c.policy.refusal(c) { throw refusal }
    var after = before
    after.channel = try channel(c)
    after.period = period
    after.setUp = c.record.setUp
    after.cleanDown = c.record.cleanDown
    after.operatorID = c.assistant?.id
    after.due = wish.due
    // O6: the price is that of the moment of confirmation, so a move keeps its terms, and an unchanged length its sum.
    // Another length is charged by the same terms: neither a rise nor a fall since then reaches a confirmed booking.
    after.price =
        period.length == before.period.length
        ? before.price : try total(before.terms, period, before.quantity)
    after.policyVersion = c.policy.version
    after.life.delayedUntil = nil
    facts.ask(&after, on: c.register, at: now)
    return BookingEvent(.move, before: before, after: after)
}

func cancel(
    _ id: BookingID, _ reason: String?, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> BookingEvent {
    let before = try facts.booking(id, for: requester)
    let own = before.organisation == requester.organisation
    // Offices act in the unit's place, and owe the same reason.
    if !own { return try bump(before, reason, facts, now) }
    guard before.state.successors.contains(.cancelled) else {
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(id) 的状态为 \(before.state.rawValue)，不能取消。",
                en: "b\(id) is \(before.state.rawValue) and can no longer be cancelled."))
    }
    // A user cannot undo time that has begun, unless another's overtime had begun it: quotas and usage rest on it.
    let isDelayed = before.life.delayedUntil != nil
    guard now < (isDelayed ? before.period.end : before.period.start) else { throw begun(before, "cancelled", "取消") }
    let policy = facts.policy(of: before.instrument)
    var after = before
    after.state = .cancelled
    // A request that nobody has granted can be given back at any time, and so can what another kept from beginning.
    after.life.late =
        !isDelayed && before.state == .confirmed && B14.isLate(before.period.start, policy, at: now)
    after.life.reason = reason
    return BookingEvent(.cancel, before: before, after: after)
}

/// Rule B13: whoever knows of a booking that took or takes place may enter its contract, again too.
func enter(
    contract reference: String, _ id: BookingID, _ requester: Requester, _ facts: Facts
) throws(Refusal) -> BookingEvent {
    let before = try facts.booking(id, for: requester)
    guard !B13.isBlank(reference) else {
        throw .invalid(
            field: "reference", Bilingual(zh: "请填写合同编号。", en: "Give the contract's reference."))
    }
    guard before.state.usesQuota else {
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(id) 的状态为 \(before.state.rawValue)，无需合同。",
                en: "b\(id) is \(before.state.rawValue) and needs no contract."))
    }
    var after = before
    after.contract = reference
    return BookingEvent(.contract, before: before, after: after)
}

extension Reservation {
    /// The wish that a booking fulfils, at another time.
    init(_ booking: BookingFacts, at period: Period) {
        self = Reservation(
            instrument: booking.instrument, period: booking.period, service: booking.serviceCode,
            purpose: booking.purpose, project: booking.project, access: booking.access, quantity: booking.quantity,
            contract: booking.contract, due: booking.due
        ).moved(to: period)
    }
}

private func begun(_ booking: BookingFacts, _ en: String, _ zh: String) -> Refusal {
    .state(
        booking.state,
        Bilingual(
            zh: "b\(booking.id) 已经开始或结束，不能\(zh)。",
            en: "b\(booking.id) has begun or is over and can no longer be \(en)."))
}

private func channel(_ c: BookingCase) throws(Refusal) -> ChannelID {
    guard let index = c.placement.channel else { throw .notFound(Proposal.noInstrument) }
    return c.instrument.channels[index].id
}

private func total(_ terms: PriceTerms, _ period: Period, _ quantity: Int) throws(Refusal) -> Money {
    guard let total = terms.total(for: period.length, quantity: quantity) else {
        throw .invalid(
            field: "quantity",
            Bilingual(zh: "金额过大；请减少数量或时长。", en: "The sum is too large; ask for less."))
    }
    return total
}
