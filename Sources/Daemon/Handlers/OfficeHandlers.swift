import Booking
import Registry
import Wire

// ADD, TOKEN and REVOKE.
extension CommandRouter {
    func add(_ call: Call) async throws {
        let request = call.request
        let act: any RegisterAct
        switch call.subject {
        case "account":
            act = AddAccount(name: request["name"] ?? "")
        case "instrument":
            act = try obligation(request)
        case "operator":
            act = try await operatorToAdd(request)
        case let word:
            let kind = Organisation.Kind(rawValue: word == "firm" ? request["kind"] ?? word : word) ?? .firm
            act = AddOrganisation(
                code: request["code"] ?? "", name: request["name"] ?? "", nameEn: request["name-en"], kind: kind,
                park: request["park"], contact: request["contact"], complaints: request["complaints"])
        }
        submit(act, call) { reply, outcome in
            guard case .added(let name) = outcome else { return false }
            reply.ok { $0.add(call.subject, name) }
            return true
        }
    }

    private func obligation(_ request: CheckedRequest) throws(WireError) -> AddInstrument {
        guard let path = InstrumentPath(request["path"] ?? "") else {
            throw .invalid("path", zh: "path 写作 单位代码/编号。", en: "path is written unit/number.")
        }
        guard let date = request["acceptance-date"].flatMap({ Day(text: $0) }) else {
            throw .invalid("acceptance-date", zh: "日期写作 2026-11-01。", en: "A date is written 2026-11-01.")
        }
        guard let share = request["public-share"].flatMap({ Share(wire: $0) }) else {
            throw .invalid("public-share", zh: "比例写作 0 至 100，如 70 或 33.5。", en: "A share is 0 to 100, as 70 or 33.5.")
        }
        return AddInstrument(
            path: path, name: request["name"] ?? "", acceptanceDate: date,
            originalValue: request["original-value"].flatMap { Money(wire: $0) }, publicShare: share,
            funding: request["funding"], commitment: request["commitment"])
    }

    func issueToken(_ call: Call) async throws {
        let act = IssueToken(account: call.subject, days: call.request["days"].flatMap { Int($0) } ?? 365)
        let calendar = calendar
        // The secret is shown once: what is kept for a repeat of the key does not have it.
        submit(
            act, call,
            kept: { Self.tell($1, secret: false, call.subject, calendar, &$0) },
            { Self.tell($1, secret: true, call.subject, calendar, &$0) })
    }

    private static func tell(
        _ outcome: RegisterOutcome, secret: Bool, _ account: String, _ calendar: ZoneCalendar, _ reply: inout Reply
    ) -> Bool {
        guard case .token(let value, let id, let expires) = outcome else { return false }
        reply.ok {
            if secret { $0.add("token", value) }
            $0.add("id", "t\(id)")
            $0.add("account", account)
            $0.add("expires", calendar.day(containing: expires).description)
        }
        return true
    }

    func revokeToken(_ call: Call) async throws {
        submit(RevokeToken(token: call.subject), call) { reply, _ in
            reply.ok { $0.add("id", call.subject.hasPrefix("yq_") ? "revoked" : call.subject) }
            return true
        }
    }
}

extension Share {
    /// Reads percent, `70`, `33.5` or `70%`.
    init?(wire text: String) {
        let plain = text.hasSuffix("%") ? String(text.dropLast()) : text
        guard let money = Money(wire: plain), money.fen <= 10_000 else { return nil }
        self.init(basisPoints: Int(money.fen))
    }
}
