import Logging
import Postgres
import Support
import Testing

@Suite struct QueryTests {
    @Test func reportsWhatWasDone() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await connection.script("CREATE TABLE t (a int8, b text)")
        let written = try await connection.query(
            Statement(
                "INSERT INTO t SELECT * FROM unnest($1::int8[], $2::text[])", .int8s([1, 2, 3]),
                .texts(["x", nil, "z"])))
        #expect(written.affected == 3)
        #expect(written.command == "INSERT 0 3")
        #expect(written.isEmpty)
        let rows = try await connection.query(Statement("SELECT a, b FROM t ORDER BY a"))
        #expect(rows.columns.map(\.name) == ["a", "b"])
        #expect(rows.columns.map(\.type) == [.int8, .text])
        #expect(try rows.map { try $0.decode("a", as: Int.self) } == [1, 2, 3])
        #expect(try rows.map { try $0.decode(1, as: String?.self) } == ["x", nil, "z"])
        #expect(throws: PostgresError.self) { try rows.only }
        await connection.close()
    }

    @Test func namesTheConstraint() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await connection.script(
            "CREATE TABLE t (a int8 CONSTRAINT a_is_small CHECK (a < 10), b int8 CONSTRAINT b_once UNIQUE)")
        let insert = { (a: Int64, b: Int64) in Statement("INSERT INTO t VALUES ($1, $2)", .int8(a), .int8(b)) }
        _ = try await connection.query(insert(1, 4711))
        let twice = await #expect(throws: PostgresError.self) { try await connection.query(insert(2, 4711)) }
        #expect(twice?.sqlState == SQLState.uniqueViolation)
        #expect(twice?.constraint == "b_once")
        #expect(twice?.table == "t")
        #expect(twice?.severity == "ERROR")
        #expect(twice?.detail?.contains("4711") == true)
        // The short form holds no values, the long one everything.
        #expect(twice?.description.contains("4711") == false)
        #expect(twice?.description.contains("b_once") == true)
        #expect(twice?.debugDescription.contains("4711") == true)
        #expect(twice?.debugDescription.contains("INSERT INTO t") == true)
        let large = await #expect(throws: PostgresError.self) { try await connection.query(insert(20, 1)) }
        #expect(large?.sqlState == SQLState.checkViolation)
        #expect(large?.constraint == "a_is_small")
        await connection.close()
    }

    @Test func hidesValuesOfBadInput() async throws {
        let connection = try await TestCluster.shared().connect()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.query(Statement("SELECT $1::text::int8", .text("secret-4711")))
        }
        #expect(error?.sqlState == "22P02")
        #expect(error?.description.contains("4711") == false)
        #expect(error?.debugDescription.contains("4711") == true)
        await connection.close()
    }

    @Test func refusesWhatCannotBeSent() async throws {
        let connection = try await TestCluster.shared().connect()
        for statement in [
            Statement("COPY pg_class TO STDOUT"), Statement("/* a */ copy pg_class to stdout"), Statement("SELECT 1\0"),
            Statement("SELECT 1", binds: Array(repeating: .int4(1), count: 65536)),
        ] {
            let error = await #expect(throws: PostgresError.self) { try await connection.query(statement) }
            #expect(error?.code == .invalidStatement)
        }
        // The server's refusal of U+0000 leaves the connection in order.
        await #expect(throws: PostgresError.self) { try await connection.query(Statement("SELECT $1", .text("\0"))) }
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        await connection.close()
    }

    @Test func runsScripts() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await connection.script("CREATE TABLE t (a int); INSERT INTO t VALUES (1); SELECT * FROM t;")
        let error = await #expect(throws: PostgresError.self) {
            try await connection.script("INSERT INTO t VALUES (2); SELECT nonsense;")
        }
        #expect(error?.sqlState == "42703")
        #expect(try await connection.query(Statement("SELECT a FROM t")).count == 1)
        for copy in ["COPY t FROM STDIN", "SELECT 1; COPY t FROM STDIN; SELECT 2"] {
            await #expect(throws: PostgresError.self) { try await connection.script(copy) }
            #expect(try await connection.query(Statement("SELECT a FROM t")).count == 1)
        }
        await connection.close()
    }

    @Test func servesSeveralTasksInTurn() async throws {
        let connection = try await TestCluster.shared().connect()
        let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in 1...200 {
                group.addTask {
                    try await connection.query(Statement("SELECT $1::int8", .int8(Int64(number)))).only.decode(0)
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 20100)
        await connection.close()
        let error = await #expect(throws: PostgresError.self) { try await connection.query(Statement("SELECT 1")) }
        #expect(error?.code == .connectionClosed)
    }

    @Test func connectsToTheHostThatFits() async throws {
        let cluster = try await TestCluster.shared()
        let conninfo =
            "host=/nowhere,\(cluster.socketFolder) port=5432,5432 user=postgres dbname=postgres target_session_attrs=read-write"
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: conninfo, applicationName: "chooser"), logger: Logger(label: "tests"))
        #expect(try await connection.query(Statement("SHOW application_name")).only.decode(0) == "chooser")
        #expect(await connection.parameter("client_encoding") == "UTF8")
        await connection.close()
        let standby = PostgresConfiguration(
            conninfo: "host=\(cluster.socketFolder) user=postgres dbname=postgres target_session_attrs=standby")
        let error = await #expect(throws: PostgresError.self) {
            try await PostgresConnection.connect(standby, logger: Logger(label: "tests"))
        }
        #expect(error?.code == .connectFailed)
        #expect(error?.isUnavailable == true)
    }

    @Test func neverShowsThePassword() async throws {
        let cluster = try await TestCluster.shared()
        let configuration = PostgresConfiguration(
            conninfo: "host=\(cluster.socketFolder) user=nobody dbname=nowhere password=hunter2")
        let error = await #expect(throws: PostgresError.self) {
            try await PostgresConnection.connect(configuration, logger: Logger(label: "tests"))
        }
        #expect(error?.debugDescription.contains("hunter2") == false)
        #expect("\(configuration)".contains("hunter2") == false)
    }
}
