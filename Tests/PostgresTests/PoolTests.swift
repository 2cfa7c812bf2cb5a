import Logging
import Postgres
import Support
import Testing

@Suite struct PoolTests {
    /// A machine that does much else at the same time must not make a test fail.
    static let patience = Duration.seconds(120)

    /// Runs a pool for the time of `body`.
    func withPool<Value: Sendable>(
        _ conninfo: String, _ limits: PoolLimits = PoolLimits(), _ body: (PostgresPool) async throws -> Value
    ) async throws -> Value {
        let pool = PostgresPool(
            PostgresConfiguration(conninfo: conninfo), limits: limits, logger: Logger(label: "tests"))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await pool.run() }
            let value = try await body(pool)
            await pool.shutDown()
            try await group.waitForAll()
            #expect(pool.statistics.idle == 0)
            #expect(pool.statistics.leased == 0)
            return value
        }
    }

    func backend(_ connection: PostgresConnection) async throws -> Int32 {
        try await connection.query(Statement("SELECT pg_backend_pid()")).only.decode(0)
    }

    @Test func lendsNoMoreThanTheMaximum() async throws {
        let users = Counter()
        try await withPool(TestCluster.shared().conninfo(), PoolLimits(maximum: 3, acquireTimeout: Self.patience)) {
            pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<60 {
                    group.addTask {
                        try await pool.withConnection { connection in
                            users.add(1)
                            _ = try await connection.query(Statement("SELECT 1"))
                            users.add(-1)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(users.peak <= 3)
            #expect(pool.statistics.connected <= 3)
            #expect(pool.statistics.leases == 60)
        }
    }

    @Test func refusesAndTimesOut() async throws {
        let limits = PoolLimits(minimum: 1, maximum: 1, maximumWaiting: 1, acquireTimeout: .milliseconds(200))
        try await withPool(TestCluster.shared().conninfo(), limits) { pool in
            while pool.statistics.idle == 0 { await Task.yield() }
            try await pool.withConnection { _ in
                let waiter = Task { try await pool.withConnection { _ in } }
                while pool.statistics.waiting == 0 { await Task.yield() }
                let refused = await #expect(throws: PostgresError.self) { try await pool.withConnection { _ in } }
                #expect(refused?.code == .poolExhausted)
                let late = await #expect(throws: PostgresError.self) { try await waiter.value }
                #expect(late?.code == .poolTimedOut)
                #expect(late?.isUnavailable == true)
                let cancelled = Task { try await pool.withConnection { _ in } }
                cancelled.cancel()
                let error = await #expect(throws: PostgresError.self) { try await cancelled.value }
                #expect(error?.code == .cancelled)
            }
            try await pool.withConnection { connection in _ = try await connection.query(Statement("SELECT 1")) }
            #expect(pool.statistics.timedOut == 1)
            #expect(pool.statistics.refused == 1)
        }
    }

    @Test func replacesATerminatedConnection() async throws {
        let cluster = try await TestCluster.shared()
        let other = try await cluster.connect()
        try await withPool(cluster.conninfo(), PoolLimits(maximum: 1, acquireTimeout: Self.patience)) { pool in
            let first = try await pool.withConnection { try await backend($0) }
            _ = try await other.query(Statement("SELECT pg_terminate_backend($1, 10000)", .int4(first)))
            // Found out before it is lent, so nobody sees an error.
            let second = try await pool.withConnection { try await backend($0) }
            #expect(second != first)
            // Lost in use: the user sees it, the next one does not.
            await #expect(throws: PostgresError.self) {
                try await pool.withConnection { connection in
                    _ = try await connection.query(Statement("SELECT pg_terminate_backend(pg_backend_pid())"))
                }
            }
            let third = try await pool.withConnection { try await backend($0) }
            #expect(third != second)
            #expect(pool.statistics.discarded == 2)
        }
        await other.close()
    }

    @Test func findsABrokenConnectionThatNobodyUses() async throws {
        let cluster = try await TestCluster.shared()
        let other = try await cluster.connect()
        let limits = PoolLimits(
            minimum: 1, maximum: 1, acquireTimeout: Self.patience, healthInterval: .milliseconds(20))
        try await withPool(cluster.conninfo(), limits) { pool in
            let first = try await pool.withConnection { try await backend($0) }
            _ = try await other.query(Statement("SELECT pg_terminate_backend($1, 10000)", .int4(first)))
            while pool.statistics.connected < 2 { await Task.yield() }
            #expect(pool.statistics.discarded == 1)
        }
        await other.close()
    }

    @Test func rollsBackWhatWasLeftOpen() async throws {
        let conninfo = try await TestCluster.shared().createDatabase()
        try await withPool(conninfo, PoolLimits(maximum: 1, acquireTimeout: Self.patience)) { pool in
            try await pool.withConnection { connection in
                try await connection.script("CREATE TABLE t (a int8)")
                _ = try await connection.pipeline([.begin, Statement("INSERT INTO t VALUES (1)")])
            }
            let rows = try await pool.withConnection { try await $0.query(Statement("SELECT * FROM t")).count }
            #expect(rows == 0)
            #expect(pool.statistics.connected == 1)
        }
    }

    @Test func recoversAfterTheServerWasAway() async throws {
        let cluster = try await TestCluster()
        let limits = PoolLimits(minimum: 2, maximum: 4, longestPause: .milliseconds(200))
        try await withPool(cluster.conninfo(), limits) { pool in
            try await pool.withConnection { connection in
                try await connection.script("CREATE TABLE t AS SELECT 1 AS a")
            }
            try await cluster.kill()
            // Nobody waits for ever while it is away.
            let away = await #expect(throws: PostgresError.self) {
                while true { try await pool.withConnection { _ in } }
            }
            #expect(away?.isUnavailable == true)
            #expect(pool.statistics.failuresInARow > 0)
            #expect(pool.statistics.lastFailure != nil)
            try await cluster.start()
            while true {
                do {
                    let count = try await pool.withConnection { try await $0.query(Statement("SELECT * FROM t")).count }
                    #expect(count == 1)
                    break
                } catch let error as PostgresError where error.isUnavailable {
                    await Task.yield()
                }
            }
            #expect(pool.statistics.failuresInARow == 0)
        }
    }

    @Test func followsToAnotherHost() async throws {
        let first = try await TestCluster()
        let second = try await TestCluster.shared()
        let conninfo =
            "host=\(first.socketFolder),\(second.socketFolder) port=5432 user=postgres dbname=postgres target_session_attrs=read-write"
        try await withPool(conninfo, PoolLimits(maximum: 1, acquireTimeout: Self.patience)) { pool in
            func folder() async throws -> String {
                try await pool.withConnection {
                    try await $0.query(Statement("SHOW unix_socket_directories")).only.decode(0)
                }
            }
            #expect(try await folder() == first.socketFolder)
            try await first.kill()
            var now = first.socketFolder
            while now == first.socketFolder { now = (try? await folder()) ?? now }
            #expect(now == second.socketFolder)
        }
    }

    @Test func startsWhileTheServerIsAway() async throws {
        let cluster = try await TestCluster()
        try await cluster.kill()
        try await withPool(
            cluster.conninfo(), PoolLimits(acquireTimeout: .seconds(60), longestPause: .milliseconds(100))
        ) { pool in
            await #expect(throws: PostgresError.self) { try await pool.withConnection { _ in } }
            try await cluster.start()
            while (try? await pool.withConnection { try await backend($0) }) == nil { await Task.yield() }
        }
    }

    @Test func shutsDownAtOnceWhenTheGraceIsOver() async throws {
        let pool = PostgresPool(
            PostgresConfiguration(conninfo: try await TestCluster.shared().conninfo()),
            limits: PoolLimits(acquireTimeout: Self.patience), logger: Logger(label: "tests"))
        let runner = Task { await pool.run() }
        let user = Task {
            try await pool.withConnection { try await $0.query(Statement("SELECT pg_sleep(600)")) }
        }
        while pool.statistics.leased == 0 { await Task.yield() }
        await pool.shutDown(grace: .milliseconds(50))
        let error = await #expect(throws: PostgresError.self) { try await user.value }
        #expect(error?.isConnectionLost == true)
        let late = await #expect(throws: PostgresError.self) { try await pool.withConnection { _ in } }
        #expect(late?.code == .poolClosed)
        await runner.value
    }

    @Test func cancellingTheRunnerClosesThePool() async throws {
        let pool = PostgresPool(
            PostgresConfiguration(conninfo: try await TestCluster.shared().conninfo()),
            limits: PoolLimits(acquireTimeout: Self.patience), logger: Logger(label: "tests"))
        let runner = Task { await pool.run() }
        try await pool.withConnection { _ = try await $0.query(Statement("SELECT 1")) }
        runner.cancel()
        await runner.value
        #expect(pool.statistics.idle == 0)
    }
}
