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

    /// Values of each kind with NULLs among them, and more rows than a chunk holds; each row is gone when the next comes.
    @Test func binaryRows() async throws {
        let connection = try await connection()
        var rows = BinaryRows()
        var (count, chunks, nulls) = (0, 0, 0)
        try await connection.copyOut(
            """
            COPY (
                SELECT a, CASE WHEN a % 3 > 0 THEN a END, to_timestamp(a), a % 2 = 0, repeat('x', a::int % 7),
                    NULL::timestamptz
                FROM generate_series(0::int8, 19999) a
            ) TO STDOUT (FORMAT binary)
            """
        ) { chunk in
            chunks += 1
            try rows.read(chunk) { row in
                let number = try row.int8()
                if number % 5 == 4 {
                    try row.skipRest()
                } else {
                    let maybe = try row.optionalInt8()
                    if maybe == nil { nulls += 1 }
                    #expect(maybe == (number % 3 > 0 ? number : nil))
                    #expect(try row.timestamptz() == Timestamp(seconds: number))
                    #expect(try row.optionalBool() == (number % 2 == 0))
                    #expect(try row.text { $0.count } == Int(number % 7))
                    #expect(try row.optionalTimestamptz() == nil)
                }
                #expect(number == Int64(count))
                count += 1
            }
        }
        #expect(count == 20_000 && chunks > 1 && nulls > 0)
        await connection.close()
    }

    @Test func whatIsNotBinaryRows() async throws {
        let connection = try await connection()
        _ = try await feed(connection, rows: 3)
        func read(_ sql: String, _ body: (inout BinaryRow) throws -> Void) async throws {
            var rows = BinaryRows()
            try await connection.copyOut("COPY (\(sql)) TO STDOUT (FORMAT binary)") { try rows.read($0, body) }
        }
        let bodies: [(inout BinaryRow) throws -> Void] = [
            // A value too few, one too many, of another width, and NULL where none may be.
            { _ = try $0.int8() }, { for _ in 0..<4 { _ = try $0.optionalInt8() } },
            {
                _ = try $0.optionalBool()
                try $0.skipRest()
            },
            {
                _ = try $0.int8()
                _ = try $0.int8()
            },
        ]
        for body in bodies {
            let error = await #expect(throws: PostgresError.self) {
                try await read("SELECT a, NULL::int8, 1::int8 FROM t", body)
            }
            #expect(error?.code == .decoding)
        }
        for wrong in [[UInt8](repeating: 0, count: 30), Array("PGCOPY".utf8)] {
            var rows = BinaryRows()
            #expect(throws: PostgresError.self) { try rows.read(wrong) { _ in } }
        }
        #expect(connection.isUsable)
        await connection.close()
    }

    /// A consumer that is slower than the server finds data whenever it looks, and never waits; it is ended all the same.
    @Test func cancelledWhileDataIsThere() async throws {
        let connection = try await connection()
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            defer { beginning.finish() }
            try await connection.copyOut(
                "COPY (SELECT repeat('x', 500) FROM generate_series(1, 9999) a, generate_series(1, 9999) b) TO STDOUT"
            ) { _ in beginning.yield() }
        }
        for await _ in begun { break }
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.code == .cancelled && connection.isUsable)
        #expect(try await connection.query(Statement("SELECT 1")).count == 1)
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
