import Logging
import Postgres
import Support
import Testing

@Suite struct PipelineTests {
    @Test func isOneTransactionWithoutBegin() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await connection.script("CREATE TABLE t (a int8 UNIQUE)")
        let insert = Statement("INSERT INTO t VALUES ($1)", .int8(1))
        let error = await #expect(throws: PostgresError.self) { try await connection.pipeline([insert, insert]) }
        #expect(error?.statementIndex == 1)
        #expect(error?.mayHaveTakenEffect == false)
        #expect(try await connection.query(Statement("SELECT * FROM t")).isEmpty)
        await connection.close()
    }

    @Test func takesOneRoundTrip() async throws {
        let proxy = try await CuttingProxy(to: TestCluster.shared())
        defer { proxy.stop() }
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: proxy.conninfo(), preparedStatements: 3), logger: Logger(label: "tests"))
        let statements = [.begin, Statement("SELECT 1"), Statement("SELECT $1::int8", .int8(2)), .commit]
        for round in 1...3 {
            let before = proxy.roundTrips
            // The first prepares, the second finds all prepared but one; the third gives names back as well.
            _ = try await connection.pipeline(statements + [Statement("SELECT \(round), 'other'")])
            #expect(proxy.roundTrips - before == 1)
        }
        await connection.close()
    }

    @Test func holdsATransactionInTwoTrips() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await connection.script("CREATE TABLE t (a int8)")
        let first = try await connection.pipeline([
            .begin, Statement("LOCK TABLE t"), Statement("SELECT count(*) FROM t"),
        ])
        #expect(try first[2].only.decode(0) == 0)
        let second = try await connection.pipeline([
            Statement("INSERT INTO t SELECT unnest($1::int8[])", .int8s([1, 2, 3])), .commit,
        ])
        #expect(second.map(\.affected) == [3, 0])
        #expect(try await connection.query(Statement("SELECT * FROM t")).count == 3)
        await connection.close()
    }

    @Test func anErrorLeavesTheTransactionFailed() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await connection.script("CREATE TABLE t (a int8 UNIQUE)")
        let insert = Statement("INSERT INTO t VALUES ($1)", .int8(1))
        let error = await #expect(throws: PostgresError.self) {
            try await connection.pipeline([.begin, insert, insert, Statement("SELECT 1"), .commit])
        }
        #expect(error?.statementIndex == 2)
        #expect(error?.sqlState == SQLState.uniqueViolation)
        let failed = await #expect(throws: PostgresError.self) { try await connection.query(Statement("SELECT 1")) }
        #expect(failed?.sqlState == "25P02")
        #expect(try await connection.query(.rollback).command == "ROLLBACK")
        #expect(try await connection.query(Statement("SELECT * FROM t")).isEmpty)
        await connection.close()
    }

    /// Both directions carry far more than the sockets' buffers hold: whoever only writes or only reads waits for ever.
    @Test func largePipelinesDoNotDeadlock() async throws {
        let connection = try await TestCluster.shared().connect()
        let big = String(repeating: "x", count: 1_000_000)
        let statements = (0..<24).map { number in
            Statement("SELECT $1::text || $2::text, $3::int8", .text(big), .text(big), .int8(Int64(number)))
        }
        let results = try await connection.pipeline(statements)
        #expect(results.count == 24)
        for (number, rows) in results.enumerated() {
            #expect(try rows.only.decode(0, as: String.self).utf8.count == 2_000_000)
            #expect(try rows.only.decode(1, as: Int.self) == number)
        }
        // Many small ones as well.
        let small = try await connection.pipeline(
            (0..<5000).map { Statement("SELECT $1::int8, repeat('y', 200)", .int8($0)) })
        #expect(try small.map { try $0.only.decode(0, as: Int64.self) } == Array(0..<5000))
        await connection.close()
    }

    @Test func largeResults() async throws {
        let connection = try await TestCluster.shared().connect()
        let rows = try await connection.query(
            Statement("SELECT n::int8, 'row ' || n, NULL::text FROM generate_series(1, $1::int8) n", .int8(200_000)))
        #expect(rows.count == 200_000)
        #expect(try rows[199_999].decode(1) == "row 200000")
        var sum: Int64 = 0
        for row in rows { sum += try row.decode(0, as: Int64.self) }
        #expect(sum == 20_000_100_000)
        await connection.close()
    }
}
