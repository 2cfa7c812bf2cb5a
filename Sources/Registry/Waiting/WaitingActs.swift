package import Booking
import Postgres

/// `WAIT instrument`: puts a wish on the instrument's waiting list.
package struct AddWish: RegisterAct {
    /// Open wishes of one organisation at most; each is judged whenever time is freed.
    package static let most = 50
    /// Nobody waits for what lies further away.
    package static let furthest = Span.days(366)

    let wish: Reservation
    let window: Period
    let unit: OrganisationID
    let organisation: OrganisationID

    /// - Parameter wish: its period has the length that is wanted; where it lies does not matter.
    package init(wish: Reservation, window: Period, unit: OrganisationID, organisation: OrganisationID) {
        self.wish = wish
        self.window = window
        self.unit = unit
        self.organisation = organisation
    }

    package var locks: RegisterLocks { RegisterLocks(organisations: [organisation], sharedInventory: unit) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard window.end > context.now, window.start < context.now + Self.furthest else {
            return .refused(
                .invalid(
                    field: "to", Bilingual(zh: "时间窗须在将来一年之内。", en: "The window lies in the year to come.")))
        }
        let facts = try await context.facts(of: wish.instrument, unit, [organisation])
        guard let path = facts.instruments[wish.instrument]?.register.path else {
            return .refused(.notFound(Bilingual(zh: "没有此仪器。", en: "There is no such instrument.")))
        }
        let waiting = WaitingWish(id: WishID(0), requester: context.requester, wish: wish, window: window)
        if let refusal = facts.hopeless(waiting, at: context.now) { return .refused(refusal) }
        let count = try await context.connection.query(Statement(SQL.countWishes, .int8(organisation.rawValue)))[0]
            .decode(0, as: Int64.self)
        guard count < Int64(Self.most) else {
            return .refused(
                .invalid(
                    field: "instrument",
                    Bilingual(
                        zh: "贵单位已有 \(count) 项候补，上限 \(Self.most) 项；先用 UNWAIT 撤回一些。",
                        en:
                            "Your organisation waits for \(count) things already, of at most \(Self.most); UNWAIT some first."
                    )))
        }
        let row = try await context.connection.query(
            Statement(
                SQL.addWish, .int8(wish.instrument.rawValue), .int8(organisation.rawValue),
                .int8(context.requester.account.rawValue), .text(wish.service), .text(wish.purpose?.rawValue),
                .text(wish.project), .text(wish.access?.rawValue), .int4(Int32(wish.quantity)),
                .timestamptz(window.start.timestamp), .timestamptz(window.end.timestamp),
                .int4(Int32(wish.period.length.minutes)), .timestamptz(context.now.timestamp)))[0]
        let id: WishID = try row.id(0)
        var json = JSONText()
        json.field("wait", id.rawValue)
        json.field("instrument", path.description)
        json.field("from", window.start.seconds)
        json.field("to", window.end.seconds)
        json.field("minutes", wish.period.length.minutes)
        json.field("service", wish.service)
        return .done(
            .waiting(id), log: [RegisterLogEntry(act: "wait", subject: "w\(id)", after: json.finish())])
    }
}

/// `UNWAIT id`: takes a wish off its list.
package struct WithdrawWish: RegisterAct {
    let wish: WishID

    package init(wish: WishID) { self.wish = wish }

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let found = try await context.connection.query(Statement(SQL.findWish, .int8(wish.rawValue))).first
        guard let row = found,
            Authority.governs(context.requester, organisation: try row.id(0), park: try row.id(optional: 1))
        else {
            return .refused(
                .notFound(
                    Bilingual(
                        zh: "贵单位没有候补 w\(wish)；WAITS 列出全部。",
                        en: "Your organisation has no wish w\(wish); WAITS lists them.")
                ))
        }
        let state = try row.text(2)
        guard
            try await !context.connection.query(
                Statement(SQL.withdrawWish, .int8(wish.rawValue), .timestamptz(context.now.timestamp))
            ).isEmpty
        else {
            let offer: BookingID? = try row.id(optional: 3)
            let held = state == "offered" ? offer : nil
            return .refused(
                .invalid(
                    field: "wait",
                    held.map {
                        Bilingual(
                            zh: "w\(wish) 已有邀约 b\($0)：用 ACCEPT 接受，或用 CANCEL 放弃。",
                            en: "w\(wish) has an offer, b\($0): ACCEPT it or CANCEL it.")
                    } ?? Bilingual(zh: "w\(wish) 已经了结（\(state)）。", en: "w\(wish) is closed already (\(state)).")))
        }
        var json = JSONText()
        json.field("wait", wish.rawValue)
        return .done(
            .waiting(wish), log: [RegisterLogEntry(act: "unwait", subject: "w\(wish)", after: json.finish())])
    }
}

/// By the clock: wishes whose window is over.
package struct ExpireWishes: RegisterAct {
    package init() {}

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        try await context.expire(SQL.expireWishes, as: "w")
    }
}

/// Offers an instrument's free time to those who wait for it, in order. What is offered is decided under the locks of
/// the instrument and of all whose turn it may be, by the same rules as every booking.
package struct OfferFreedTime: RegisterAct {
    let instrument: InstrumentID
    let unit: OrganisationID
    let organisations: [OrganisationID]
    let hold: Span

    /// - Parameters:
    ///   - organisations: of those who wait, as they were seen last.
    ///   - hold: how long an offer stands at most.
    package init(instrument: InstrumentID, unit: OrganisationID, organisations: [OrganisationID], hold: Span) {
        self.instrument = instrument
        self.unit = unit
        self.organisations = organisations
        self.hold = hold
    }

    package var locks: RegisterLocks {
        RegisterLocks(instruments: [instrument], organisations: organisations, sharedInventory: unit)
    }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        _ = try await context.connection.query(Statement(SQL.lockWishes, .int8(instrument.rawValue)))
        let waiting = try await Waiting.list(of: instrument, at: context.now, on: context.connection)
        // Whoever came meanwhile is not locked, and nobody behind may be asked before: the next round sees them all.
        let known = Array(waiting.prefix { organisations.contains($0.requester.organisation) })
        // Those who assist are the unit's, whatever the instrument: theirs is the last lock before the log's.
        _ = try await context.connection.query(LockSpace.staff.lock([unit.rawValue]))
        let facts = try await context.facts(of: instrument, unit, organisations)
        guard !known.isEmpty, let register = facts.instruments[instrument]?.register else {
            return .done(.changed(standing: []), log: [])
        }
        var numbers = try await context.connection.query(Statement(SQL.numbers, .int4(Int32(known.count))))
            .map { row -> BookingID in try row.id(0) }[...]
        let events = facts.offers(
            to: known, hold: hold, newID: { numbers.popFirst() ?? BookingID(0) }, at: context.now)
        return .booked(events, on: register)
    }
}
