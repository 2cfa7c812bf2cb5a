import Booking
import Logging
import Registry
import Wire

// RESERVE, MOVE, CANCEL and CHECK.
extension CommandRouter {
    /// How far ahead a like period is looked for when a time is taken.
    private static let nextWithin = Span.days(14)

    /// The place of the call's instrument, where it is remembered.
    func rememberedPlace(_ call: Call) -> Place? {
        InstrumentPath(call.subject).flatMap { paths[$0] }
    }

    func place(_ text: String) async throws -> Place {
        guard let path = InstrumentPath(text) else { throw WireError.noInstrument(text) }
        if let known = paths[path] { return known }
        guard let entry = try await reader.instrument(path) else { throw WireError.noInstrument(text) }
        let place = Place(instrument: entry.register.id, unit: entry.register.unit)
        paths[path] = place
        return place
    }

    func reserve(_ call: Call) async throws { submitReservation(call, try await place(call.subject)) }

    func submitReservation(_ call: Call, _ place: Place) {
        do throws(WireError) {
            let requester = try call.requester()
            let wish = try wish(call.request, place)
            submit(
                .booking(
                    .reserve(wish),
                    about: BookingSubject(
                        instrument: place.instrument, unit: place.unit, organisation: requester.organisation)),
                call, wish: (wish, place))
        } catch {
            call.complete(Outcome(error: error, language: call.language))
        }
    }

    func move(_ call: Call) async throws {
        let (id, subject) = try await subject(call)
        let period = try call.request.period(in: calendar)
        submit(.booking(.move(id, to: period), about: subject), call)
    }

    func cancel(_ call: Call) async throws {
        let (id, subject) = try await subject(call)
        submit(.booking(.cancel(id, reason: call.request["reason"]), about: subject), call)
    }

    func checkWish(_ call: Call) async throws -> Reply {
        let place = try await place(call.subject)
        let wish = try wish(call.request, place)
        let requester = call.session.requester
        let facts = try await wideFacts(wish, place, requester, days: 14)
        let answer: CheckAnswer
        do {
            answer = try Booking.check(wish, by: requester, facts: facts, at: clock.now())
        } catch {
            throw Failure.wire(error)
        }
        var reply = Reply()
        reply.verdicts(answer.verdicts, call.language)
        if !answer.allowed {
            for period in accepted(like: wish, facts, requester, count: 3) {
                reply.record("next") { $0.add(period, in: calendar) }
            }
        }
        reply.ok {
            $0.add("allowed", answer.allowed)
            $0.add("price", answer.price?.description)
        }
        return reply
    }

    // MARK: Steps

    private func wish(_ request: CheckedRequest, _ place: Place) throws(WireError) -> Reservation {
        Reservation(
            instrument: place.instrument, period: try request.period(in: calendar),
            service: request["service"] ?? "", purpose: request["purpose"].flatMap(Purpose.init(rawValue:)),
            project: request["project"], access: request["access"].flatMap(AccessMode.init(rawValue:)),
            quantity: request["quantity"].flatMap { Int($0) } ?? 1)
    }

    private func subject(_ call: Call) async throws -> (BookingID, BookingSubject) {
        guard let id = BookingID(wire: call.subject), let subject = try await reader.subject(of: id) else {
            throw WireError.noBooking(call.subject)
        }
        return (id, subject)
    }

