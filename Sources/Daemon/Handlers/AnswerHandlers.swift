import Booking
import Registry
import Wire

// REQUESTS, APPROVE, DECLINE, START, FINISH and NOSHOW.
extension CommandRouter {
    /// More requests than this never wait for one office.
    private static let requestLimit = 5_000

    func requests(_ call: Call) async throws -> Reply {
        let requester = try call.requester()
        let views =
            switch requester.role {
            case .firm, .lab: try await reader.requests(unit: requester.organisation, limit: Self.requestLimit)
            case .park: try await reader.requests(park: requester.organisation, limit: Self.requestLimit)
            case .zone: try await reader.requests(limit: Self.requestLimit)
            }
        let now = clock.now()
        let waiting =
            views.map { WaitingRequest($0.view, $0.policy, reader.workingTime, at: now) }
            .sorted { ($0.deadline, $0.view.booking.id) < ($1.deadline, $1.view.booking.id) }
        let overdue = waiting.filter { $0.turn != .unit }
        let shown = call.request.says("overdue") ? overdue : waiting
        var reply = Reply()
        for request in shown {
            reply.record("request", "b\(request.view.booking.id)") { request.write(&$0, calendar) }
        }
        reply.ok {
            $0.add("count", shown.count)
            $0.add("overdue", overdue.count)
        }
        return reply
    }

    func answer(_ call: Call, _ act: (BookingID) throws -> BookingAct) async throws {
        let (id, subject) = try await subject(call)
        submit(.booking(try act(id), about: subject), call)
    }

    func approve(_ call: Call) async throws { try await answer(call) { .approve($0) } }

    func decline(_ call: Call) async throws {
        guard let reason = call.request["reason"].flatMap(DeclineReason.init(rawValue:)) else {
            throw WireError(.missingField, field: "reason", zh: "缺少 reason=。", en: "reason= is missing.")
        }
        try await answer(call) { .decline($0, reason, note: call.request["note"]) }
    }

    func start(_ call: Call) async throws {
        try await answer(call) { .start($0, at: try call.request.instant("at", in: calendar)) }
    }

    func finish(_ call: Call) async throws {
        try await answer(call) { .finish($0, at: try call.request.instant("at", in: calendar)) }
    }

    func noShow(_ call: Call) async throws { try await answer(call) { .noShow($0) } }
}

/// A request with its clock, as REQUESTS shows it.
private struct WaitingRequest {
    let view: BookingView
    let turn: RequestClock.Turn
    let deadline: Instant
    let minutesLeft: Int

    init(_ view: BookingView, _ policy: Policy, _ workingTime: WorkingTime, at now: Instant) {
        self.view = view
        let clock = RequestClock(view.booking, policy, workingTime)
        turn = clock.turn(at: now)
        deadline = clock.deadline(at: now)
        minutesLeft = workingTime.minutes(from: now, to: deadline)
    }

    func write(_ line: inout FieldWriter, _ calendar: ZoneCalendar) {
        let booking = view.booking
        line.add("instrument", view.instrument.description)
        line.add(booking.period, in: calendar)
        line.add("organisation", view.organisationName)
        line.add("account", view.accountName)
        line.add("contact", view.organisationContact)
        line.add("service", booking.serviceCode)
        line.add("purpose", booking.purpose.rawValue)
        line.add("price", booking.price)
        if let asked = booking.life.askedAt { line.add("requested", asked, in: calendar) }
        line.add("turn", turn.rawValue)
        line.add("respond-by", deadline, in: calendar)
        line.add("minutes-left", minutesLeft)
        line.add("overdue", turn != .unit)
    }
}
