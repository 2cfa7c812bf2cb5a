// Several bookings as one act: all or none, unless skipping was asked for (rule B11).

func take(
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

func reschedule(
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

func callOff(
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
