import Logging
import Postgres
import Support
import Testing

@Suite struct PreparedStatementTests {
    func prepared(_ connection: PostgresConnection) async throws -> Int {
        try await connection.query(
            Statement("SELECT count(*) FROM pg_prepared_statements", prepare: false)
        ).only.decode(0)
    }

    @Test func preparesOnce() async throws {
        let connection = try await TestCluster.shared().connect()
        for number in 0..<5 {
            _ = try await connection.query(Statement("SELECT $1::int8", .int8(Int64(number))))
        }
        #expect(try await prepared(connection) == 1)
        // Other types make another statement of the same text.
        _ = try await connection.query(Statement("SELECT $1::int8", .int4(1)))
        #expect(try await prepared(connection) == 2)
        _ = try await connection.query(Statement("SELECT 5", prepare: false))
        #expect(try await prepared(connection) == 2)
        await connection.close()
    }

    @Test func keepsNoMoreThanAllowed() async throws {
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: try await TestCluster.shared().conninfo(), preparedStatements: 4),
            logger: Logger(label: "tests"))
        for number in 0..<20 {
            _ = try await connection.query(Statement("SELECT \(number)"))
            #expect(try await prepared(connection) <= 5)
        }
        #expect(await connection.preparedStatementCount == 4)
        // One pipeline with more statements than there is room: the rest is parsed anew.
        let many = (100..<120).map { Statement("SELECT \($0)::int8") }
        let results = try await connection.pipeline(many)
        #expect(try results.map { try $0.only.decode(0, as: Int.self) } == Array(100..<120))
        // Inside a transaction nothing is evicted.
        try await connection.transaction { connection in
            for number in 200..<210 { _ = try await connection.query(Statement("SELECT \(number)")) }
        }
        #expect(await connection.preparedStatementCount == 4)
        _ = try await connection.query(Statement("SELECT 1"))
        #expect(try await prepared(connection) <= 4)
        await connection.close()
    }

    @Test func evictionDoesNotSpoilIsolationLevels() async throws {
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: try await TestCluster.shared().conninfo(), preparedStatements: 2),
            logger: Logger(label: "tests"))
        for number in 0..<4 {
            let level = try await connection.transaction(.serializable) { connection -> String in
                _ = try await connection.query(Statement("SELECT \(number)"))
                return try await connection.query(Statement("SHOW transaction_isolation")).only.decode(0)
            }
            #expect(level == "serializable")
        }
        await connection.close()
    }

    @Test func recoversWhenTheServerForgot() async throws {
        let connection = try await TestCluster.shared().connect()
        let statement = Statement("SELECT $1::int8", .int8(1))
        _ = try await connection.query(statement)
        try await connection.script("DISCARD ALL")
        #expect(try await connection.query(statement).only.decode(0) == 1)
        try await connection.script("DISCARD ALL")
        #expect(try await connection.pipeline([.begin, statement, .commit]).last?.command == "COMMIT")
        // In a transaction that was open before, the caller has to begin again.
        try await connection.script("BEGIN; DEALLOCATE ALL")
        let error = await #expect(throws: PostgresError.self) { try await connection.query(statement) }
        #expect(error?.sqlState == SQLState.unknownPreparedStatement)
        #expect(error?.isRetryable == true)
        _ = try await connection.query(.rollback)
        #expect(try await connection.query(statement).only.decode(0) == 1)
        await connection.close()
    }

    @Test func recoversWhenATableChanged() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await connection.script("CREATE TABLE t (a int8); INSERT INTO t VALUES (1)")
        let statement = Statement("SELECT * FROM t")
        #expect(try await connection.query(statement).columns.count == 1)
        try await connection.script("ALTER TABLE t ADD b text DEFAULT 'new'")
        let rows = try await connection.query(statement)
        #expect(try rows.only.decode("b") == "new")
        try await connection.script("ALTER TABLE t ADD c int8 DEFAULT 7")
        let results = try await connection.pipeline([.begin, Statement("INSERT INTO t VALUES (2)"), statement, .commit])
        #expect(results[2].columns.count == 3)
        #expect(results[2].count == 2)
        await connection.close()
    }

    @Test func forgetsWhatWasNeverPrepared() async throws {
        let connection = try await TestCluster.shared().connect()
        for _ in 0..<2 {
            let error = await #expect(throws: PostgresError.self) {
                try await connection.pipeline([
                    Statement("SELECT 1"), Statement("SELECT nonsense"), Statement("SELECT 2"),
                ])
            }
            #expect(error?.statementIndex == 1)
            #expect(error?.sqlState == "42703")
        }
        #expect(await connection.preparedStatementCount == 1)
        #expect(try await connection.query(Statement("SELECT 2")).count == 1)
        await connection.close()
    }
}
