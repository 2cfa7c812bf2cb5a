import Booking
import Registry
import Wire

// FREE and WEEK: when an instrument can be had, and never who has it.
extension CommandRouter {
    func free(_ call: Call) async throws -> Reply {
        let entry = try await visible(call)
        guard let asked = try call.request.window(in: calendar, days: 93) else {
            throw WireError(.missingField, field: "from", zh: "请给出 from= 和 to=。", en: "Give from= and to=.")
        }
        let policy = entry.register.policy
        let length = try call.request.span("for") ?? .minutes(policy.grid)
        var reply = Reply()
        var count = 0
        if let from = entry.register.bookableFrom,
            let window = Period(start: max(asked.start, earliest(policy), from), end: asked.end)
        {
            let facts = try await reader.facts(of: [entry], in: window)[entry.register.id]
            for period in facts?.freePeriods(in: window, atLeast: length) ?? [] {
                count += 1
                reply.record("free") { $0.add(period, in: calendar) }
            }
        }
        reply.ok { $0.add("count", count) }
        return reply
    }

    /// The first moment on the grid that keeps the notice: what lies before it is not free to anybody.
    func earliest(_ policy: Policy) -> Instant {
        calendar.gridLine(from: clock.now() + policy.notice, policy.grid)
    }

    func week(_ call: Call) async throws -> Reply {
        let entry = try await visible(call)
        let now = clock.now()
        let day = call.request["day"].flatMap { Day(text: $0) } ?? calendar.day(containing: now)
        let week = calendar.week(containing: calendar.startOfDay(day))
        let facts = try await reader.facts(of: [entry], in: week)[entry.register.id]
        var lines: [(word: String, period: Period, reason: String?)] = []
        if let facts {
            let busy = facts.channels.flatMap { $0.live.compactMap { $0.period.intersection(week) } }.merged()
            let from = entry.register.bookableFrom
            let open = from == nil ? [] : facts.mergedOpenPeriods(in: week)
            let earliest = earliest(entry.register.policy)
            let free = facts.mergedFreePeriods(in: week).compactMap { period in
                from.flatMap { Period(start: max(period.start, earliest, $0), end: period.end) }
            }
            lines += busy.map { ("busy", $0, nil) } + free.map { ("free", $0, nil) }
            var shut = [week].subtracting(open)
            for closure in facts.closures where closure.channel == nil {
                guard let period = closure.period.intersection(week) else { continue }
                shut = shut.subtracting([period])
                lines.append(("closed", period, closure.reason))
            }
            lines += shut.map { ("closed", $0, "hours") }
        }
        var reply = Reply()
        for line in lines.sorted(by: { ($0.period.start, $0.word) < ($1.period.start, $1.word) }) {
            reply.record(line.word) {
                $0.add(line.period, in: calendar)
                $0.add("reason", line.reason)
            }
        }
        reply.ok {
            $0.add("from", week.start, in: calendar)
            $0.add("to", week.end, in: calendar)
        }
        return reply
    }
}
