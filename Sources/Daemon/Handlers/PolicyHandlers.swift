import Booking
import Registry
import Wire

// RULES, HISTORY and POLICY.
extension CommandRouter {
    func rules(_ call: Call) async throws -> Reply {
        let view = try await policyView(call)
        var reply = Reply()
        for line in view.policy.lines {
            reply.record("rule") {
                $0.add("id", line.id.rawValue)
                $0.add("title", line.title[call.language])
                $0.add("mode", line.mode.rawValue)
                if !line.value.isEmpty { $0.add("value", line.value) }
                $0.add("level", line.level)
                $0.add("source", line.source[call.language])
            }
        }
        if let override = view.override {
            for key in view.policy.superseded(of: override) {
                reply.record("superseded") {
                    $0.add("rule", key.ruleID.rawValue)
                    $0.add("key", key.name)
                    $0.add("asked", override[key]?.description)
                    $0.add("now", view.policy[key].description)
                }
            }
        }
        reply.ok {
            $0.add("profile", view.policy.profile)
            $0.add("version", view.policy.version)
            $0.add("level", view.level.rawValue)
            $0.add("of", view.place)
            $0.add("own-profile", view.ownProfile)
            $0.add("adopted", view.adopted, in: calendar)
        }
        return reply
    }

    func policyHistory(_ call: Call) async throws -> Reply {
        let chain = try await chain(call)
        let limit = call.request.limit(50)
        let steps = try await reader.policyHistory(
            of: chain.organisations, instrument: chain.instrument, below: call.request["after"].flatMap { Int($0) },
            limit: limit + 1)
        var reply = Reply()
        for step in steps.prefix(limit) {
            reply.record("version", String(step.version)) {
                $0.add("level", step.level.rawValue)
                $0.add("of", step.place)
                $0.add("adopted", step.adopted, in: calendar)
                $0.add("account", step.account)
                $0.add("profile", step.profile)
                $0.add("own-profile", step.ownProfile)
                if step.isRenewed { $0.add("renewed", true) }
                if !step.changed.isEmpty {
                    $0.add("changed", step.changed.map(\.description).joined(separator: ","))
                }
            }
        }
        reply.ok {
            $0.add("count", min(steps.count, limit))
            $0.add("in-force", chain.inForce)
            if steps.count > limit { $0.add("after", steps[limit - 1].version) }
        }
        return reply
    }

    /// The version that is asked for, else the one in force at the place that is asked for.
    private func policyView(_ call: Call) async throws -> PolicyView {
        let chain = try await chain(call)
        let version = call.request["version"].flatMap { Int($0) }
        guard let view = try await reader.policy(version: version ?? chain.inForce) else {
            throw Self.noVersion(version ?? chain.inForce)
        }
        guard version != nil else { return view }
        // A version of another place was never in force here.
        if let place = view.place, call.request.subject != nil, !chain.holds(view) {
            throw WireError(
                .notFound, zh: "第 \(view.policy.version) 版属于 \(place)，在 \(call.subject) 从未施行。",
                en: "Version \(view.policy.version) is one of \(place) and was never in force for \(call.subject).")
        }
        // A version of an instrument that is not public is as little known as the instrument.
        if let place = view.place, view.instrument != nil, view.instrument != chain.instrument {
            do { _ = try await visible(place, call) } catch let error as WireError where error.code == .notFound {
                throw Self.noVersion(view.policy.version)
            }
        }
        return view
    }

    /// The places whose policies can be in force at one place.
    private struct Chain {
        var inForce: Int
        var organisations: [OrganisationID] = []
        var instrument: InstrumentID?

        func holds(_ view: PolicyView) -> Bool {
            view.organisation.map { organisations.contains($0) } ?? (view.instrument == instrument)
        }
    }

    private func chain(_ call: Call) async throws -> Chain {
        guard let subject = call.request.subject else {
            return Chain(inForce: try await reader.policy(of: nil).version)
        }
        if InstrumentPath(subject) != nil {
            let entry = try await visible(call)
            let register = entry.register
            return Chain(
                inForce: register.policy.version, organisations: [register.unit] + (entry.unit.park.map { [$0] } ?? []),
                instrument: register.id)
        }
        guard let found = try await reader.organisation(subject), [.park, .unit, .zone].contains(found.kind) else {
            throw WireError(.notFound, message: AdoptPolicy.noPlace(subject))
        }
        if found.kind == .zone { return Chain(inForce: try await reader.policy(of: nil).version) }
        return Chain(
            inForce: try await reader.policy(of: found.id).version,
            organisations: [found.id] + (found.park.map { [$0] } ?? []))
    }

