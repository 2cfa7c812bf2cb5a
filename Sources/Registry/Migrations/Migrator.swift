package import Logging
package import Postgres

/// Brings a database to this program's schema, or says why it cannot.
package enum Migrator {
    /// Why a database cannot be used by this program.
    package enum Fault: Error, CustomStringConvertible {
        /// The database was last used by a newer program.
        case newer(database: Int, program: Int)

        package var description: String {
            switch self {
            case .newer(let database, let program):
                "the database has schema version \(database), but this yiqid knows versions up to \(program): "
                    + "start the newer yiqid, or restore a backup from before the upgrade"
            }
        }
    }

    /// Held while migrating, so that daemons that start together do it once. Any number of ours.
    private static let lock: Int64 = 0x7969_7169

    /// Applies the missing steps in order, each in its own transaction, under one lock.
    ///
    /// - Throws: ``Fault`` or ``PostgresError``.
    package static func migrate(_ connection: PostgresConnection, logger: Logger) async throws {
        _ = try await connection.query(Statement("SELECT pg_advisory_lock($1::int8)", .int8(lock)))
        do {
            try await apply(connection, logger: logger)
        } catch {
            // The step that failed left its transaction open, in which nothing else can be said.
            _ = try? await connection.query(.rollback)
            _ = try? await connection.query(Statement("SELECT pg_advisory_unlock($1::int8)", .int8(lock)))
            throw error
        }
        _ = try await connection.query(Statement("SELECT pg_advisory_unlock($1::int8)", .int8(lock)))
    }

    private static func apply(_ connection: PostgresConnection, logger: Logger) async throws {
        try await connection.script(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
            """)
        let current: Int = try await Int(
            connection.query(Statement("SELECT coalesce(max(version), 0)::int8 FROM schema_migration"))[0]
                .decode(0, as: Int64.self))
        let known = Migration.all.last?.version ?? 0
        guard current <= known else { throw Fault.newer(database: current, program: known) }
        for migration in Migration.all where migration.version > current {
            logger.info("migrating", metadata: ["version": "\(migration.version)", "name": "\(migration.name)"])
            try await connection.script(
                """
                BEGIN;
                \(migration.sql)
                INSERT INTO schema_migration (version, name) VALUES (\(migration.version), '\(migration.name)');
                COMMIT;
                """)
        }
    }
}
