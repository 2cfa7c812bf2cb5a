package import Booking
import Postgres

/// `NEED`: posts what an organisation needs.
package struct AddNeed: RegisterAct {
    /// Open needs of one organisation at most; each is compared with whatever is published.
    package static let most = 50
    /// A need without an end of its own ends after so long.
    package static let lasts = Span.days(180)
    /// Nobody needs anything by a day further away.
    package static let furthest = Span.days(366)

    let text: String
    let need: Need
    let organisation: OrganisationID

    /// - Parameter need: its words do not matter; they are made of the text whenever it is compared.
    package init(text: String, need: Need, organisation: OrganisationID) {
        self.text = text
        self.need = need
        self.organisation = organisation
    }

    package var locks: RegisterLocks { RegisterLocks(organisations: [organisation]) }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let (now, connection) = (context.now, context.connection)
        if let by = need.by, by < now + need.length || by > now + Self.furthest {
            return .refused(
                .invalid(
                    field: "by",
                    Bilingual(
                        zh: "by 须在一年之内，且不早于所需时长之后。",
                        en: "by lies within a year, and no sooner than the use takes.")))
        }
        let count = try await connection.query(Statement(SQL.countNeeds, .int8(organisation.rawValue)))[0]
            .decode(0, as: Int64.self)
        guard count < Int64(Self.most) else {
            return .refused(
                .invalid(
                    field: "text",
                    Bilingual(
                        zh: "贵单位已有 \(count) 项需求，上限 \(Self.most) 项；先用 UNNEED 结束一些。",
                        en:
                            "Your organisation has \(count) open needs already, of at most \(Self.most); UNNEED some first."
                    )))
        }
        let row = try await connection.query(
            Statement(
                SQL.addNeed, .int8(organisation.rawValue), .int8(context.requester.account.rawValue), .text(text),
                .text(need.category), .timestamptz(need.by?.timestamp),
                .timestamptz((need.by ?? now + Self.lasts).timestamp), .int8(need.budget?.fen),
                .int4(Int32(need.length.minutes)), .timestamptz(now.timestamp)))[0]
        let id: NeedID = try row.id(0)
        var json = JSONText()
        json.field("need", id.rawValue)
        json.field("text", text)
        json.field("category", need.category)
        json.field("by", need.by?.seconds)
        json.field("budget", need.budget?.fen)
        json.field("minutes", need.length.minutes)
        return .done(.need(id), log: [RegisterLogEntry(act: "need", subject: "n\(id)", after: json.finish())])
    }
}

/// `UNNEED need`: it is met, or no longer needed.
package struct CloseNeed: RegisterAct {
    let need: NeedID

    package init(need: NeedID) { self.need = need }

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let found = try await context.connection.query(Statement(SQL.findNeed, .int8(need.rawValue))).first
        guard let row = found,
            Authority.governs(context.requester, organisation: try row.id(0), park: try row.id(optional: 1))
        else {
            return .refused(
                .notFound(
                    Bilingual(
                        zh: "贵单位没有需求 n\(need)；NEEDS 列出全部。",
                        en: "Your organisation has no need n\(need); NEEDS lists them.")))
        }
        guard
            try await !context.connection.query(
                Statement(SQL.closeNeed, .int8(need.rawValue), .timestamptz(context.now.timestamp))
            ).isEmpty
        else {
            return .refused(
                .invalid(field: "need", Bilingual(zh: "n\(need) 已经结束。", en: "n\(need) is closed already.")))
        }
        var json = JSONText()
        json.field("need", need.rawValue)
        return .done(.need(need), log: [RegisterLogEntry(act: "unneed", subject: "n\(need)", after: json.finish())])
    }
}

/// By the clock: needs whose time is over.
package struct ExpireNeeds: RegisterAct {
    package init() {}

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        try await context.expire(SQL.expireNeeds, as: "n")
    }
}

/// Notes the instruments that meet a need. Its owner is told of each once.
package struct RecordMatches: RegisterAct {
    let need: NeedID
    let instruments: [InstrumentID]

    package init(need: NeedID, instruments: [InstrumentID]) {
        self.need = need
        self.instruments = instruments
    }

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let connection = context.connection
        let found: [InstrumentID] = try await connection.query(
            Statement(
                SQL.addMatches, .int8(need.rawValue), .int8s(instruments.map(\.rawValue)),
                .timestamptz(context.now.timestamp))
        ).map { try $0.id(0) }
        guard !found.isEmpty else { return .done(.matched(need, []), log: []) }
        let results = try await connection.pipeline([
            Statement(SQL.markMatched, .int8(need.rawValue), .timestamptz(context.now.timestamp)),
            Statement(SQL.paths, .int8s(found.map(\.rawValue))),
        ])
        let log = try results[1].map { row in
            var json = JSONText()
            json.field("need", need.rawValue)
            json.field("instrument", try row.text(1))
            return RegisterLogEntry(act: "match", subject: "n\(need)", after: json.finish())
        }
        return .done(.matched(need, found), log: log)
    }
}
