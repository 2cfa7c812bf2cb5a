package import Booking
import Postgres

/// An instrument's disclosure as it stands, with the park it is in.
package struct StandingView: Sendable {
    package let standing: DisclosureStanding
    /// The park's code.
    package let park: String
    /// What it is judged by.
    package let policy: Policy
}

/// A correction of value, funding or date of acceptance (rule D7), as it was published.
package struct CorrectionView: Sendable {
    package let instrument: InstrumentPath
    /// The park's code.
    package let park: String
    /// The inventory's column, and both values as the inventory writes them; `new` is empty where nothing is said.
    package let column: String
    package let old: String
    package let new: String
    /// Nil only where the policy asked for none.
    package let reason: String?
    package let account: String
    package let at: Instant
}

/// A rule that publications found broken, from the one that brought it in to the one that mended it.
package struct RecordedBreach: Sendable {
    package let instrument: InstrumentID
    package let rule: RuleID
    package let since: Instant
    /// Nil while it stands.
    package let mended: Instant?
}

extension Reader {
    /// Instruments that something can be found against, in order of their paths, at most `limit` after `after`. Their
    /// closures are those that have not ended.
    package func standing(
        park: String? = nil, unit: String? = nil, instrument: InstrumentPath? = nil, after: InstrumentPath? = nil,
        limit: Int
    ) async throws -> [StandingView] {
        let now = clock.now()
        return try await pool.withConnection { connection in
            let rows = try await connection.query(
                Statement(
                    SQL.standingInstruments, .text(park), .text(unit), .text(instrument?.description),
                    .timestamptz(now.timestamp), .text(after?.description), .int4(Int32(limit))))
            let ids: [InstrumentID] = try rows.map { try $0.id(0) }
            let entries = try await entries(ids, on: connection)
            var opened: [InstrumentID: [RuleID: Instant]] = [:]
            for row in try await connection.query(Statement(SQL.openFindings, .int8s(ids.map(\.rawValue)))) {
                opened[try row.id(0), default: [:]][RuleID(rawValue: try row.text(1))] = try row.instant(2)
            }
            return try rows.compactMap { row in
                let id: InstrumentID = try row.id(0)
                guard let entry = entries[id] else { return nil }
                return StandingView(
                    standing: DisclosureStanding(
                        entry.register, closures: entry.closures.filter { $0.period.end > now },
                        opened: opened[id] ?? [:]),
                    park: try row.text(1), policy: entry.register.policy)
            }
        }
    }

    /// Corrections in order of time: those within a period, or of one instrument, or all.
    package func corrections(
        in period: Period? = nil, of instrument: InstrumentID? = nil
    ) async throws -> [CorrectionView] {
        try await query(
            Statement(
                SQL.corrections, .timestamptz(period?.start.timestamp), .timestamptz(period?.end.timestamp),
                .int8(instrument?.rawValue))
        ).map { row in
            CorrectionView(
                instrument: InstrumentPath(unit: try row.text(0), number: try row.text(1)), park: try row.text(2),
                column: try row.text(3), old: try row.text(4), new: try row.text(optional: 5) ?? "",
                reason: try row.text(optional: 6), account: try row.text(7), at: try row.instant(8))
        }
    }

    /// What publications found broken and had not mended before the period, or found within it.
    package func breaches(in period: Period) async throws -> [RecordedBreach] {
        try await query(
            Statement(SQL.findings, .timestamptz(period.start.timestamp), .timestamptz(period.end.timestamp))
        ).map { row in
            RecordedBreach(
                instrument: try row.id(0), rule: RuleID(rawValue: try row.text(1)), since: try row.instant(2),
                mended: try row.instant(optional: 3))
        }
    }
}
