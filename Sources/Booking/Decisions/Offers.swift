/// A firm that waits for time on one instrument.
package struct WaitingWish: Hashable, Sendable {
    package let id: WishID
    /// Who waits, as if signed in.
    package let requester: Requester
    /// What is asked for; its period is any one of the length that is wanted.
    package let wish: Reservation
    /// Any period of that length inside it will do.
    package let window: Period

    package init(id: WishID, requester: Requester, wish: Reservation, window: Period) {
        self.id = id
        self.requester = requester
        self.wish = wish
        self.window = window
    }
}

/// How a wish stands.
package enum WishState: String, CaseIterable, Sendable {
    case waiting
    /// A time is held for it.
    case offered
    case taken
    /// The offer was given back, or ran out; the wish has had its turn.
    case declined, lapsed
    case withdrawn
    /// Its window is over.
    case expired
}

/// How long offers are held.
package enum OfferTerms {
    /// Nobody could answer in less.
    package static let shortest = Span.minutes(15)

    /// How long before its start a time can still be booked (rule B4).
    static func notice(_ policy: Policy) -> Span {
        let setting = policy[known: B4.rule]
        return setting.mode == .on ? .minutes(setting.number(B4.notice)) : .minutes(0)
    }

    /// By when an offer of a period has to be taken: `hold` after it is made, and while the notice of rule B4 is kept.
    static func deadline(_ period: Period, hold: Span, _ policy: Policy, at now: Instant) -> Instant {
        min(now + hold, period.start - notice(policy))
    }
}

extension Facts {
    /// The offers that can be made now to those who wait for one instrument: each in its turn gets the first period
    /// that every rule accepts, with what was offered to those before it taken. Pure; there is no other way to an offer.
    ///
    /// - Parameters:
    ///   - waiting: in the order of the list.
    ///   - hold: how long an offer stands at most.
    package func offers(
        to waiting: [WaitingWish], hold: Span, newID: () -> BookingID, at now: Instant
    ) -> [BookingEvent] {
        var facts = self
        var events: [BookingEvent] = []
        for wish in waiting {
            guard let event = facts.offer(to: wish, hold: hold, newID, now) else { continue }
            facts.apply(event)
            events.append(event)
        }
        return events
    }

    /// Why no time in the window could ever do; nil where some may. What passes with time, as a quota or the horizon,
    /// is no reason not to wait.
    package func hopeless(_ waiting: WaitingWish, at now: Instant) -> Refusal? {
        guard let instrument = instruments[waiting.wish.instrument] else { return .notFound(Proposal.noInstrument) }
        let length = waiting.wish.period.length
        guard length <= waiting.window.length else {
            return .invalid(field: "for", Bilingual(zh: "时长超过时间窗。", en: "The length is more than the window's."))
        }
        var wish = waiting.wish
        let grid = instrument.register.policy[known: B3.rule].number(B3.grid)
        let start = instrument.register.calendar.gridLine(from: max(waiting.window.start, now), grid)
        wish.period = Period(start: start, end: start + length) ?? wish.period
        let c: BookingCase
        do { c = try Proposal(wish: wish, requester: waiting.requester, now: now).makeCase(self) } catch {
            return error
        }
        let hopeless = c.policy.hopeless(c).subtracting(Self.passing)
        guard !hopeless.isEmpty, case .rules(let verdicts)? = c.policy.refusal(c) else { return nil }
        return .rules(verdicts.filter { hopeless.contains($0.rule) })
    }

    /// Rules that no later start mends, and waiting does: the horizon, bookings outstanding, a suspension.
    private static let passing: Set<RuleID> = ["B5", "B7", "B8"]

    private func offer(to wish: WaitingWish, hold: Span, _ newID: () -> BookingID, _ now: Instant) -> BookingEvent? {
        guard let policy = instruments[wish.wish.instrument]?.register.policy else { return nil }
        // What begins so soon that there is no time to answer is not offered; the search goes on behind it.
        let earliest = max(wish.window.start, now + OfferTerms.notice(policy) + OfferTerms.shortest)
        guard let window = Period(start: earliest, end: wish.window.end),
            let period = nextAccepted(wish.wish, by: wish.requester, in: window, count: 1, at: now).first
        else { return nil }
        var asked = wish.wish
        asked.period = period
        guard let event = try? reserve(asked, wish.requester, self, newID(), nil, now) else { return nil }
        var offered = event.after
        offered.state = .requested
        offered.offer = wish.id
        offered.life.respondBy = OfferTerms.deadline(period, hold: hold, policy, at: now)
        offered.life.answeredAt = nil
        return BookingEvent(.offer, before: nil, after: offered)
    }
}

/// The firm takes an offer: a new booking of the time that is held for it, judged as one, at the price of this moment.
func accept(
    _ id: BookingID, _ requester: Requester, _ facts: Facts, _ now: Instant
) throws(Refusal) -> BookingEvent {
    guard let before = facts.bookings[id], before.organisation == requester.organisation else {
        throw .notFound(
            Bilingual(zh: "贵单位没有这个预约；WAITS 列出候补和邀约。", en: "Your organisation has no such booking; WAITS lists offers."))
    }
    guard before.state == .requested, before.offer != nil, let respondBy = before.life.respondBy else {
        throw .state(
            before.state,
            Bilingual(
                zh: "b\(id) 不是待接受的邀约，其状态为 \(before.state.rawValue)。",
                en: "b\(id) is no offer that can be taken; it is \(before.state.rawValue)."))
    }
    guard now < respondBy else {
        throw .state(before.state, Bilingual(zh: "b\(id) 的邀约已过期。", en: "The time for taking b\(id) is over."))
    }
    // As if the time had never been held, so that nothing else than a new booking of it is judged, and made.
    var free = facts
    free.vacate(before)
    var after = try reserve(
        Reservation(before, at: before.period), requester, free, id, before.group, now
    ).after
    // Who waited stays who comes, whoever of the firm takes the offer.
    after.account = before.account
    after.service = before.service
    after.party = before.party
    after.smallFirm = before.smallFirm
    return BookingEvent(.accept, before: before, after: after)
}

/// An offer that nobody took in time frees its period for the next.
func lapseOffer(_ id: BookingID, _ facts: Facts, _ now: Instant) throws(Refusal) -> BookingEvent {
    guard let before = facts.bookings[id], before.state == .requested, before.offer != nil,
        let respondBy = before.life.respondBy, respondBy <= now
    else {
        throw .state(
            facts.bookings[id]?.state ?? .lapsed,
            Bilingual(zh: "b\(id) 没有到期的邀约。", en: "b\(id) is no offer whose time is over."))
    }
    var after = before
    after.state = .lapsed
    return BookingEvent(.lapse, before: before, after: after)
}

extension BookingEvent {
    /// What the step means for the wish that the time was held for; nil where there is none.
    package var wish: (id: WishID, state: WishState)? {
        if step == .offer { return after.offer.map { ($0, .offered) } }
        guard let wish = before?.offer else { return nil }
        if after.offer == nil { return (wish, .taken) }
        guard !after.state.isLive else { return nil }
        return (wish, step == .lapse ? .lapsed : .declined)
    }
}

extension Refusal {
    /// The time is held and not yet taken.
    static func onlyOffered(_ booking: BookingFacts) -> Refusal {
        .state(
            booking.state,
            Bilingual(
                zh: "b\(booking.id) 只是一个邀约：先用 ACCEPT 接受，或用 CANCEL 放弃。",
                en: "b\(booking.id) is only offered: ACCEPT it first, or CANCEL it."))
    }
}
