import Booking
import Registry
import Wire

// NEED, NEEDS, MATCH and UNNEED.
extension CommandRouter {
    /// Candidates whose time is looked at in one MATCH: those that fit best by everything else.
    static let mostTimed = 50

    func need(_ call: Call) async throws {
        let requester = try call.requester()
        let request = call.request
        let text = request["text"] ?? ""
        guard !SearchWords.named(in: text).isEmpty else {
            throw WireError.invalid("text", zh: "text 至少要有一个词。", en: "text has at least one word.")
        }
        let length = try request.span("for") ?? .hours(1)
        guard length.seconds > 0, length.seconds % 60 == 0, length <= .days(31) else {
            throw WireError.invalid("for", zh: "时长以整分钟计，至多 31 天。", en: "A length is whole minutes, 31 days at most.")
        }
        let need = Need(
            words: [], category: request["category"], budget: request["budget"].flatMap { Money(wire: $0) },
            length: length, by: try request.instant("by", in: calendar))
        submit(AddNeed(text: text, need: need, organisation: requester.organisation), call) { reply, outcome in
            guard case .need(let id) = outcome else { return false }
            reply.ok {
                $0.add("need", "n\(id)")
                $0.add("state", "open")
            }
            return true
        }
    }

    func unneed(_ call: Call) async throws {
        guard let id = NeedID(wire: call.subject) else { throw WireError.noNeed(call.subject) }
        submit(CloseNeed(need: id), call) { reply, outcome in
            guard case .need(let id) = outcome else { return false }
            reply.ok {
                $0.add("need", "n\(id)")
                $0.add("state", "closed")
            }
            return true
        }
    }

    /// A firm sees its own. A need is addressed to those who have instruments: units and offices see the open needs of
    /// all, with the organisation's name and nothing else of it.
    func needs(_ call: Call) async throws -> Reply {
        let requester = try call.requester()
        let closedToo = call.request.says("all")
        let scope: NeedScope =
            switch requester.role {
            case .firm: .organisation(requester.organisation)
            case .lab: closedToo ? .organisation(requester.organisation) : .all
            case .park: closedToo ? .park(requester.organisation) : .all
            case .zone: .all
            }
        let views = try await reader.needs(scope, closedToo: closedToo)
        var reply = Reply()
        for view in views {
            let isOurs = Authority.governs(requester, organisation: view.owner.organisation, park: view.owner.park)
            reply.record("need", "n\(view.id)") {
                $0.add("text", view.text)
                $0.add("category", view.need.category)
                if let by = view.need.by { $0.add("by", by, in: calendar) }
                $0.add("budget", view.need.budget?.description)
                $0.add("for", TimeText.format(view.need.length))
                $0.add("posted", view.posted, in: calendar)
                $0.add("state", view.state)
                if isOurs {
                    $0.add("matches", view.matches)
                    $0.add("new", view.fresh)
                }
                if view.owner.organisation != requester.organisation { $0.add("organisation", view.ownerName) }
            }
        }
        reply.ok { $0.add("count", views.count) }
        return reply
    }

    func match(_ call: Call) async throws -> Reply {
        let requester = try call.requester()
        guard let id = NeedID(wire: call.subject),
            let view = try await reader.needs(.all, closedToo: true, only: id).first,
            Authority.governs(requester, organisation: view.owner.organisation, park: view.owner.park)
        else { throw WireError.noNeed(call.subject) }
        let matches = try await reader.matches(for: view, most: Self.mostTimed)
        var reply = Reply()
        let shown = matches.prefix(call.request.limit(20))
        for match in shown {
            reply.record("match", match.path.description) {
                $0.add("words", match.words.joined(separator: ","))
                $0.add("service", match.service)
                $0.add("price", match.price)
                if let start = match.start { $0.add("free", start, in: calendar) }
            }
        }
        reply.ok { $0.add("count", shown.count) }
        return reply
    }
}

extension Reader {
    /// The instruments that meet a need now, best first; the times of at most `most` are looked at.
    func matches(for view: NeedView, most: Int) async throws -> [NeedMatch] {
        var need = view.need
        need.words = SearchWords.named(in: view.text)
        let shortlist = Array(need.shortlist(try await candidates(for: need)).prefix(most))
        return need.inTime(shortlist, starts: try await starts(shortlist, for: need, of: view.owner))
    }
}

extension NeedID {
    /// Reads `n17`.
    init?(wire text: String) {
        guard text.first == "n" || text.first == "N", let number = Int64(text.dropFirst()) else { return nil }
        self.init(number)
    }
}

extension WireError {
    static func noNeed(_ text: String) -> WireError {
        WireError(
            .notFound, zh: "没有需求 \(text)；NEEDS 列出本单位的需求。", en: "There is no need \(text); NEEDS lists your own.")
    }
}
