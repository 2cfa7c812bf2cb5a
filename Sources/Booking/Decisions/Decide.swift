/// Decides one act on bookings. Pure: the same act, facts and time give the same decision.
///
/// - Parameters:
///   - facts: what ``FactWindow`` asks for; the requester's organisation is always among them.
///   - newID: the id that a new booking would get.
package func decide(
    _ act: BookingAct, by requester: Requester, facts: Facts, newID: BookingID, at now: Instant
) -> Decision {
    do throws(Refusal) {
        switch act {
        case .reserve(let wish):
            return .accepted(try reserve(wish, requester, facts, newID, now))
        case .move(let id, let period):
            return .accepted(try move(id, period, requester, facts, now))
        case .cancel(let id, let reason):
            return .accepted(try cancel(id, reason, requester, facts, now))
        }
    } catch {
        return .refused(error)
    }
}

private func reserve(
    _ wish: Reservation, _ requester: Requester, _ facts: Facts, _ id: BookingID, _ now: Instant
) throws(Refusal) -> BookingEvent {
    let c = try Proposal(wish: wish, requester: requester, now: now).makeCase(facts)
    if let refusal = facts.policy.refusal(c) { throw refusal }
    let channel = try channel(c)
    guard let tariff = c.tariff else {
        throw .invalid(
            field: "service",
            Bilingual(
                zh: "该服务没有现行的公布价格，无法计价。",
                en: "The service has no published price in force, so nothing can be charged for it."))
    }
    let terms = PriceTerms(tariff.offer)
    return .reserved(
        BookingFacts(
            id: id, instrument: wish.instrument, channel: channel, organisation: requester.organisation,
            account: requester.account, period: wish.period, setUp: c.record.setUp, cleanDown: c.record.cleanDown,
            state: .confirmed, service: tariff.service, serviceCode: wish.service, party: c.party, purpose: c.purpose,
            project: wish.project, access: wish.access ?? (c.record.access.count == 1 ? c.record.access[0] : nil),
            quantity: wish.quantity, price: try total(terms, wish.period, wish.quantity), terms: terms,
            policyVersion: facts.policy.version))
}

private func move(
    _ id: BookingID, _ period: Period, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> BookingEvent {
    let before = try booking(id, requester, facts)
    guard before.organisation == requester.organisation else {
        throw .forbidden(
            Bilingual(zh: "只有预约单位自己可以改期。", en: "Only the organisation that booked can move its booking."))
    }
    guard before.state == .confirmed || before.state == .requested else {
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(id) 的状态为 \(before.state.rawValue)，不能改期。",
                en: "b\(id) is \(before.state.rawValue); only requested and confirmed bookings can be moved."))
    }
    guard now < before.period.start else { throw begun(before, "moved", "改期") }
    let wish = Reservation(
        instrument: before.instrument, period: period, service: before.serviceCode, purpose: before.purpose,
        project: before.project, access: before.access, quantity: before.quantity)
    let c = try Proposal(wish: wish, requester: requester, moving: before, now: now).makeCase(facts)
    if let refusal = facts.policy.refusal(c) { throw refusal }
    var after = before
    after.channel = try channel(c)
    after.period = period
    after.setUp = c.record.setUp
    after.cleanDown = c.record.cleanDown
    // O6: the price is that of the moment of confirmation, so a move keeps its terms, and an unchanged length its sum.
    // Another length is charged by the same terms: neither a rise nor a fall since then reaches a confirmed booking.
    after.price =
        period.length == before.period.length
        ? before.price : try total(before.terms, period, before.quantity)
    after.policyVersion = facts.policy.version
    return .moved(before: before, after: after)
}

private func cancel(
    _ id: BookingID, _ reason: String?, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> BookingEvent {
    let before = try booking(id, requester, facts)
    let own = before.organisation == requester.organisation
    if !own, requester.role == .lab, UnitCancellationReason(rawValue: reason ?? "") == nil {
        let reasons = UnitCancellationReason.allCases.map(\.rawValue)
        throw .invalid(
            field: "reason",
            Bilingual(
                zh: "所属单位取消他人的预约须说明理由：reason= 为 \(reasons.joined(separator: "、")) 之一。",
                en: "A unit that cancels a user's booking has to give its reason: reason= is one of "
                    + "\(reasons.joined(separator: ", "))."))
    }
    guard before.state.successors.contains(.cancelled) else {
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(id) 的状态为 \(before.state.rawValue)，不能取消。",
                en: "b\(id) is \(before.state.rawValue) and can no longer be cancelled."))
    }
    // A user cannot undo time that has begun, and nobody can undo time that is over: quotas and usage rest on it.
    guard now < (own ? before.period.start : before.period.end) else { throw begun(before, "cancelled", "取消") }
    let late = own && B14.isLate(before.period.start, facts.policy, at: now)
    return .cancelled(before: before, reason: reason, late: late)
}

// MARK: Shared steps

/// The booking, if the requester may know of it: its own organisation, the holder unit, the offices in their area.
private func booking(_ id: BookingID, _ requester: Requester, _ facts: Facts) throws(Refusal) -> BookingFacts {
    guard let booking = facts.bookings[id] else { throw .notFound(noBooking) }
    if booking.organisation == requester.organisation { return booking }
    let unit = facts.instruments[booking.instrument]?.register.unit
    switch requester.role {
    case .zone: return booking
    case .park:
        guard let unit, facts.organisations[unit]?.organisation.park == requester.organisation else {
            throw .forbidden(
                Bilingual(zh: "该仪器不在贵园区。", en: "The instrument is not in your park."))
        }
        return booking
    case .lab where unit == requester.organisation: return booking
    case .lab, .firm: throw .notFound(noBooking)
    }
}

private let noBooking = Bilingual(
    zh: "贵单位没有这个预约；请用 BOOKINGS 查看。",
    en: "Your organisation has no such booking; see BOOKINGS.")

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
