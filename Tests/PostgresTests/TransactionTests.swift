import Logging
import Postgres
import Support
import Testing

@Suite struct TransactionTests {
    struct Whim: Error {}

    /// A table, and a trigger that runs `code` at COMMIT.
    func connection(atCommit code: String = "NULL;") async throws -> PostgresConnection {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await connection.script(
            """
            CREATE TABLE t (a int8);
            CREATE FUNCTION last_word() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \(code) RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER last_word AFTER INSERT ON t
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION last_word();
            """)
        return connection
    }

    let insert = Statement("INSERT INTO t VALUES (1)")

    @Test func commits() async throws {
        let connection = try await connection()
        let count = try await connection.transaction { connection in
            try await connection.query(insert).affected
        }
        #expect(count == 1)
        #expect(try await connection.query(Statement("SELECT * FROM t")).count == 1)
        await connection.close()
    }

    @Test func rollsBackWhenTheBodyThrows() async throws {
        let connection = try await connection()
        do {
            try await connection.transaction { connection in
                _ = try await connection.query(insert)
                throw Whim()
            }
            Issue.record("the body's error was swallowed")
        } catch .body(let error) {
            #expect(error is Whim)
        }
        #expect(try await connection.query(Statement("SELECT * FROM t")).isEmpty)
        await connection.close()
    }

    @Test func beginFailsOnAClosedConnectionAndInsideATransaction() async throws {
        let connection = try await connection()
        _ = try await connection.query(.begin)
        await #expect { try await connection.transaction { _ in } } throws: { error in
            guard case TransactionError.begin(let error) = error else { return false }
            return error.code == .invalidStatement
        }
        await connection.close()
        await #expect { try await connection.transaction { _ in } } throws: { error in
            guard case TransactionError.begin(let error) = error else { return false }
            return error.code == .connectionClosed
        }
    }

    @Test func commitRefusedByADeferredConstraint() async throws {
        let connection = try await connection(atCommit: "RAISE check_violation USING CONSTRAINT = 'too_late';")
        do {
            try await connection.transaction { connection in _ = try await connection.query(insert) }
            Issue.record("COMMIT succeeded")
        } catch {
            guard case .commit(let refusal) = error else { throw error }
            #expect(refusal.constraint == "too_late")
            #expect(!error.isOutcomeUnknown)
        }
        #expect(try await connection.query(Statement("SELECT * FROM t")).isEmpty)
        await connection.close()
    }

    @Test func aSwallowedErrorIsFoundAtCommit() async throws {
        let connection = try await connection()
        do {
            try await connection.transaction { connection in
                _ = try await connection.query(insert)
                _ = try? await connection.query(Statement("SELECT nonsense"))
            }
            Issue.record("COMMIT succeeded")
        } catch {
            guard case .commit(let refusal) = error else { throw error }
            #expect(refusal.code == .transactionAborted)
            #expect(!error.isOutcomeUnknown)
        }
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        await connection.close()
    }

    @Test func losingTheConnectionInTheBodyIsNotUnknown() async throws {
        let connection = try await connection()
        do {
            try await connection.transaction { connection in
                _ = try await connection.query(insert)
                _ = try await connection.query(Statement("SELECT pg_terminate_backend(pg_backend_pid())"))
            }
            Issue.record("the loss went unnoticed")
        } catch {
            guard case .body = error else { throw error }
            #expect(error.postgres?.code == .connectionLost)
            #expect(error.postgres?.mayHaveTakenEffect == false)
            #expect(!error.isOutcomeUnknown)
        }
        #expect(!connection.isUsable)
    }

    @Test func terminatedInCommitIsUnknown() async throws {
        let connection = try await connection(atCommit: "PERFORM pg_sleep(600);")
        let process = await connection.backendProcess
        let task = Task {
            try await connection.transaction { connection in _ = try await connection.query(insert) }
        }
        let other = try await TestCluster.shared().connect()
        try await other.waitUntil(
            "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND query = 'COMMIT' AND wait_event = 'PgSleep'",
            .int4(process))
        _ = try await other.query(Statement("SELECT pg_terminate_backend($1)", .int4(process)))
        guard case .failure(let failure) = await task.result, let error = failure as? TransactionError,
            case .commit(let loss) = error
        else {
            Issue.record("COMMIT did not fail")
            return
        }
        #expect(error.isOutcomeUnknown)
        #expect(loss.isConnectionLost)
        #expect(loss.sqlState == SQLState.adminShutdown)
        await other.close()
    }

    @Test func committedWithoutAnswerIsUnknown() async throws {
        let direct = try await connection()
        let database: String = try await direct.query(Statement("SELECT current_database()::text")).only.decode(0)
        let proxy = try await CuttingProxy(to: TestCluster.shared())
        defer { proxy.stop() }
        let configuration = PostgresConfiguration(conninfo: proxy.conninfo(database))
        for pipelined in [false, true] {
            let connection = try await PostgresConnection.connect(configuration, logger: Logger(label: "tests"))
            proxy.cutAfter("COMMIT")
            if pipelined {
                let error = await #expect(throws: PostgresError.self) {
                    try await connection.pipeline([.begin, insert, .commit])
                }
                #expect(error?.code == .connectionLost)
                #expect(error?.mayHaveTakenEffect == true)
            } else {
                do {
                    try await connection.transaction { connection in _ = try await connection.query(insert) }
                    Issue.record("the loss went unnoticed")
                } catch {
                    #expect(error.isOutcomeUnknown)
                }
            }
            #expect(!connection.isUsable)
        }
        // It was committed, both times.
        #expect(try await direct.query(Statement("SELECT * FROM t")).count == 2)
        await direct.close()
    }

    @Test func rollbackOfAnUnusableServerClosesTheConnection() async throws {
        let cluster = try await TestCluster.shared()
        let proxy = try CuttingProxy(to: cluster)
        defer { proxy.stop() }
        let configuration = PostgresConfiguration(
            conninfo: proxy.conninfo(), statementTimeout: .milliseconds(300), cancelGrace: .milliseconds(300))
        let connection = try await PostgresConnection.connect(configuration, logger: Logger(label: "tests"))
        do {
            try await connection.transaction { _ in
                proxy.silence()
                throw Whim()
            }
            Issue.record("the body's error was swallowed")
        } catch {
            guard case .rollback(let failure, let first) = error else { throw error }
            #expect(failure.code == .timedOut)
            #expect(first is Whim)
        }
        #expect(!connection.isUsable)
    }

    @Test func aCancelledTaskStillEndsItsTransaction() async throws {
        let connection = try await connection()
        let task = Task {
            try await connection.transaction { connection in
                _ = try await connection.query(insert)
                withUnsafeCurrentTask { $0?.cancel() }
                // Refused, as the task is cancelled; the rollback is not.
                _ = try await connection.query(insert)
            }
        }
        await #expect(throws: TransactionError.self) { try await task.value }
        #expect(connection.isUsable)
        #expect(try await connection.query(Statement("SELECT * FROM t")).isEmpty)
        await connection.close()
    }
}

extension PostgresConnection {
    /// Asks until the query has a row. Each round is a round trip to the server; nothing is slept through.
    func waitUntil(_ sql: String, _ binds: Bind...) async throws {
        while try await query(Statement(sql, binds: binds)).isEmpty { await Task.yield() }
    }
}
