import Booking
import Registry
import Wire

// STATEMENT and CONTRACT.
extension CommandRouter {
    /// Bookings that start in the month, charged as they were confirmed: what was called off costs nothing, a no-show
    /// what it was booked for.
    func statement(_ call: Call) async throws -> Reply {
        let requester = try call.requester()
        guard let month = Month(text: call.subject) else {
            throw WireError.invalid("month", zh: "月份写作 2026-11。", en: "A month is written 2026-11.")
        }
        guard let (facts, code) = try await standing(call, requester) else { throw WireError.notYours }
        let period = calendar.period(of: month)
        var search = BookingSearch()
        search.organisation = facts.organisation.id
        search.from = period.start
        search.to = period.end
        var reply = Reply()
        var (count, total) = (0, Money(fen: 0))
        // A firm's month is bounded by its quotas; a page at a time keeps the memory small all the same.
        while true {
            let views = try await reader.bookings(search, limit: 1_000)
            for view in views where view.booking.period.start >= period.start {
                let booking = view.booking
                let charge = booking.state.usesQuota ? booking.price : Money(fen: 0)
                total = total + charge
                count += 1
                reply.record("charge", "b\(booking.id)") {
                    $0.add("instrument", view.instrument.description)
                    $0.add("state", booking.state.rawValue)
                    $0.add(booking.period, in: calendar)
                    $0.add("service", booking.serviceCode)
                    $0.add("quantity", booking.quantity)
                    $0.add("unit-of-charge", booking.terms.unitOfCharge.rawValue)
                    $0.add("unit-price", booking.terms.price)
                    $0.add("price", charge)
                    $0.add("account", view.accountName)
                    if booking.smallFirm { $0.add("small-firm", true) }
                    $0.add("contract", booking.contract)
                    if booking.life.late { $0.add("late", true) }
                }
            }
            guard views.count == 1_000 else { break }
            search.after = views.last?.booking.id
        }
        let now = clock.now()
        let strikes = policy["B8"].map { B8.standing(facts.strikes, $0, at: now) }
        reply.record("standing") {
            $0.add("organisation", code)
            $0.add("suspended", facts.organisation.suspended)
            $0.add("strikes", strikes?.count ?? 0)
            if let until = strikes?.until { $0.add("suspended-until", until, in: calendar) }
            if let status = facts.smallFirm, status.holds(at: now) {
                $0.add("small-firm-until", status.until, in: calendar)
            }
        }
        reply.ok {
            $0.add("month", call.subject)
            $0.add("organisation", code)
            $0.add("count", count)
            $0.add("total", total)
        }
        return reply
    }

    /// Whose statement is asked for; nil where it is not the asker's to see.
    private func standing(_ call: Call, _ requester: Requester) async throws -> (OrganisationFacts, String)? {
        guard let code = call.request["organisation"] else {
            guard let own = try await reader.organisationFacts(requester.organisation) else { return nil }
            return (own, own.organisation.code)
        }
        let organisation = try await anyOrganisation(code)
        guard Authority.governs(requester, organisation: organisation.id, park: organisation.park),
            let facts = try await reader.organisationFacts(organisation.id)
        else { return nil }
        return (facts, code)
    }

    func contract(_ call: Call) async throws {
        let (id, subject) = try await subject(call)
        submit(.booking(.contract(id, reference: call.request["reference"] ?? ""), about: subject), call)
    }
}
