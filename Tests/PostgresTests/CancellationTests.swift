import Logging
import Postgres
import Support
import Testing

@Suite struct CancellationTests {
    let sleep = Statement("SELECT pg_sleep(600)")

    @Test func cancellingTheTaskCancelsTheQuery() async throws {
        let connection = try await TestCluster.shared().connect()
        let process = await connection.backendProcess
        let task = Task { try await connection.query(sleep) }
        let other = try await TestCluster.shared().connect()
        try await other.waitUntil(
            "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", .int4(process))
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(error?.sqlState == SQLState.queryCancelled)
        // The same connection goes on.
        #expect(connection.isUsable)
        for number in Int64(0)..<20 {
            let answer: Int64 = try await connection.query(Statement("SELECT $1::int8", .int8(number))).only.decode(0)
            #expect(answer == number)
        }
        await connection.close()
        await other.close()
    }

    @Test func cancelledBeforeItBegan() async throws {
        let connection = try await TestCluster.shared().connect()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await connection.query(Statement("SELECT 1"))
        }
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        await connection.close()
    }

    @Test func cancelledWhileAnotherHasTheTurn() async throws {
        let connection = try await TestCluster.shared().connect()
        let process = await connection.backendProcess
        let holder = Task { try await connection.query(sleep) }
        let other = try await TestCluster.shared().connect()
        try await other.waitUntil(
            "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", .int4(process))
        let waiter = Task { try await connection.query(Statement("SELECT 1")) }
        waiter.cancel()
        let error = await #expect(throws: PostgresError.self) { try await waiter.value }
        #expect(error?.code == .cancelled)
        holder.cancel()
        await #expect(throws: PostgresError.self) { try await holder.value }
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        await connection.close()
        await other.close()
    }

    @Test func timeLimit() async throws {
        let connection = try await TestCluster.shared().connect()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.query(sleep, timeout: .milliseconds(100))
        }
        #expect(error?.code == .timedOut)
        #expect(error?.mayHaveTakenEffect == false)
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        let inPipeline = await #expect(throws: PostgresError.self) {
            try await connection.pipeline([.begin, sleep, sleep, .commit], timeout: .milliseconds(100))
        }
        #expect(inPipeline?.code == .timedOut)
        #expect(inPipeline?.statementIndex == 1)
        _ = try await connection.query(.rollback)
        let inScript = await #expect(throws: PostgresError.self) {
            try await connection.script("SELECT pg_sleep(600); SELECT 1", timeout: .milliseconds(100))
        }
        #expect(inScript?.code == .timedOut)
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        await connection.close()
    }

    @Test func aServerThatDoesNotObeyIsGivenUp() async throws {
        let proxy = try await CuttingProxy(to: TestCluster.shared())
        defer { proxy.stop() }
        let configuration = PostgresConfiguration(conninfo: proxy.conninfo(), cancelGrace: .milliseconds(200))
        let connection = try await PostgresConnection.connect(configuration, logger: Logger(label: "tests"))
        proxy.silence()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.query(Statement("SELECT 1"), timeout: .milliseconds(100))
        }
        #expect(error?.code == .timedOut)
        #expect(error?.mayHaveTakenEffect == true)
        #expect(!connection.isUsable)
    }

    @Test func abortEndsARunningQuery() async throws {
        let connection = try await TestCluster.shared().connect()
        let process = await connection.backendProcess
        let task = Task { try await connection.query(sleep) }
        let other = try await TestCluster.shared().connect()
        try await other.waitUntil(
            "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", .int4(process))
        await connection.abort()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .connectionLost)
        #expect(!connection.isUsable)
        _ = try await other.query(Statement("SELECT pg_terminate_backend($1)", .int4(process)))
        await other.close()
    }

    @Test func connectingCanBeCancelled() async throws {
        // A listener that never answers.
        let proxy = try await CuttingProxy(to: TestCluster.shared())
        defer { proxy.stop() }
        proxy.silence()
        let conninfo = proxy.conninfo()
        let task = Task {
            try await PostgresConnection.connect(
                PostgresConfiguration(conninfo: conninfo), logger: Logger(label: "tests"))
        }
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    /// While more queries sleep in the server than the cooperative pool has threads, ordinary tasks run on. If a query
    /// held its thread, nothing would ever come of what follows: the sleepers wake only when they are cancelled.
    @Test func sleepingQueriesBlockNoThread() async throws {
        let sleepers = 16
        let observer = try await TestCluster.shared().connectToNewDatabase()
        let database: String = try await observer.query(Statement("SELECT current_database()::text")).only.decode(0)
        let asleep = """
            SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'
            HAVING count(*) = $1
            """
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<sleepers {
                group.addTask {
                    let connection = try await TestCluster.shared().connect(database)
                    let error = await #expect(throws: PostgresError.self) { try await connection.query(sleep) }
                    #expect(error?.code == .cancelled)
                    await connection.close()
                }
            }
            try await observer.waitUntil(asleep, .int8(Int64(sleepers)))
            let heart = Task {
                var beats = 0
                while beats < 1000 {
                    beats += 1
                    await Task.yield()
                }
                return beats
            }
            #expect(await heart.value == 1000)
            // All of them slept the whole time.
            #expect(try await observer.query(Statement(asleep, .int8(Int64(sleepers)))).count == 1)
            group.cancelAll()
            try await group.waitForAll()
        }
        await observer.close()
    }
}
