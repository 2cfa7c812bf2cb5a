import Booking
import Logging
import Registry
import Wire

// What a refused RESERVE or MOVE is told: every rule that fails, and the next times that would be accepted.
extension CommandRouter {
    /// `next=` of a conflict tells of a like period only where one is so near.
    private static let nextWithin = Span.days(14)

    /// Looks for other times and answers with them. Where that fails the refusal itself is told all the same.
    func complete(_ call: Call, _ act: DeskAct, _ refusal: Refusal) async {
        var next: [Period] = []
        do {
            next = try await nextAccepted(like: act, call)
        } catch {
            logger.debug("no next period could be found", metadata: ["error": "\(error)"])
        }
        switch refusal {
        case .rules(let verdicts): call.complete(Outcome(self.refusal(verdicts, next: next, call.language)))
        case .conflict(let taken, let message):
            call.complete(Outcome(conflict(taken, message, next: next, call.language)))
        default: call.complete(outcome(of: .refused(refusal), call))
        }
    }

    private func nextAccepted(like act: DeskAct, _ call: Call) async throws -> [Period] {
        guard case .booking(let act, let subject) = act, let requester = call.session.requester else { return [] }
        let facts = try await reader.facts(for: act, about: subject, by: requester)
        return facts.nextAccepted(like: act, by: requester, at: clock.now())
    }

    /// `+ verdict` for each rule that fails, `+ next` for each time that would do, and `ERR rule`.
    func refusal(_ verdicts: [Verdict], next: [Period], _ language: Language) -> Reply {
        var reply = Reply()
        reply.verdicts(verdicts.filter { !$0.passed }, language)
        reply.free(verdicts, calendar)
        reply.next(next, calendar)
        reply.err(.rules(verdicts), language)
        return reply
    }

    private func conflict(_ taken: Period, _ message: Bilingual, next: [Period], _ language: Language) -> Reply {
        var reply = Reply()
        reply.next(next, calendar)
        var error = WireError(.conflict, message: message)
        if let first = next.first, first.start < taken.end + Self.nextWithin {
            let length = TimeText.format(first.length)
            let plain = TimeText.plain(first.start, in: calendar)
            error.extras = [Field("next", TimeText.format(first.start, in: calendar))]
            error.message = Bilingual(
                zh: "\(message.zh)最近可约 \(length) 的开始时刻：\(plain)。",
                en: "\(message.en) \(length) can be booked from \(plain).")
        }
        reply.err(error, language)
        return reply
    }
}

extension Refusal {
    /// Whether another time may be the answer.
    var isAboutTime: Bool {
        switch self {
        case .conflict, .rules: true
        default: false
        }
    }
}

extension Reply {
    /// `+ next start= end=` for each.
    mutating func next(_ periods: [Period], _ calendar: ZoneCalendar) {
        for period in periods { record("next") { $0.add(period, in: calendar) } }
    }
}
