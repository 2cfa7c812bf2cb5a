import Booking
import Registry
import Wire

// BOOKINGS, BOOKING and SCHEDULE.
extension CommandRouter {
    func bookings(_ call: Call) async throws -> Reply {
        let requester = try call.requester()
        var search = BookingSearch()
        // A unit sees its own bookings here; who comes to its instruments is SCHEDULE's. Offices see their area's.
        switch requester.role {
        case .firm, .lab: search.organisation = requester.organisation
        case .park: search.park = requester.organisation
        case .zone: break
        }
        search.state = call.request["state"].flatMap(BookingState.init(rawValue:))
        search.from = try call.request.instant("from", in: calendar)
        search.to = try call.request.instant("to", in: calendar)
        if let path = call.request["instrument"] { search.instrument = try await place(path).instrument }
        search.after = try after(call)
        return try await list(call, search, limit: call.request.limit(100)) { view, line in
            line.add("service", view.booking.serviceCode)
            line.add("price", view.booking.price)
            line.add("account", view.accountName)
            if view.booking.smallFirm { line.add("small-firm", true) }
        }
    }

    func schedule(_ call: Call) async throws -> Reply {
        let requester = try call.requester()
        var search = BookingSearch()
        let unit: OrganisationID
        let park: OrganisationID?
        if call.subject.contains("/") {
            let entry = try await visible(call)
            (unit, park) = (entry.register.unit, entry.unit.park)
            search.instrument = entry.register.id
        } else {
            let organisation = try await organisation(call.subject, kind: .unit)
            (unit, park) = (organisation.id, organisation.park)
            search.unit = unit
        }
        guard Authority.governs(requester, organisation: unit, park: park) else { throw WireError.notYours }
        guard let window = try call.request.window(in: calendar, days: 93) else {
            throw WireError(.missingField, field: "from", zh: "请给出 from= 和 to=。", en: "Give from= and to=.")
        }
        search.from = window.start
        search.to = window.end
        search.leavesOutGone = !call.request.says("all")
        return try await list(call, search, limit: 5_000) { view, line in
            line.add("organisation", view.organisationName)
            line.add("account", view.accountName)
            line.add("contact", view.organisationContact)
            line.add("channel", view.channelPosition)
            line.add("service", view.booking.serviceCode)
            line.add("purpose", view.booking.purpose.rawValue)
            line.add("party", view.booking.party.rawValue)
            line.add("project", view.booking.project)
            line.add("access", view.booking.access?.rawValue)
            line.add("operator", view.operatorName ?? view.operatorPath)
            if view.booking.access == .sample { line.add("quantity", view.booking.quantity) }
            if let due = view.booking.due { line.add("due", due, in: calendar) }
        }
    }

    func booking(_ call: Call) async throws -> Reply {
        let requester = try call.requester()
        guard let id = BookingID(wire: call.subject), let view = try await reader.booking(id),
            view.isVisible(to: requester)
        else { throw WireError.noBooking(call.subject) }
        let booking = view.booking
        let series = booking.group == nil ? nil : try await reader.series(of: id)
        var reply = Reply()
        reply.record("booking", "b\(booking.id)") {
            $0.add("instrument", view.instrument.description)
            $0.add("name", view.instrumentName)
            $0.add("channel", view.channelPosition)
            $0.add("state", booking.state.rawValue)
            $0.add(booking.period, in: calendar)
            $0.add("service", booking.serviceCode)
            $0.add("purpose", booking.purpose.rawValue)
            $0.add("party", booking.party.rawValue)
            $0.add("project", booking.project)
            $0.add("access", booking.access?.rawValue)
            $0.add("quantity", booking.quantity)
            $0.add("price", booking.price)
            $0.add("account", view.accountName)
            $0.add("policy-version", booking.policyVersion)
            if let asked = booking.life.askedAt, let by = booking.answerBy {
                $0.add("requested", asked, in: calendar)
                $0.add("respond-by", by, in: calendar)
                $0.add("turn", booking.life.escalatedAt == nil ? "unit" : "park")
            }
            $0.addUse(booking, in: calendar)
            if let until = booking.life.delayedUntil { $0.add("delayed-until", until, in: calendar) }
            $0.add("reason", booking.life.reason)
            $0.add("operator", view.operatorName ?? view.operatorPath)
            $0.add("contract", booking.contract)
            if let due = booking.due { $0.add("due", due, in: calendar) }
            if booking.smallFirm { $0.add("small-firm", true) }
            $0.add("group", booking.group.map { "b\($0)" })
            $0.add("series", series?.standing(in: calendar))
        }
        for line in try await reader.history(of: "b\(id)") {
            reply.record("history") {
                $0.add("seq", line.sequence)
                $0.add("at", line.at, in: calendar)
                $0.add("account", line.account)
                $0.add("act", line.act)
                $0.add("from-state", line.fromState)
                $0.add("to-state", line.toState)
                if let period = line.period { $0.add(period, in: calendar) }
                if let old = line.oldPeriod {
                    $0.add("was-start", old.start, in: calendar)
                    $0.add("was-end", old.end, in: calendar)
                }
                $0.add("price", line.price?.description)
                $0.add("reason", line.reason)
                if line.late { $0.add("late", true) }
                $0.add("note", line.note)
                if let until = line.delayedUntil { $0.add("delayed-until", until, in: calendar) }
                if line.affected > 0 { $0.add("affected", line.affected) }
                if !line.offers.isEmpty {
                    $0.add("offers", line.offers.map { TimeText.format($0.start, in: calendar) }.joined(separator: ","))
                }
            }
        }
        reply.ok()
        return reply
    }

    /// A page of bookings, with `more` telling what each kind of list adds.
    private func list(
        _ call: Call, _ search: BookingSearch, limit: Int, _ more: (BookingView, inout FieldWriter) -> Void
    ) async throws -> Reply {
        let views = try await reader.bookings(search, limit: limit + 1)
        var reply = Reply()
        for view in views.prefix(limit) {
            reply.record("booking", "b\(view.booking.id)") {
                $0.add("instrument", view.instrument.description)
                $0.add("state", view.booking.state.rawValue)
                $0.add(view.booking.period, in: calendar)
                more(view, &$0)
            }
        }
        reply.ok {
            $0.add("count", min(views.count, limit))
            if views.count > limit { $0.add("after", "b\(views[limit - 1].booking.id)") }
        }
        return reply
    }

    private func after(_ call: Call) throws -> BookingID? {
        try call.request["after"].map { text in
            guard let id = BookingID(wire: text) else {
                throw WireError.invalid(
                    "after", zh: "after 是上一页给出的预约号。", en: "after is the booking that the last page gave.")
            }
            return id
        }
    }

    func organisation(_ code: String, kind: Organisation.Kind) async throws -> Organisation {
        guard let organisation = try await reader.organisation(code), organisation.kind == kind else {
            throw WireError(
                .notFound, zh: "没有单位 \(code)；UNITS 列出全部单位。", en: "There is no unit \(code); UNITS lists them.")
        }
        return organisation
    }
}

extension BookingView {
    /// Its own organisation, the instrument's unit, and the offices above either.
    func isVisible(to requester: Requester) -> Bool {
        Authority.governs(requester, organisation: booking.organisation, park: organisationPark)
            || Authority.governs(requester, organisation: unit, park: unitPark)
    }
}

extension WireError {
    static let notYours = WireError(
        .forbidden, zh: "只有该单位或其上级办公室可以这样做。", en: "Only the unit itself or an office above it may do this.")
}
