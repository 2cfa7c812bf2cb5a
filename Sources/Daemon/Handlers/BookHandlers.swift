import Booking
import Logging
import Registry
import Wire

// RESERVE, MOVE, CANCEL and CHECK.
extension CommandRouter {
    /// The place of the call's instrument, where it is remembered.
    func rememberedPlace(_ call: Call) -> Place? {
        paths[call.subject]
    }

    func place(_ text: String) async throws -> Place {
        if let known = paths[text] { return known }
        guard let path = InstrumentPath(text) else { throw WireError.noInstrument(text) }
        guard let entry = try await reader.instrument(path) else { throw WireError.noInstrument(text) }
        let place = Place(instrument: entry.register.id, unit: entry.register.unit)
        paths[text] = place
        return place
    }

    func reserve(_ call: Call) async throws {
        if Self.isOrder(call.request) { return try await order(call) }
        submitReservation(call, try await place(call.subject))
    }

    func submitReservation(_ call: Call, _ place: Place) {
        do throws(WireError) {
            let requester = try call.requester()
            try Self.refuseStray(call.request)
            let wish = try wish(call.request, place)
            submit(
                .booking(
                    .reserve(wish),
                    about: BookingSubject(
                        instrument: place.instrument, unit: place.unit, organisation: requester.organisation)),
                call)
        } catch {
            call.complete(Outcome(error: error, language: call.language))
        }
    }

    func move(_ call: Call) async throws {
        let (id, subject) = try await subject(call)
        let period = try call.request.period(in: calendar)
        guard let group = try await group(call, id) else {
            let alone = [Rescheduling(booking: id, to: period)]
            return submit(.booking(.reschedule(alone, series: try await seriesChange(alone)), about: subject), call)
        }
        let moves = moves(group, id, to: period)
        submit(.booking(.reschedule(moves, series: try await seriesChange(moves)), about: subject.with(group)), call)
    }

    func cancel(_ call: Call) async throws {
        let (id, subject) = try await subject(call)
        let reason = call.request["reason"]
        guard let group = try await group(call, id) else {
            return submit(.booking(.cancel(id, reason: reason), about: subject), call)
        }
        submit(.booking(.callOff(group.map(\.booking), reason: reason), about: subject.with(group)), call)
    }

    func checkWish(_ call: Call) async throws -> Reply {
        if Self.isOrder(call.request) { return try await checkOrder(call) }
        try Self.refuseStray(call.request)
        let place = try await place(call.subject)
        let wish = try wish(call.request, place)
        let requester = call.session.requester
        let act = BookingAct.reserve(wish)
        let subject = BookingSubject(
            instrument: place.instrument, unit: place.unit,
            organisation: requester?.organisation ?? OrganisationID(0))
        let facts = try await reader.facts(for: act, about: subject, by: requester ?? .daemon)
        let now = clock.now()
        let answer: CheckAnswer
        do {
            answer = try Booking.check(wish, by: requester, facts: facts, at: now)
        } catch {
            throw Failure.wire(error)
        }
        var reply = Reply()
        reply.verdicts(answer.verdicts, call.language)
        if !answer.allowed { reply.next(facts.nextAccepted(like: act, by: requester, at: now), calendar) }
        reply.ok {
            $0.add("allowed", answer.allowed)
            $0.add("price", answer.price?.description)
        }
        return reply
    }

    // MARK: Steps

    func wish(_ request: CheckedRequest, _ place: Place) throws(WireError) -> Reservation {
        Reservation(
            instrument: place.instrument, period: try request.period(in: calendar),
            service: request["service"] ?? "", purpose: request["purpose"].flatMap(Purpose.init(rawValue:)),
            project: request["project"], access: request["access"].flatMap(AccessMode.init(rawValue:)),
            quantity: request["quantity"].flatMap { Int($0) } ?? 1, contract: request["contract"],
            due: try request.instant("due", in: calendar))
    }