    private static func noVersion(_ version: Int) -> WireError {
        WireError(
            .notFound, zh: "没有第 \(version) 版规则；RULES 给出现行的版本。",
            en: "There is no version \(version) of the rules; RULES tells the one in force.")
    }

    func adoptPolicy(_ call: Call) async throws {
        // Who may not know of an instrument learns nothing of it here either.
        if InstrumentPath(call.subject) != nil { _ = try await visible(call) }
        let dryRun = call.request.says("dry-run")
        let text = String(decoding: call.document ?? [], as: UTF8.self)
        let document: PolicyDocument
        if let name = call.request["profile"] {
            guard let profile = profiles[name] else {
                let known = profiles.keys.sorted().joined(separator: ", ")
                throw WireError.invalid(
                    "profile", zh: "没有规则方案 \(name)；可选：\(known)。", en: "There is no profile \(name); there are \(known)."
                )
            }
            document = PolicyDocument(text, over: profile)
        } else {
            document = PolicyDocument(text)
        }
        let language = call.language
        submit(AdoptPolicy(place: call.subject, document: document, dryRun: dryRun), call) { reply, outcome in
            guard case .policy(let report) = outcome else { return false }
            Self.tell(report, of: call.subject, dryRun: dryRun, &reply, language)
            return true
        }
    }

    private static func tell(
        _ report: PolicyReport, of place: String, dryRun: Bool, _ reply: inout Reply, _ language: Language
    ) {
        for change in report.changes {
            reply.record("change") {
                if let line = change.line { $0.add("line", line) }
                $0.add("rule", change.rule)
                $0.add("key", change.key)
                $0.add("outcome", change.outcome.rawValue)
                $0.add("was", change.before)
                $0.add("now", change.after)
                $0.add("asked", change.asked)
                if let message = change.message { $0.add("message", quoted: message[language]) }
            }
        }
        for word in report.supersededWords {
            reply.record("superseded") {
                $0.add("of", word.place)
                $0.add("rule", word.key.ruleID.rawValue)
                $0.add("key", word.key.name)
                $0.add("asked", word.asked)
                $0.add("now", word.now)
            }
        }
        let refused = report.changes.filter { $0.outcome == .refused }
        guard refused.isEmpty else { return reply.err(fault(refused, of: report), language) }
        reply.ok {
            $0.add("level", report.level.rawValue)
            $0.add("of", place)
            $0.add("version", report.version)
            for outcome in [PolicyReport.Outcome.set, .changed, .same, .removed] {
                $0.add(outcome.rawValue, report.count(outcome))
            }
            $0.add("instruments", report.instruments)
            if !report.supersededWords.isEmpty { $0.add("superseded", report.supersededWords.count) }
            if dryRun { $0.add("dry-run", true) }
        }
    }

    private static func fault(_ refused: [PolicyReport.Change], of report: PolicyReport) -> WireError {
        let count = Field("refused", String(refused.count))
        let message =
            refused.count == 1
            ? refused[0].message ?? Bilingual(zh: "", en: "")
            : Bilingual(
                zh: "\(report.changes.count) 条中有 \(refused.count) 条被拒，什么都没有改变；各条的理由见上面的 change 行。",
                en:
                    "\(refused.count) of \(report.changes.count) lines were refused and nothing was changed; the change "
                    + "lines say why.")
        if let unreadable = refused.first(where: \.isUnreadable) {
            return WireError(
                .invalid, field: "document", extras: [Field("line", String(unreadable.line ?? 0)), count],
                message: message)
        }
        var rules: [String] = []
        for rule in refused.compactMap(\.rule) where !rules.contains(rule) { rules.append(rule) }
        return WireError(.rule, rule: rules.joined(separator: ","), extras: [count], message: message)
    }
}

extension PolicyLine {
    /// Who set it: the zone, or the levels below it that set a part of it.
    var level: String {
        (levels.isEmpty ? [.zone] : levels).map(\.rawValue).joined(separator: ",")
    }
}
