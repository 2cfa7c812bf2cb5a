import Booking
import Registry
import Wire

// Several bookings as one act: instruments together, series, and changes of them (rules B11 and B12).
extension CommandRouter {
    /// Whether the request names more than one time or instrument.
    static func isOrder(_ request: CheckedRequest) -> Bool { request["with"] != nil || request["repeat"] != nil }

    func order(_ call: Call) async throws {
        let requester = try call.requester()
        let (order, places) = try await asked(call)
        submit(.booking(.order(order), about: Self.subject(places, requester.organisation)), call)
    }

    /// CHECK of what RESERVE would book as one act: an answer to each wish.
    func checkOrder(_ call: Call) async throws -> Reply {
        let requester = call.session.requester
        let (order, places) = try await asked(call)
        let subject = Self.subject(places, requester?.organisation ?? OrganisationID(0))
        let facts = try await reader.facts(for: .order(order), about: subject, by: requester ?? .daemon)
        let answer = Booking.check(order, by: requester, facts: facts, at: clock.now())
        var reply = Reply()
        for (index, wish) in answer.wishes.enumerated() {
            let error = wish.refusal.map { Failure.wire($0) }
            reply.record("wish") {
                $0.add("number", index + 1)
                $0.add("instrument", facts.instruments[wish.instrument]?.register.path.description)
                $0.add(wish.period, in: calendar)
                $0.add("allowed", wish.refusal == nil)
                $0.add("price", wish.price?.description)
                $0.add("code", error?.code.rawValue)
                $0.add("rule", error?.rule)
                if let error { $0.add("message", quoted: error.message[call.language]) }
            }
        }
        reply.ok {
            $0.add("allowed", answer.allowed)
            $0.add("price", answer.price)
            $0.add("count", answer.granted)
            $0.add("refused", answer.wishes.count - answer.granted)
        }
        return reply
    }

    /// What belongs to several, where only one is asked for.
    static func refuseStray(_ request: CheckedRequest) throws(WireError) {
        for name in ["until", "count", "except", "skip"] where request[name] != nil {
            throw .invalid(name, zh: "\(name)= 须与 repeat= 或 with= 同用。", en: "\(name)= goes with repeat= or with=.")
        }
    }

    private static func subject(_ places: [Place], _ organisation: OrganisationID) -> BookingSubject {
        BookingSubject(
            instruments: places.map(\.instrument), units: Array(Set(places.map(\.unit))).sorted(),
            organisation: organisation)
    }

    /// The wishes of a request for several times or instruments, in order of time.
    private func asked(_ call: Call) async throws -> (Order, [Place]) {
        let request = call.request
        var places = [try await place(call.subject)]
        for text in request.list("with") {
            let other = try await place(text)
            guard !places.contains(other) else {
                throw WireError.invalid(
                    "with", zh: "\(text) 写了两次；每台仪器写一次。", en: "\(text) is named twice; name each instrument once.")
            }
            places.append(other)
        }
        let first = try wish(request, places[0])
        let (periods, series) = try occurrences(request, first.period)
        guard periods.count * places.count <= Series.mostOccurrences else {
            throw WireError(
                .invalid, field: "repeat", rule: "B11", zh: "一次最多 \(Series.mostOccurrences) 个预约；请分几次预约。",
                en: "One act makes at most \(Series.mostOccurrences) bookings; ask for them in several.")
        }
        let wishes = periods.flatMap { period in
            places.map { place in
                var wish = first.moved(to: period)
                wish.instrument = place.instrument
                return wish
            }
        }
        return (Order(wishes: wishes, skipsConflicts: request["skip"] != nil, series: series), places)
    }

    /// MOVE and CANCEL of several that were made together: the bookings in question, in order, or nil where only the
    /// named one is meant.
    func group(_ call: Call, _ id: BookingID) async throws -> [GroupMember]? {
        guard let scope = call.request["scope"], scope != "one" else { return nil }
        let all = try await reader.group(of: id)
        guard let named = all.first(where: { $0.booking == id }) else {
            throw WireError.invalid(
                "scope", zh: "\(call.subject) 不属于一批预约，或已经开始；请不写 scope=。",
                en: "\(call.subject) was not made together with others, or has begun; leave scope= out.")
        }
        return scope == "all" ? all : all.filter { $0.period.start >= named.period.start }
    }

    /// The same change for each: as many days and to the same time of day as the named one, for its new length.
    func moves(_ group: [GroupMember], _ id: BookingID, to period: Period) -> [Rescheduling] {
        guard let named = group.first(where: { $0.booking == id }) else { return [] }
        let new = WallTime(period.start, in: calendar)
        let days = new.day - WallTime(named.period.start, in: calendar).day
        return group.compactMap { member in
            let day = WallTime(member.period.start, in: calendar).day + days
            guard let start = WallTime(day: day, second: new.second)?.instant(in: calendar),
                let period = Period(start: start, end: start + period.length)
            else { return nil }
            return Rescheduling(booking: member.booking, to: period)
        }
    }

