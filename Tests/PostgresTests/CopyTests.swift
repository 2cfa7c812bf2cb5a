import Logging
import Postgres
import Support
import Testing

@Suite struct CopyTests {
    struct Whim: Error {}

    static let rows = 100_000

    func connection() async throws -> PostgresConnection {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await connection.script("CREATE TABLE t (a int8 PRIMARY KEY, b text)")
        return connection
    }

    /// Chunks that are cut without regard to lines.
    func feed(_ connection: PostgresConnection, rows: Int) async throws -> Int {
        var next = 0
        var rest: [UInt8] = []
        return try await connection.copyIn("COPY t FROM STDIN") {
            while rest.count < 50_000, next < rows {
                rest.append(contentsOf: "\(next)\trow number \(next)\n".utf8)
                next += 1
            }
            if rest.isEmpty { return nil }
            let chunk = Array(rest.prefix(49_999))
            rest.removeFirst(chunk.count)
            return chunk
        }
    }

    @Test func inAndOut() async throws {
        let connection = try await connection()
        #expect(try await feed(connection, rows: Self.rows) == Self.rows)
        #expect(
            try await connection.query(Statement("SELECT count(*), sum(a)::int8 FROM t")).only.decode(1)
                == Self.rows * (Self.rows - 1) / 2)
        var lines = 0
        var chunks = 0
        var first: [UInt8] = []
        try await connection.copyOut("COPY (SELECT * FROM t ORDER BY a) TO STDOUT (FORMAT csv)") { chunk in
            if chunks == 0 { first = Array(chunk.prefix { $0 != UInt8(ascii: "\n") }) }
            chunks += 1
            lines += chunk.count { $0 == UInt8(ascii: "\n") }
            #expect(chunk.last == UInt8(ascii: "\n"))
        }
        #expect(lines == Self.rows)
        #expect(chunks > 1)
        #expect(String(decoding: first, as: UTF8.self) == "0,row number 0")
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        await connection.close()
    }

    @Test func nothingAtAll() async throws {
        let connection = try await connection()
        #expect(try await connection.copyIn("COPY t FROM STDIN") { nil } == 0)
        var chunks = 0
        try await connection.copyOut("COPY t TO STDOUT") { _ in chunks += 1 }
        #expect(chunks == 0)
        await connection.close()
    }

    @Test func theProducerGivesUp() async throws {
        let connection = try await connection()
        var calls = 0
        await #expect(throws: Whim.self) {
            _ = try await connection.copyIn("COPY t FROM STDIN") {
                calls += 1
                if calls > 3 { throw Whim() }
                return Array("\(calls)\tx\n".utf8)
            }
        }
        #expect(try await connection.query(Statement("SELECT * FROM t")).isEmpty)
        await connection.close()
    }

    @Test func theConsumerGivesUp() async throws {
        let connection = try await connection()
        await #expect(throws: Whim.self) {
            try await connection.copyOut("COPY (SELECT repeat('x', 100) FROM generate_series(1, 1000000)) TO STDOUT") {
                _ in
                throw Whim()
            }
        }
        #expect(connection.isUsable)
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        await connection.close()
    }

    @Test func refusedData() async throws {
        let connection = try await connection()
        var lines = ["1\tx\n", "one\ty\n"].makeIterator()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.copyIn("COPY t FROM STDIN") { lines.next().map { Array($0.utf8) } }
        }
        #expect(error?.sqlState == "22P02")
        _ = try await feed(connection, rows: 10)
        let twice = await #expect(throws: PostgresError.self) { try await feed(connection, rows: Self.rows) }
        #expect(twice?.constraint == "t_pkey")
        #expect(try await connection.query(Statement("SELECT * FROM t")).count == 10)
        await connection.close()
    }

    @Test func refusedStatements() async throws {
        let connection = try await connection()
        for sql in ["SELECT 1", "COPY nowhere FROM STDIN", "COPY t TO STDOUT"] {
            await #expect(throws: PostgresError.self) { try await connection.copyIn(sql) { nil } }
            #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        }
        await #expect(throws: PostgresError.self) { try await connection.copyOut("COPY t FROM STDIN") { _ in } }
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        await #expect(throws: PostgresError.self) {
            try await connection.copyOut("COPY (SELECT 1 / (a - 5) FROM generate_series(1, 10) a) TO STDOUT") { _ in }
        }
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        await connection.close()
    }

    @Test func cancelled() async throws {
        let connection = try await connection()
        let out = Task {
            try await connection.copyOut("COPY (SELECT pg_sleep(600)) TO STDOUT") { _ in }
        }
        let other = try await TestCluster.shared().connect()
        let process = await connection.backendProcess
        try await other.waitUntil(
            "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", .int4(process))
        out.cancel()
        await #expect(throws: PostgresError.self) { try await out.value }
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
        let into = Task {
            var next = 0
            return try await connection.copyIn("COPY t FROM STDIN") {
                next += 1
                if next == 1000 { withUnsafeCurrentTask { $0?.cancel() } }
                return Array("\(next)\tx\n".utf8)
            }
        }
        await #expect(throws: PostgresError.self) { _ = try await into.value }
        #expect(try await connection.query(Statement("SELECT * FROM t")).isEmpty)
        await connection.close()
        await other.close()
    }

    @Test func cutInTheMiddle() async throws {
        let proxy = try await CuttingProxy(to: TestCluster.shared())
        defer { proxy.stop() }
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: proxy.conninfo()), logger: .init(label: "tests"))
        var chunks = 0
        let error = await #expect(throws: PostgresError.self) {
            try await connection.copyOut("COPY (SELECT repeat('x', 100) FROM generate_series(1, 1000000)) TO STDOUT") {
                _ in
                chunks += 1
                if chunks == 2 { proxy.cut() }
            }
        }
        #expect(error?.code == .connectionLost)
        #expect(!connection.isUsable)
    }
}