    func subject(_ call: Call) async throws -> (BookingID, BookingSubject) {
        guard let id = BookingID(wire: call.subject), let subject = try await reader.subject(of: id) else {
            throw WireError.noBooking(call.subject)
        }
        return (id, subject)
    }

    /// Hands an act to the desk and turns what comes of it into a reply.
    func submit(_ act: DeskAct, _ call: Call) {
        guard let requester = call.session.requester else {
            call.complete(Outcome(error: .notSignedIn, language: call.language))
            return
        }
        let key = call.request.key.map { RequestKey(key: $0, request: call.request.canonicalText) }
        let calendar = calendar
        registry.desk.submit(
            Ticket(
                act: act, requester: requester, key: key,
                render: { result in
                    guard case .booked(let accepted) = result else { return "" }
                    return String(decoding: Self.reply(accepted, calendar, call.language).bytes, as: UTF8.self)
                },
                complete: { result in
                    if case .booked(let accepted) = result {
                        call.complete(Outcome(Self.reply(accepted, calendar, call.language)))
                    } else if case .refused(let refusal) = result, refusal.isAboutTime {
                        Task { await self.complete(call, act, refusal) }
                    } else {
                        call.complete(self.outcome(of: result, call))
                    }
                }))
    }

    private static func reply(_ accepted: Accepted, _ calendar: ZoneCalendar, _ language: Language) -> Reply {
        var reply = Reply()
        guard let event = accepted.events.first else { return reply }
        // What one step does to other bookings is a remark on it; several of the same kind are an act of several.
        if accepted.events.count(where: { $0.step == event.step }) + accepted.skipped.count > 1 {
            return .several(accepted, calendar, language, cancelled: event.step == .cancel || event.step == .bump)
        }
        reply.remarks(event, calendar)
        reply.ok {
            $0.add("booking", "b\(event.after.id)")
            $0.add("state", event.after.state.rawValue)
            $0.add(event, in: calendar)
        }
        return reply
    }
}

extension CommandRouter {
    /// The reply to what the desk did not do as asked.
    func outcome(of result: DeskResult, _ call: Call) -> Outcome {
        switch result {
        case .booked, .registered: Outcome(error: .internalFault, language: call.language)
        case .replayed(let stored): Outcome(Reply(replaying: Array(stored.utf8)))
        case .refused(.rules(let verdicts)): Outcome(refusal(verdicts, next: [], call.language))
        case .refused(.several(let refused)): Outcome(several(refused, call.language))
        case .refused(let refusal): Outcome(error: Failure.wire(refusal), language: call.language)
        case .signedOut: Outcome(.failure(.signedOut, call.language), change: .signedOut)
        case .keyReused: Outcome(error: .keyReused, language: call.language)
        case .busy: Outcome(error: .busyDatabase, language: call.language)
        case .unavailable(let unknown):
            Outcome(error: unknown ? .unknownOutcome : .unavailable, language: call.language)
        case .failed: Outcome(error: .internalFault, language: call.language)
        }
    }
}

extension CommandRouter {
    /// `+ refused` for each of several that failed together, and the first as the error.
    private func several(_ refused: [RefusedWish], _ language: Language) -> Reply {
        var reply = Reply()
        reply.refused(refused, calendar, language)
        reply.err(.several(refused), language)
        return reply
    }
}

extension BookingSubject {
    /// The same act about all of a group.
    fileprivate func with(_ group: [GroupMember]) -> BookingSubject {
        BookingSubject(
            instruments: Set(group.map(\.instrument) + instruments).sorted(),
            units: Set(group.map(\.unit) + units).sorted(), organisation: organisation)
    }
}

extension BookingID {
    /// Reads `b1042`.
    init?(wire text: String) {
        guard text.first == "b" || text.first == "B", let number = Int64(text.dropFirst()) else { return nil }
        self.init(number)
    }
}

extension WireError {
    static func noBooking(_ text: String) -> WireError {
        WireError(
            .notFound, zh: "没有预约 \(text)；BOOKINGS 列出本单位的预约。",
            en: "There is no booking \(text); BOOKINGS lists your organisation's.")
    }
}