    /// What becomes of the text of the series when these of its bookings move; nil where they are of none.
    func seriesChange(_ moves: [Rescheduling]) async throws -> SeriesChange? {
        guard let first = moves.first, let view = try await reader.series(of: first.booking),
            let text = SeriesText(text: view.text)
        else { return nil }
        let goals = Dictionary(moves.map { ($0.booking, $0.to) }, uniquingKeysWith: { $1 })
        let staying = view.members.filter { goals[$0.booking] == nil }.map(\.period)
        let moving = view.members.compactMap { member in goals[member.booking].map { (from: member.period, to: $0) } }
        if moves.count == 1, !staying.isEmpty {
            // One alone stays with the others: a date that the rule has not, and one that it has not named.
            let held = SeriesText(text.series, holding: staying + moving.map(\.to), in: calendar)
            return SeriesChange(group: view.group, was: view.text, text: held.text(in: calendar))
        }
        let parts = text.split(kept: staying, moved: moving, in: calendar)
        guard let moved = parts.moved?.text(in: calendar) else { return nil }
        guard let kept = parts.kept?.text(in: calendar) else {
            return SeriesChange(group: view.group, was: view.text, text: moved)
        }
        return SeriesChange(
            group: view.group, was: view.text, text: kept, part: .init(group: first.booking, text: moved))
    }

    private func occurrences(
        _ request: CheckedRequest, _ period: Period
    ) throws(WireError) -> (periods: [Period], series: String?) {
        guard let text = request["repeat"] else {
            for name in ["until", "count", "except"] where request[name] != nil {
                throw .invalid(name, zh: "\(name)= 须与 repeat= 同用。", en: "\(name)= goes with repeat=.")
            }
            return ([period], nil)
        }
        do {
            // As typed: a time of day that the clock skips on the first date is the series' own all the same.
            let start =
                try Moment(text: request["start"] ?? "")?.start(in: calendar) ?? WallTime(period.start, in: calendar)
            let rule = try RecurrenceRule(text: text, end: try bound(request))
            var exceptions: [Moment] = []
            for text in request.list("except") {
                guard let moment = Moment(text: text) else {
                    throw WireError.invalid(
                        "except", zh: "\(text) 不是日期或时刻；如 2026-12-08。",
                        en: "\(text) is no date or time; write 2026-12-08.")
                }
                exceptions.append(moment)
            }
            // An end on the wall stays on the wall over a change of the clock; a length stays a length.
            let length: SeriesLength =
                request["end"] == nil
                ? .elapsed(period.length) : .wallClock(from: start, to: WallTime(period.end, in: calendar))
            let series = Series(rule: rule, start: start, length: length, exceptions: exceptions)
            let periods = try series.bookable(in: calendar).map(\.period)
            return (periods, SeriesText(series, holding: periods, in: calendar).text(in: calendar))
        } catch let error as WireError {
            throw error
        } catch let fault as RecurrenceFault {
            throw WireError(.invalid, field: fault.part.field, rule: fault.rule.rawValue, message: fault.message)
        } catch {
            throw .internalFault
        }
    }

    private func bound(_ request: CheckedRequest) throws(WireError) -> RecurrenceRule.End? {
        if let count = request["count"].flatMap({ Int($0) }) {
            guard request["until"] == nil else {
                throw .invalid("until", zh: "until= 与 count= 只能写一个。", en: "Give until= or count=, not both.")
            }
            return .count(count)
        }
        guard let text = request["until"] else { return nil }
        guard let moment = Moment(text: text) else {
            throw .invalid(
                "until", zh: "\(text) 不是日期或时刻；如 2026-12-31。", en: "\(text) is no date or time; write 2026-12-31.")
        }
        return .until(moment)
    }
}

extension Reply {
    /// One line for each booking of an act that made or changed several, and for each wish that was left out.
    static func several(_ accepted: Accepted, _ calendar: ZoneCalendar, _ language: Language, cancelled: Bool) -> Reply
    {
        var reply = Reply()
        var sum = Money(fen: 0)
        for event in accepted.events {
            let booking = event.after
            sum = Money(fen: sum.fen + booking.price.fen)
            reply.record("booking", "b\(booking.id)") {
                $0.add("state", booking.state.rawValue)
                $0.add(booking.period, in: calendar)
                $0.add("price", booking.price)
                if cancelled { $0.add("late", booking.life.late) }
                if let by = booking.answerBy { $0.add("respond-by", by, in: calendar) }
            }
        }
        reply.refused(accepted.skipped, calendar, language)
        let first = accepted.events[0].after
        reply.ok {
            $0.add("booking", "b\(first.id)")
            $0.add("state", first.state.rawValue)
            if !cancelled {
                $0.add(first.period, in: calendar)
                $0.add("price", sum)
            }
            $0.add("count", accepted.events.count)
            if !accepted.skipped.isEmpty { $0.add("skipped", accepted.skipped.count) }
        }
        return reply
    }

    /// `+ refused` for each wish of several that cannot be granted.
    mutating func refused(_ wishes: [RefusedWish], _ calendar: ZoneCalendar, _ language: Language) {
        for wish in wishes {
            let error = Failure.wire(wish.refusal)
            record("refused") {
                $0.add("number", wish.index + 1)
                $0.add(wish.period, in: calendar)
                $0.add("code", error.code.rawValue)
                if let rule = error.rule { $0.add("rule", rule) }
                $0.add("message", quoted: error.message[language])
            }
        }
    }
}

extension RecurrenceFault.Part {
    /// The request's field that has to be mended.
    fileprivate var field: String {
        switch self {
        case .exdate: "except"
        case .start: "start"
        case .length: "end"
        default: "repeat"
        }
    }
}

extension CheckedRequest {
    /// A comma-separated list; empty where the field is missing.
    func list(_ name: String) -> [String] {
        (self[name] ?? "").split(separator: ",").map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
