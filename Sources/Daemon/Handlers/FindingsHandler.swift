import Booking
import Registry
import Wire

// FINDINGS: what the rule book says today against instruments, for anybody.
extension CommandRouter {
    /// Instruments looked at in one go.
    private static let findingsPage = 500

    func findingsList(_ call: Call) async throws -> Reply {
        let request = call.request
        let only = try request["instrument"].map { text in
            guard let path = InstrumentPath(text) else { throw WireError.noInstrument(text) }
            return path
        }
        var after = try request["after"].map { text throws(WireError) in
            guard let path = InstrumentPath(text) else {
                throw .invalid(
                    "after", zh: "after 是上一页给出的 单位/编号。", en: "after is the unit/number that the last page gave.")
            }
            return path
        }
        let limit = request.limit(200)
        let now = clock.now()
        var reply = Reply()
        var (instruments, count) = (0, 0)
        var last: InstrumentPath?
        var more = false
        pages: while true {
            let views = try await reader.standing(
                park: request["park"], unit: request["unit"], instrument: only, after: after,
                limit: Self.findingsPage)
            for view in views {
                let found = findings(
                    view.standing, policy: view.policy, workingDays: reader.workingTime.days, at: now
                ).filter { $0.mended == nil }
                if found.isEmpty { continue }
                if instruments == limit {
                    more = true
                    break pages
                }
                instruments += 1
                count += found.count
                last = view.standing.path
                for finding in found { line(&reply, finding, view, call.language) }
            }
            guard views.count == Self.findingsPage else { break }
            after = views.last?.standing.path
        }
        if let only, count == 0 { try await requireListed(only) }
        reply.ok {
            $0.add("count", count)
            if more { $0.add("after", last?.description) }
        }
        return reply
    }

    private func line(_ reply: inout Reply, _ finding: DisclosureFinding, _ view: StandingView, _ language: Language) {
        let verdict = finding.verdict
        reply.record("finding", finding.instrument.description) {
            $0.add("name", view.standing.record.name)
            $0.add("unit", finding.instrument.unit)
            $0.add("park", view.park)
            $0.add("rule", verdict.rule.rawValue)
            $0.add("since", finding.since, in: calendar)
            if !verdict.limit.isEmpty { $0.add("limit", verdict.limit) }
            if !verdict.used.isEmpty { $0.add("used", verdict.used) }
            if !verdict.asked.isEmpty { $0.add("asked", verdict.asked) }
            $0.add("closure", finding.closure.map { "c\($0)" })
            $0.add("message", quoted: verdict.message[language])
        }
    }

    /// Says so where there is no such instrument that anybody may know of.
    private func requireListed(_ path: InstrumentPath) async throws {
        switch try await reader.instrument(path)?.register.disclosure {
        case .disclosed, .withdrawn: return
        // An obligation is listed once it is overdue, and not before.
        case .undisclosed, .exempt, nil: throw WireError.noInstrument(path.description)
        }
    }
}
