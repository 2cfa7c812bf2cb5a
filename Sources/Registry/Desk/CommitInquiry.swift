import Logging
import Postgres

/// Finds out what became of a commit whose answer was lost.
struct CommitInquiry {
    let pool: PostgresPool
    let logger: Logger
    /// Tries before the outcome is given up as unknown; each waits for the pool, which waits for the database.
    private static let tries = 5
    /// Longest wait of one try: a server that does not know of the loss holds the lock until it finds out.
    private static let patience = Duration.seconds(5)

    /// True when the log holds the row that the lost transaction was to write last; nil when nobody could be asked.
    ///
    /// The transaction held the lock on the log's end. Taking that lock waits until the server has ended it, one way
    /// or the other; after that the log tells: a sequence number with our hash can only be ours. What was found is on
    /// disk when this commits.
    func wasCommitted(_ chain: LogChain) async -> Bool? {
        for attempt in 1...Self.tries {
            do {
                return try await pool.withConnection { connection in
                    let rows = try await connection.pipeline(
                        [
                            .begin, Statement(SQL.logHead), Statement(SQL.logFind, .int8(chain.sequence)),
                            Statement(SQL.barrier), .commit,
                        ], timeout: Self.patience)
                    guard let row = rows[2].first else { return false }
                    return try row.decode(0, as: [UInt8].self) == chain.hash
                }
            } catch {
                logger.warning(
                    "cannot ask what became of a commit", metadata: ["attempt": "\(attempt)", "error": "\(error)"])
                try? await Task.sleep(for: .milliseconds(200 * attempt))
            }
        }
        return nil
    }
}
