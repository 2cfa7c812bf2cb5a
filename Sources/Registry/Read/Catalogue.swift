package import Booking
import Postgres

/// What somebody looks for; every part that is given must fit.
package struct InstrumentSearch: Sendable {
    /// Words that must all occur, each with its synonyms, in lower case.
    package var words: [[String]] = []
    package var park: String?
    package var unit: String?
    /// The beginning of a class code.
    package var category: String?
    package var access: AccessMode?
    /// No service costs less than this only if one costs no more than it.
    package var maxPrice: Money?
    /// The last instrument of the page before.
    package var after: InstrumentPath?

    package init() {}
}

/// An instrument as a reader meets it.
package struct InstrumentView: Sendable {
    package let entry: RegisterEntry
    /// The park's code.
    package let park: String
}

extension Reader {
    /// Instruments that fit, in order of their paths, at most `limit`.
    package func find(_ search: InstrumentSearch, limit: Int) async throws -> [InstrumentView] {
        let now = clock.now()
        return try await pool.withConnection { connection in
            let rows = try await connection.query(
                Statement(
                    SQL.find, .texts(search.words.map { $0.joined(separator: "\u{1F}") }), .text(search.park),
                    .text(search.unit), .text(search.category), .text(search.access?.rawValue),
                    .int8(search.maxPrice?.fen), .text(search.after?.description), .timestamptz(now.timestamp),
                    .int4(Int32(limit))))
            let entries = try await entries(try rows.map { try $0.id(0) }, on: connection)
            return try rows.compactMap { row in
                guard let entry = entries[try row.id(0)] else { return nil }
                return InstrumentView(entry: entry, park: try row.text(3))
            }
        }
    }

    /// The instrument of that path, whatever its disclosure; nil when there is none.
    package func instrument(_ path: InstrumentPath) async throws -> RegisterEntry? {
        try await pool.withConnection { connection in
            let rows = try await connection.query(
                Statement(SQL.findInstrument, .text(path.unit), .text(path.number)))
            guard let row = rows.first else { return nil }
            let id: InstrumentID = try row.id(0)
            return try await entries([id], on: connection)[id]
        }
    }

    /// A unit's published instruments, in order of their numbers.
    package func inventory(of unit: OrganisationID) async throws -> [RegisterEntry] {
        try await pool.withConnection { connection in
            let ids: [InstrumentID] = try await connection.query(Statement(SQL.inventory, .int8(unit.rawValue)))
                .map { try $0.id(0) }
            let entries = try await entries(ids, on: connection)
            return ids.compactMap { entries[$0] }
        }
    }

    /// Instruments with an obligation that are not disclosed; whether they are late is the rule's to say.
    package func undisclosed(park: String?, unit: String?) async throws -> [InstrumentView] {
        try await pool.withConnection { connection in
            let rows = try await connection.query(Statement(SQL.overdue, .text(park), .text(unit)))
            let entries = try await entries(try rows.map { try $0.id(0) }, on: connection)
            return try rows.compactMap { row in
                guard let entry = entries[try row.id(0)] else { return nil }
                return InstrumentView(entry: entry, park: try row.text(1))
            }
        }
    }
}

extension Reader {
    /// The entry of an instrument that is known to exist.
    package func entry(_ id: InstrumentID) async throws -> RegisterEntry? {
        try await pool.withConnection { try await entries([id], on: $0)[id] }
    }
}
