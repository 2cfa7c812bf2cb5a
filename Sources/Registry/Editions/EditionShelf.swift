package import Booking
import Postgres

// Sealed editions, read. Small pieces on the readers' connections: nobody's write is waited for.
extension Reader {
    /// In the order in which they were sealed: all or of one month, at most `limit` after the one with the id `after`.
    package func editions(of month: Month? = nil, after: Int64 = 0, limit: Int) async throws -> [SealedEdition] {
        try await query(
            Statement(SQL.editionList, .text(month?.description), .int8(after), .int4(Int32(limit)))
        ).map { try SealedEdition($0) }
    }

    /// A revision of a month, the last one where none is named; nil where there is none.
    package func edition(of month: Month, revision: Int? = nil) async throws -> SealedEdition? {
        let all = try await editions(of: month, limit: 10_000)
        guard let revision else { return all.last }
        return all.first { $0.revision == revision }
    }

    /// The parts of the zone that an edition has folders for: `zone`, `park:zhangjiang`, `unit:siom`.
    package func scopes(of edition: SealedEdition) async throws -> [String] {
        try await query(Statement(SQL.editionScopes, .int8(edition.id))).map { try $0.text(0) }
    }

    /// Sorted by name; empty where the edition has nothing for that scope.
    package func files(of edition: SealedEdition, scope: String) async throws -> [SealedFile] {
        try await query(Statement(SQL.editionFiles, .int8(edition.id), .text(scope))).map { row in
            SealedFile(name: try row.text(0), size: try row.int(1), sha256: try row.text(2))
        }
    }

    /// At most `length` bytes of a file from `offset` on; nil where there is no such file.
    package func piece(
        of name: String, in edition: SealedEdition, scope: String, offset: Int, length: Int
    ) async throws -> SealedPiece? {
        // PostgreSQL counts bytes in 32 bits, and no file is as long.
        let start = Int32(clamping: offset + 1)
        return try await query(
            Statement(
                SQL.editionPiece, .int8(edition.id), .text(scope), .text(name), .int4(start), .int4(Int32(length)))
        ).first.map { row in
            SealedPiece(
                bytes: try row.decode(0, as: [UInt8].self),
                file: SealedFile(name: name, size: try row.int(1), sha256: try row.text(2)))
        }
    }

    /// A whole file, in pieces.
    package func file(_ name: String, in edition: SealedEdition, scope: String) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            guard
                let piece = try await piece(
                    of: name, in: edition, scope: scope, offset: bytes.count, length: 1 << 22)
            else { return nil }
            bytes += piece.bytes
            if bytes.count >= piece.file.size || piece.bytes.isEmpty { return bytes }
        }
    }

    /// The users and reply times behind an edition's counts. Not for anybody to see.
    package func detail(of edition: SealedEdition) async throws -> [UInt8] {
        try await query(Statement(SQL.editionDetail, .int8(edition.id))).only.decode(0, as: [UInt8].self)
    }

    /// Since when there is a zone, and the months of which there is an edition.
    package func sealedMonths() async throws -> (since: Instant, months: Set<Month>) {
        let row = try await query(Statement(SQL.editionDue)).only
        return (try row.instant(0), Set(try row.decode(1, as: [String].self).compactMap { Month(text: $0) }))
    }

    /// A month counted for its next edition, with all that has to be of the same moment.
    package func monthToSeal(_ month: Month) async throws -> MonthToSeal {
        try await pool.withConnection { connection in
            let reading = MonthReading(reader: self, connection: connection, month: month)
            return try await reading.inSnapshot {
                let last = try await connection.query(Statement(SQL.editionLast)).first
                let late = try await connection.query(Statement(SQL.editionLate, .text(month.description))).map { row in
                    guard let path = InstrumentPath(try row.text(1)) else {
                        throw UnknownValue(column: "instrument", value: try row.text(1))
                    }
                    return LateFact(id: try row.decode(0, as: Int64.self), instrument: path, fact: try row.text(2))
                }
                return MonthToSeal(
                    ledger: try await reading.ledger(), late: late,
                    lastID: try last?.decode(0, as: Int64.self), last: try last.map { try SealedEdition.Link($0, 1) })
            }
        }
    }
}

/// What an edition is made from.
package struct MonthToSeal: Sendable {
    package let ledger: MonthLedger
    package let late: [LateFact]
    /// The edition that was sealed last, of whatever month.
    package let lastID: Int64?
    package let last: SealedEdition.Link?
}

extension SealedEdition {
    init(_ row: Row) throws {
        self.init(
            id: try row.decode(0, as: Int64.self), month: try row.month(1), revision: try row.int(2),
            sealedAt: try row.instant(3), sealedBy: try row.text(4), policyProfile: try row.text(5),
            policyVersion: try row.int(6), program: try row.text(7), sha256: try row.text(8),
            publicKey: try row.text(optional: 9), corrections: try row.int(10),
            previous: try row.isNull(11) ? nil : Link(row, 11), isLate: try row.decode(14, as: Bool.self))
    }
}

extension SealedEdition.Link {
    /// From three columns.
    init(_ row: Row, _ first: Int) throws {
        self.init(
            month: try row.month(first), revision: try row.int(first + 1), sha256: try row.text(first + 2))
    }
}

extension Row {
    func month(_ column: Int) throws -> Month {
        let text = try text(column)
        guard let month = Month(text: text) else { throw UnknownValue(column: "edition.month", value: text) }
        return month
    }
}
