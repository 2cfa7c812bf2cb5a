package import Booking
package import Postgres

/// Which rows of the log somebody asks for; every part that is given must fit.
package struct LogSearch: Sendable {
    package var from: Instant?
    package var to: Instant?
    /// As the log has it: `b1042`, `siom/sem-01`, `acme`.
    package var subject: String?
    /// The last row of the page before.
    package var after: Int64 = 0

    package init() {}
}

/// One row of the log.
package struct LogRow: Sendable {
    package let sequence: Int64
    package let at: Instant
    package let account: String
    package let act: String
    package let subject: String
    /// JSON; nil where there is nothing.
    package let before: String?
    package let after: String?
    package let policyVersion: Int
    /// SHA-256, 32 bytes.
    package let hash: [UInt8]
}

/// What a walk along the chain of the log found.
package struct LogVerdict: Sendable, Equatable {
    /// Rows that were walked.
    package let rows: Int64
    /// The last row that is right, and everything before it.
    package let last: Int64
    /// The first row that is wrong or missing; nil where all are right.
    package let broken: Int64?
}

extension Reader {
    package func log(_ search: LogSearch, limit: Int) async throws -> [LogRow] {
        try await query(
            Statement(
                SQL.log, .int8(search.after), .timestamptz(search.from?.timestamp),
                .timestamptz(search.to?.timestamp), .text(search.subject), .int4(Int32(limit)))
        ).map { try LogRow($0) }
    }

    /// Walks the whole log as it is now, page by page.
    package func verifyLog() async throws -> LogVerdict { try await LogWalk.verify(pool) }
}

package enum LogWalk {
    /// Rows in memory at once.
    private static let page = 2_000

    /// Walks the log of a database that need not be served by anybody.
    package static func verify(_ pool: PostgresPool) async throws -> LogVerdict {
        guard let head = try await pool.withConnection({ try await $0.query(Statement(SQL.place)) }).first else {
            return LogVerdict(rows: 0, last: 0, broken: 1)
        }
        let end = LogChain(sequence: try head.decode(0, as: Int64.self), hash: try head.decode(1, as: [UInt8].self))
        var walker = ChainWalker(to: end)
        while !walker.isDone {
            let after = walker.last
            let rows = try await pool.withConnection {
                try await $0.query(Statement(SQL.logChain, .int8(after), .int4(Int32(page))))
            }
            for row in rows where !walker.isDone { walker.take(try LogRow(row)) }
            if rows.isEmpty { walker.end() }
        }
        return walker.verdict
    }
}

/// Follows the chain row by row from its beginning to an end that is known. Pure.
struct ChainWalker {
    private var chain = LogChain(sequence: 0, hash: Array(repeating: 0, count: 32))
    private let goal: LogChain
    private var broken: Int64?

    init(to end: LogChain) { goal = end }

    var isDone: Bool { broken != nil || chain == goal }
    /// The last row that is right.
    var last: Int64 { chain.sequence }
    var verdict: LogVerdict { LogVerdict(rows: chain.sequence, last: chain.sequence, broken: broken) }

    mutating func take(_ row: LogRow) {
        var next = chain
        let hash = next.append(
            LogEntry(
                account: row.account, act: row.act, subject: row.subject, before: row.before, after: row.after),
            at: row.at, policyVersion: row.policyVersion)
        // A row that is missing breaks the chain where it was.
        guard row.sequence == next.sequence, row.hash == hash,
            next.sequence < goal.sequence || next == goal
        else {
            broken = next.sequence
            return
        }
        chain = next
    }

    /// There are no more rows.
    mutating func end() {
        if !isDone { broken = chain.sequence + 1 }
    }
}

extension LogRow {
    init(_ row: Row) throws {
        self.init(
            sequence: try row.decode(0, as: Int64.self), at: try row.instant(1), account: try row.text(2),
            act: try row.text(3), subject: try row.text(4), before: try row.text(optional: 5),
            after: try row.text(optional: 6), policyVersion: try row.int(7), hash: try row.decode(8, as: [UInt8].self))
    }
}
