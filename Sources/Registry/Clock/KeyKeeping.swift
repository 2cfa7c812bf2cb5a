package import Booking
import Postgres

/// Lets go of the keys of requests that nobody repeats any more. It changes nothing that anybody was told, so it is no act
/// and leaves no row in the log.
package struct KeyKeeping: Sendable {
    let pool: PostgresPool

    init(pool: PostgresPool) { self.pool = pool }

    /// Rows in one statement; small, so that nobody waits for it.
    private static let batch = 500

    /// Drops a batch of the keys that were used before `instant`.
    ///
    /// - Returns: whether there may be more.
    package func drop(usedBefore instant: Instant) async throws -> Bool {
        let rows = try await pool.withConnection {
            try await $0.query(Statement(SQL.dropKeys, .timestamptz(instant.timestamp), .int4(Int32(Self.batch))))
        }
        return rows.count == Self.batch
    }
}