    /// Hands an act to the desk and turns what comes of it into a reply.
    private func submit(_ act: DeskAct, _ call: Call, wish: (Reservation, Place)? = nil) {
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
                    return String(decoding: Self.reply(accepted, calendar).bytes, as: UTF8.self)
                },
                complete: { result in
                    if case .booked(let accepted) = result {
                        call.complete(Outcome(Self.reply(accepted, calendar)))
                    } else if case .refused(.conflict(_, let message)) = result, let wish {
                        Task { await self.completeConflict(call, wish, message) }
                    } else {
                        call.complete(self.outcome(of: result, call))
                    }
                }))
    }

    private static func reply(_ accepted: Accepted, _ calendar: ZoneCalendar) -> Reply {
        var reply = Reply()
        guard let event = accepted.events.first else { return reply }
        let booking = event.after
        reply.ok {
            $0.add("booking", "b\(booking.id)")
            $0.add("state", booking.state.rawValue)
            if event.step == .cancel {
                $0.add("late", booking.life.late)
            } else {
                $0.add(booking.period, in: calendar)
                $0.add("price", booking.price)
            }
        }
        return reply
    }

    /// A conflict says when a like period is to be had.
    private func completeConflict(_ call: Call, _ wish: (Reservation, Place), _ message: Bilingual) async {
        var error = WireError(.conflict, message: message)
        do {
            let facts = try await wideFacts(wish.0, wish.1, call.session.requester, days: 14)
            if let next = accepted(like: wish.0, facts, call.session.requester, count: 1).first {
                let start = TimeText.format(next.start, in: calendar)
                let length = TimeText.format(next.length)
                let plain = TimeText.plain(next.start, in: calendar)
                error.extras = [Field("next", start)]
                error.message = Bilingual(
                    zh: "\(message.zh)最近可约 \(length) 的开始时刻：\(plain)。",
                    en: "\(message.en) \(length) can be booked from \(plain).")
            }
        } catch {
            logger.debug("no next period could be found", metadata: ["error": "\(error)"])
        }
        call.complete(Outcome(error: error, language: call.language))
    }

    /// The facts for one wish, with the instrument's days ahead in full.
    private func wideFacts(
        _ wish: Reservation, _ place: Place, _ requester: Requester?, days: Int
    ) async throws -> Facts {
        let subject = BookingSubject(
            instrument: place.instrument, unit: place.unit,
            organisation: requester?.organisation ?? OrganisationID(0))
        var facts = try await reader.facts(for: .reserve(wish), about: subject, by: requester ?? .daemon)
        if let entry = try await reader.entry(place.instrument) {
            let window = Period(start: wish.period.start, end: wish.period.end + .days(days)) ?? wish.period
            facts.instruments[place.instrument] = try await reader.facts(of: [entry], in: window)[place.instrument]
        }
        return facts
    }

    /// Like periods that every rule would accept, from the asked start on.
    private func accepted(like wish: Reservation, _ facts: Facts, _ requester: Requester?, count: Int) -> [Period] {
        let now = clock.now()
        let from = max(wish.period.start, now)
        guard let window = Period(start: from, end: wish.period.start + Self.nextWithin + wish.period.length) else {
            return []
        }
        return facts.nextAccepted(wish, by: requester, in: window, count: count, at: now)
    }
}

extension CommandRouter {
    /// The reply to what the desk did not do as asked.
    func outcome(of result: DeskResult, _ call: Call) -> Outcome {
        switch result {
        case .booked, .registered: Outcome(error: .internalFault, language: call.language)
        case .replayed(let stored): Outcome(Reply(replaying: Array(stored.utf8)))
        case .refused(.rules(let verdicts)): Outcome(Self.refusal(verdicts, call.language))
        case .refused(let refusal): Outcome(error: Failure.wire(refusal), language: call.language)
        case .signedOut: Outcome(.failure(.signedOut, call.language), change: .signedOut)
        case .keyReused: Outcome(error: .keyReused, language: call.language)
        case .busy: Outcome(error: .busyDatabase, language: call.language)
        case .unavailable(let unknown):
            Outcome(error: unknown ? .unknownOutcome : .unavailable, language: call.language)
        case .failed: Outcome(error: .internalFault, language: call.language)
        }
    }

    static func refusal(_ verdicts: [Verdict], _ language: Language) -> Reply {
        var reply = Reply()
        reply.verdicts(verdicts.filter { !$0.passed }, language)
        reply.err(.rules(verdicts), language)
        return reply
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
