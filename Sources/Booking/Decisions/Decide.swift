/// Decides one act on bookings. Pure: the same act, facts and time give the same decision.
///
/// - Parameters:
///   - facts: the instruments, the booking organisation and the named bookings, loaded whole by the desk.
///   - newID: called once for each booking that is made.
package func decide(
    _ act: BookingAct, by requester: Requester, facts: Facts, newID: @autoclosure () -> BookingID, at now: Instant
) -> Decision {
    do throws(Refusal) {
        switch act {
        case .order(let order):
            return .accepted(try take(order, requester, facts, newID, now))
        case .reschedule(let moves, let series):
            var accepted = try reschedule(moves, requester, facts, now)
            if let part = series?.part { accepted.regroup(part.group) }
            return .accepted(accepted)
        case .callOff(let ids, let reason):
            return .accepted(try callOff(ids, reason, requester, facts, now))
        case .approve(let id):
            return .accepted(Accepted(events: [try approve(id, requester, facts, now)]))
        case .decline(let id, let reason, let note):
            return .accepted(Accepted(events: [try decline(id, reason, note, requester, facts, now)]))
        case .start(let id, let moment):
            return .accepted(Accepted(events: [try start(id, moment, requester, facts, now)]))
        case .finish(let id, let moment):
            return .accepted(Accepted(events: try finish(id, moment, requester, facts, now)))
        case .noShow(let id):
            return .accepted(Accepted(events: [try noShow(id, requester, facts, now)]))
        case .tick(let id, let finishAfter):
            return .accepted(Accepted(events: try tick(id, finishAfter, facts, now)))
        case .contract(let id, let reference):
            return .accepted(Accepted(events: [try enter(contract: reference, id, requester, facts)]))
        case .accept(let id):
            return .accepted(Accepted(events: [try accept(id, requester, facts, now)]))
        case .lapseOffer(let id):
            return .accepted(Accepted(events: [try lapseOffer(id, facts, now)]))
        }
    } catch {
        return .refused(error)
    }
}

// MARK: Several as one (rule B11)

private func take(
    _ order: Order, _ requester: Requester, _ facts: Facts, _ newID: () -> BookingID, _ now: Instant
) throws(Refusal) -> Accepted {
    if order.wishes.count == 1 {
        return Accepted(events: [try reserve(order.wishes[0], requester, facts, newID(), nil, now)])
    }
    let tried = attempt(order, requester, facts, newID, now)
    let (events, refused) = (tried.granted.map(\.event), tried.refused)
    if refused.isEmpty { return Accepted(events: events) }
    guard order.skips(refused), !events.isEmpty else { throw .several(refused) }
    return Accepted(events: events, skipped: refused)
}

/// Tries the wishes of an order one after another, each seeing those before it. CHECK asks the same, without anybody
/// signed in perhaps.
func attempt(
    _ order: Order, _ requester: Requester?, _ facts: Facts, _ newID: () -> BookingID, _ now: Instant
) -> (granted: [(index: Int, event: BookingEvent)], refused: [RefusedWish]) {
    var trial = facts
    var granted: [(index: Int, event: BookingEvent)] = []
    var refused: [RefusedWish] = []
    var group: BookingID?
    for (index, wish) in order.wishes.enumerated() {
        do throws(Refusal) {
            let id = newID()
            let event = try reserve(wish, requester, trial, id, group ?? id, now)
            group = group ?? id
            trial.apply(event)
            granted.append((index, event))
        } catch {
            let alone = Proposal(wish: wish, requester: requester, now: now)
            refused.append(
                RefusedWish(
                    index: index, instrument: wish.instrument, period: wish.period,
                    refusal: granted.isEmpty ? error : error.ofOneAct(alone, facts)))
        }
    }
    return (granted, refused)
}

extension Order {
    /// Whether what was refused is left out, and the rest booked.
    func skips(_ refused: [RefusedWish]) -> Bool {
        skipsConflicts && refused.allSatisfy(\.refusal.isOccupied)
    }
}

private func reschedule(
    _ moves: [Rescheduling], _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> Accepted {
    if moves.count == 1 {
        return Accepted(events: [try move(moves[0].booking, moves[0].to, requester, facts, now)])
    }
    // All leave their old places before any takes its new one: a series that moves by one period is no collision.
    var vacated = facts
    for move in moves {
        if let booking = facts.bookings[move.booking] { vacated.vacate(booking) }
    }
    var trial = vacated
    var events: [BookingEvent] = []
    var refused: [RefusedWish] = []
    for (index, step) in moves.enumerated() {
        do throws(Refusal) {
            let event = try move(step.booking, step.to, requester, trial, now)
            trial.apply(event)
            events.append(event)
        } catch {
            let before = facts.bookings[step.booking]
            let alone = before.map {
                Proposal(wish: Reservation($0, at: step.to), requester: requester, moving: $0, now: now)
            }
            refused.append(
                RefusedWish(
                    index: index, instrument: before?.instrument ?? InstrumentID(0), period: step.to,
                    refusal: alone.map { events.isEmpty ? error : error.ofOneAct($0, vacated) } ?? error))
        }
    }
    if !refused.isEmpty { throw .several(refused) }
    return Accepted(events: events)
}

private func callOff(
    _ ids: [BookingID], _ reason: String?, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> Accepted {
    if ids.count == 1 { return Accepted(events: [try cancel(ids[0], reason, requester, facts, now)]) }
    var events: [BookingEvent] = []
    for id in ids { events.append(try cancel(id, reason, requester, facts, now)) }
    return Accepted(events: events)
}

extension Refusal {
    /// The same refusal of one wish of several, named by rule B11 where the wish would be granted without the others.
    ///
    /// - Parameter facts: as they are without them.
    func ofOneAct(_ alone: Proposal, _ facts: Facts) -> Refusal {
        guard case .conflict(let taken, _) = self, let c = try? alone.makeCase(facts), c.policy.refusal(c) == nil
        else { return self }
        return B11.refusal(c.register, alone.wish.period, taken: taken)
    }

    /// The time is taken or shut, and nothing else is wrong: what `skip=conflicts` leaves out.
    var isOccupied: Bool {
        switch self {
        case .conflict: true
        case .rules(let verdicts): verdicts.allSatisfy { $0.rule == B1.rule.id || $0.rule == B2.rule.id }
        default: false
        }
    }
}

// MARK: One booking

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

private func move(
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

private func cancel(
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
private func enter(
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

// MARK: Shared steps

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
