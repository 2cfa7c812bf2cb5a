package import Booking
import Postgres

/// A posted need with its owner.
package struct NeedView: Sendable {
    package let id: NeedID
    package let owner: Requester
    package let ownerName: String
    package let text: String
    /// Without its words: they are made of the text.
    package let need: Need
    package let posted: Instant
    /// `open`, `closed` or `expired`.
    package let state: String
    /// Instruments that the owner was told of, and those of them that came after the first.
    package let matches: Int
    package let fresh: Int
}

/// Whose needs are asked for.
package enum NeedScope: Sendable {
    case organisation(OrganisationID)
    case park(OrganisationID)
    case all
}

extension Reader {
    /// Needs, oldest first, at most 500.
    package func needs(_ scope: NeedScope, closedToo: Bool = false, only id: NeedID? = nil) async throws -> [NeedView] {
        var organisation: OrganisationID?
        var park: OrganisationID?
        switch scope {
        case .organisation(let id): organisation = id
        case .park(let id): park = id
        case .all: break
        }
        return try await query(
            Statement(
                SQL.needs, .int8(organisation?.rawValue), .int8(park?.rawValue), .bool(closedToo),
                .timestamptz(clock.now().timestamp), .int8(id?.rawValue))
        ).map { row in
            NeedView(
                id: try row.id(0),
                owner: Requester(
                    account: try row.id(13), name: try row.text(14), organisation: try row.id(1),
                    kind: try row.word(15, "organisation.kind"), park: try row.id(optional: 3)),
                ownerName: try row.text(2), text: try row.text(4),
                need: Need(
                    words: [], category: try row.text(optional: 5),
                    budget: try row.decode(7, as: Int64?.self).map { Money(fen: $0) },
                    length: .minutes(try row.int(8)), by: try row.instant(optional: 6)),
                posted: try row.instant(9), state: try row.text(10), matches: Int(try row.decode(11, as: Int64.self)),
                fresh: Int(try row.decode(12, as: Int64.self)))
        }
    }

    /// Instruments that may meet a need, with what they offer now.
    package func candidates(for need: Need) async throws -> [NeedCandidate] {
        let now = clock.now()
        return try await pool.withConnection { connection in
            let rows = try await connection.query(
                Statement(
                    SQL.needCandidates, .texts(need.words.map { $0.joined(separator: "\u{1F}") }), .text(need.category),
                    .timestamptz(now.timestamp)))
            let entries = try await entries(try rows.map { try $0.id(0) }, on: connection)
            return try rows.compactMap { row in
                guard let register = entries[try row.id(0)]?.register else { return nil }
                return NeedCandidate(
                    instrument: register.id, path: register.path, text: try row.text(1),
                    classCode: try row.text(optional: 2),
                    offers: register.tariffs.keys.sorted().compactMap { code in
                        register.tariff(of: code, at: now).map { tariff in
                            var offer = tariff.offer
                            offer.code = code
                            return offer
                        }
                    })
            }
        }
    }

    /// The first start at which every rule would accept a booking of each match for the need's owner, for those that have
    /// one in time; read without locks.
    package func starts(_ matches: [NeedMatch], for need: Need, of owner: Requester) async throws -> [InstrumentID:
        Instant]
    {
        let now = clock.now()
        var starts: [InstrumentID: Instant] = [:]
        for match in matches {
            guard let entry = try await entry(match.instrument),
                let window = Period(start: now, end: need.by ?? now + Facts.lookAhead + need.length),
                let period = Period(start: now, end: now + need.length)
            else { continue }
            let wish = Reservation(instrument: match.instrument, period: period, service: match.service)
            let facts = try await facts(
                for: .reserve(wish),
                about: BookingSubject(
                    instrument: match.instrument, unit: entry.register.unit, organisation: owner.organisation),
                by: owner)
            starts[match.instrument] = facts.nextAccepted(wish, by: owner, in: window, count: 1, at: now).first?.start
        }
        return starts
    }

    /// Whether some need's time is over and nobody has said so.
    package func hasExpiredNeeds() async throws -> Bool {
        try await query(Statement(SQL.expiredNeeds, .timestamptz(clock.now().timestamp)))[0].decode(0, as: Bool.self)
    }

    /// Whether the log's rows after `sequence` up to `end` are about new needs, or instruments that came or changed.
    package func concernsNeeds(after sequence: Int64, upTo end: Int64) async throws -> Bool {
        try await query(Statement(SQL.touchedNeeds, .int8(sequence), .int8(end)))[0].decode(0, as: Bool.self)
    }
}
