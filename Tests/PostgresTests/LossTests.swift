import Logging
import Postgres
import Support
import Testing

@Suite struct LossTests {
    @Test func terminatedWhileIdle() async throws {
        let connection = try await TestCluster.shared().connect()
        let process = await connection.backendProcess
        let other = try await TestCluster.shared().connect()
        _ = try await other.query(Statement("SELECT pg_terminate_backend($1, 10000)", .int4(process)))
        let error = await #expect(throws: PostgresError.self) { try await connection.query(Statement("SELECT 1")) }
        #expect(error?.code == .connectionLost)
        #expect(error?.sqlState == SQLState.adminShutdown)
        #expect(error?.mayHaveTakenEffect == false)
        #expect(error?.isUnavailable == true)
        #expect(!connection.isUsable)
        let later = await #expect(throws: PostgresError.self) { try await connection.query(Statement("SELECT 1")) }
        #expect(later?.code == .connectionClosed)
        await other.close()
    }

    @Test func terminatedWhileQuerying() async throws {
        let connection = try await TestCluster.shared().connect()
        let process = await connection.backendProcess
        let task = Task { try await connection.query(Statement("SELECT pg_sleep(600)")) }
        let other = try await TestCluster.shared().connect()
        try await other.waitUntil(
            "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", .int4(process))
        _ = try await other.query(Statement("SELECT pg_terminate_backend($1)", .int4(process)))
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .connectionLost)
        #expect(error?.sqlState == SQLState.adminShutdown)
        #expect(error?.mayHaveTakenEffect == true)
        await other.close()
    }

    @Test func cutWithoutAWord() async throws {
        let proxy = try await CuttingProxy(to: TestCluster.shared())
        defer { proxy.stop() }
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: proxy.conninfo()), logger: Logger(label: "tests"))
        let other = try await TestCluster.shared().connect()
        let process = await connection.backendProcess
        let task = Task {
            try await connection.pipeline([.begin, Statement("SELECT pg_sleep(600)"), Statement("SELECT 1")])
        }
        try await other.waitUntil(
            "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", .int4(process))
        proxy.cut()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .connectionLost)
        #expect(error?.sqlState == nil)
        // Only a transaction without its COMMIT was under way.
        #expect(error?.mayHaveTakenEffect == false)
        _ = try await other.query(Statement("SELECT pg_terminate_backend($1)", .int4(process)))
        await other.close()
    }

    @Test func aConnectionThatIsDroppedIsClosed() async throws {
        let other = try await TestCluster.shared().connect()
        var connection: PostgresConnection? = try await TestCluster.shared().connect()
        let process = try #require(await connection?.backendProcess)
        connection = nil
        try await other.waitUntil(
            "SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1)", .int4(process))
        await other.close()
    }

    @Test func serverKilledAndRestarted() async throws {
        let cluster = try await TestCluster()
        let connection = try await cluster.connect()
        let task = Task { try await connection.query(Statement("SELECT pg_sleep(600)")) }
        let other = try await cluster.connect()
        try await other.waitUntil("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
        try await cluster.kill()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .connectionLost)
        let away = await #expect(throws: PostgresError.self) { try await cluster.connect() }
        #expect(away?.code == .connectFailed)
        #expect(away?.isUnavailable == true)
        try await cluster.start()
        let again = try await cluster.connect()
        #expect(try await again.query(Statement("SELECT 1")).count == 1)
        await again.close()
    }
}
