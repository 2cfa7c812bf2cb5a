import Booking
import Registry
import Wire

// WITHDRAW, CLOSE, REOPEN and EXEMPT.
extension CommandRouter {
    func withdraw(_ call: Call) async throws {
        let entry = try await visible(call)
        guard let reason = call.request["reason"].flatMap(WithdrawalReason.init(rawValue:)) else {
            throw WireError(.missingField, field: "reason", zh: "缺少 reason=。", en: "reason= is missing.")
        }
        let until = try call.request.instant("until", in: calendar)
        let act = WithdrawInstrument(
            instrument: entry.register.id, unit: entry.register.unit, reason: reason, until: until)
        submit(act, call) { reply, outcome in
            guard case .changed(let standing) = outcome else { return false }
            reply.bookings(standing, self.calendar)
            reply.ok {
                $0.add("instrument", call.subject)
                if let until { $0.add("until", until, in: self.calendar) }
                $0.add("standing", standing.count)
            }
            return true
        }
    }

    func close(_ call: Call) async throws {
        let entry = try await visible(call)
        guard let reason = call.request["reason"].flatMap(ClosureReason.init(rawValue:)) else {
            throw WireError(.missingField, field: "reason", zh: "缺少 reason=。", en: "reason= is missing.")
        }
        let period = try call.request.period(in: calendar)
        let act = CloseInstrument(
            instrument: entry.register.id, unit: entry.register.unit, period: period, reason: reason,
            note: call.request["note"])
        let (policy, now, record) = (entry.register.policy, clock.now(), entry.register.record)
        // What nobody else can book is closed to nobody else.
        let isOwed = entry.register.disclosure.stands(at: now) && DisclosureDuty(record, policy).isRequired
        submit(act, call) { reply, outcome in
            guard case .closed(let id, let period, let standing) = outcome else { return false }
            reply.bookings(standing, self.calendar)
            let closure = Closure(id: id, channel: nil, period: period, reason: reason.rawValue, announcedAt: now)
            for found in unannouncedClosures(
                [closure], hours: isOwed ? record.openHours : nil, calendar: self.calendar, policy: policy)
            {
                reply.record("finding") {
                    $0.add("instrument", call.subject)
                    $0.add("rule", "O10")
                    $0.add("message", quoted: found.message[call.language])
                }
            }
            reply.ok {
                $0.add("closure", "c\(id)")
                $0.add(period, in: self.calendar)
                $0.add("standing", standing.count)
            }
            return true
        }
    }

    func reopen(_ call: Call) async throws {
        guard call.subject.first == "c" || call.subject.first == "C", let number = Int64(call.subject.dropFirst()),
            let place = try await reader.closure(ClosureID(number))
        else {
            throw WireError(
                .notFound, zh: "没有停用 \(call.subject)；SHOW 列出仪器的停用。",
                en: "There is no closure \(call.subject); SHOW lists an instrument's.")
        }
        let act = ReopenInstrument(closure: ClosureID(number), instrument: place.instrument, unit: place.unit)
        submit(act, call) { reply, _ in
            reply.ok { $0.add("closure", "c\(number)") }
            return true
        }
    }

    func exempt(_ call: Call) async throws {
        let entry = try await visible(call)
        guard let reason = call.request["reason"].flatMap(ExemptionReason.init(rawValue:)) else {
            throw WireError(.missingField, field: "reason", zh: "缺少 reason=。", en: "reason= is missing.")
        }
        let act = ExemptInstrument(
            instrument: entry.register.id, unit: entry.register.unit, reason: reason,
            reference: call.request["reference"] ?? "")
        submit(act, call) { reply, outcome in
            guard case .changed(let standing) = outcome else { return false }
            reply.bookings(standing, self.calendar)
            reply.ok {
                $0.add("instrument", call.subject)
                $0.add("standing", standing.count)
            }
            return true
        }
    }

    /// Hands a register act to the desk; `write` says what came of it, and false where that was not understood.
    ///
    /// - Parameter kept: what a repeat of the key is told, where it must not be the whole reply.
    func submit(
        _ act: any RegisterAct, _ call: Call,
        kept: (@Sendable (inout Reply, RegisterOutcome) -> Bool)? = nil,
        _ write: @escaping @Sendable (inout Reply, RegisterOutcome) -> Bool
    ) {
        guard let requester = call.session.requester else {
            call.complete(Outcome(error: .notSignedIn, language: call.language))
            return
        }
        let keep = kept ?? write
        registry.desk.submit(
            Ticket(
                act: .register(act), requester: requester,
                key: call.request.key.map {
                    RequestKey(key: $0, request: call.request.canonicalText, document: call.document ?? [])
                },
                render: { result in
                    var reply = Reply()
                    guard case .registered(let outcome) = result, keep(&reply, outcome) else { return "" }
                    return String(decoding: reply.bytes, as: UTF8.self)
                },
                complete: { result in
                    var reply = Reply()
                    if case .registered(let outcome) = result, write(&reply, outcome) {
                        call.complete(Outcome(reply))
                    } else {
                        call.complete(self.outcome(of: result, call))
                    }
                }))
    }
}

extension Reply {
    /// `+ booking …` for bookings that a change leaves standing.
    mutating func bookings(_ bookings: [BookingFacts], _ calendar: ZoneCalendar) {
        for booking in bookings {
            record("booking", "b\(booking.id)") {
                $0.add(booking.period, in: calendar)
                $0.add("party", booking.party.rawValue)
            }
        }
    }
}
