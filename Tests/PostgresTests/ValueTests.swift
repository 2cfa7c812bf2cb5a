import Postgres
import Support
import Testing

/// Every type goes to the server and back unchanged, and the server understands it as the same value.
@Suite struct ValueTests {
    /// Sends a value as `$1`, returns it and the server's own text of it.
    func echo<T: PostgresDecodable>(_ bind: Bind, _ type: String, as: T.Type = T.self) async throws -> (T, String?) {
        let connection = try await TestCluster.shared().connect()
        _ = try await connection.query(Statement("SET timezone TO 'UTC'"))
        let row = try await connection.query(Statement("SELECT $1::\(type), ($1::\(type))::text", bind)).only
        let result = (try row.decode(0, as: T.self), try row.decode(1, as: String?.self))
        await connection.close()
        return result
    }

    func check<T: PostgresDecodable & Equatable>(
        _ value: T, _ bind: Bind, _ type: String, _ text: String?, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let (back, shown) = try await echo(bind, type, as: T.self)
        #expect(back == value, sourceLocation: sourceLocation)
        #expect(shown == text, sourceLocation: sourceLocation)
    }

    @Test func numbersAndTruth() async throws {
        try await check(true, .bool(true), "bool", "true")
        try await check(false, .bool(false), "bool", "false")
        for value in [Int16.min, -1, 0, .max] { try await check(value, .int2(value), "int2", "\(value)") }
        for value in [Int32.min, -1, 0, .max] { try await check(value, .int4(value), "int4", "\(value)") }
        for value in [Int64.min, -1, 0, .max] { try await check(value, .int8(value), "int8", "\(value)") }
        try await check(-1.5, .float8(-1.5), "float8", "-1.5")
        try await check(Int(7), .int2(7), "int2", "7")
        try await check(Int64(7), .int4(7), "int4", "7")
    }

    @Test func textAndBytes() async throws {
        for value in ["", "plain", "场发射扫描电镜", "👩‍🔬 e\u{301}", "a'b\"c\\d\n\t", String(repeating: "长", count: 100_000)] {
            try await check(value, .text(value), "text", value)
            try await check(Optional(value), .untyped(value), "varchar", value)
        }
        try await check([UInt8](), .bytea([]), "bytea", "\\x")
        try await check([0, 1, 254, 255] as [UInt8], .bytea([0, 1, 254, 255]), "bytea", "\\x0001feff")
    }

    @Test func identifiers() async throws {
        let text = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
        let value = try #require(PostgresUUID(text: text))
        #expect(value.description == text)
        try await check(value, .uuid(value), "uuid", text)
        let random = PostgresUUID.random()
        try await check(random, .uuid(random), "uuid", random.description)
        #expect(PostgresUUID(text: "6ba7b810") == nil)
        #expect(PostgresUUID(text: text + "0") == nil)
        #expect(PostgresUUID(text: text.uppercased()) == value)
    }

    @Test func days() async throws {
        try await check(PostgresDay(days: 0), .date(PostgresDay(days: 0)), "date", "1970-01-01")
        try await check(PostgresDay(days: 20780), .date(PostgresDay(days: 20780)), "date", "2026-11-23")
        try await check(PostgresDay(days: -719_162), .date(PostgresDay(days: -719_162)), "date", "0001-01-01")
        try await check(PostgresDay.infinity, .date(.infinity), "date", "infinity")
        try await check(PostgresDay.minusInfinity, .date(.minusInfinity), "date", "-infinity")
    }

    @Test func timestamps() async throws {
        try await check(
            Timestamp(seconds: 0), .timestamptz(Timestamp(seconds: 0)), "timestamptz", "1970-01-01 00:00:00+00")
        let late = Timestamp(microseconds: 1_795_046_400_000_001)
        try await check(late, .timestamptz(late), "timestamptz", "2026-11-19 00:00:00.000001+00")
        let early = Timestamp(microseconds: -1)
        #expect(early.seconds == -1)
        try await check(early, .timestamptz(early), "timestamptz", "1969-12-31 23:59:59.999999+00")
        try await check(Timestamp.infinity, .timestamptz(.infinity), "timestamptz", "infinity")
        try await check(Timestamp.minusInfinity, .timestamptz(.minusInfinity), "timestamptz", "-infinity")
        // The server's first moment, and the last that has a number here.
        let rows = try await TestCluster.shared().connect().query(
            Statement("SELECT '4714-11-24 00:00:00+00 BC'::timestamptz, '294246-12-31 23:59:59.999999+00'::timestamptz")
        )
        for column in 0...1 {
            let moment: Timestamp = try rows.only.decode(column)
            let (back, _) = try await echo(.timestamptz(moment), "timestamptz", as: Timestamp.self)
            #expect(back == moment)
        }
        let beyond = try await TestCluster.shared().connect().query(
            Statement("SELECT '294276-12-31 23:59:59.999999+00'::timestamptz"))
        #expect(throws: PostgresError.self) { try beyond.only.decode(0, as: Timestamp.self) }
        // A moment that PostgreSQL cannot hold is refused by it, not bent.
        await #expect(throws: PostgresError.self) {
            _ = try await echo(.timestamptz(Timestamp(microseconds: .min + 5)), "timestamptz", as: Timestamp.self)
        }
    }

    @Test func ranges() async throws {
        let a = Timestamp(seconds: 0), b = Timestamp(seconds: 3600)
        let cases: [(TimestampRange, String)] = [
            (TimestampRange(lower: a, upper: b), #"["1970-01-01 00:00:00+00","1970-01-01 01:00:00+00")"#),
            (
                TimestampRange(lower: a, upper: b, includesLower: false, includesUpper: true),
                #"("1970-01-01 00:00:00+00","1970-01-01 01:00:00+00"]"#
            ),
            (TimestampRange(lower: a, upper: nil), #"["1970-01-01 00:00:00+00",)"#),
            (TimestampRange(lower: nil, upper: b), #"(,"1970-01-01 01:00:00+00")"#),
            (.unbounded, "(,)"), (.empty, "empty"),
        ]
        for (range, text) in cases { try await check(range, .tstzrange(range), "tstzrange", text) }
        let all = cases.map(\.0)
        let (back, _) = try await echo(.tstzranges(all), "tstzrange[]", as: [TimestampRange].self)
        #expect(back == all)
        let point = TimestampRange(lower: a, upper: a)
        let (empty, _) = try await echo(.tstzrange(point), "tstzrange", as: TimestampRange.self)
        #expect(empty == .empty)
    }

    @Test func json() async throws {
        try await check(#"{"a": [1, null, "é"]}"#, .jsonb(#"{ "a":[1,null,"é"] }"#), "jsonb", #"{"a": [1, null, "é"]}"#)
        let (back, _) = try await echo(.jsonbs(["1", nil, "{}"]), "jsonb[]", as: [String?].self)
        #expect(back == ["1", nil, "{}"])
    }

    @Test func nulls() async throws {
        try await check(Bool?.none, .bool(nil), "bool", nil)
        try await check(Int16?.none, .int2(nil), "int2", nil)
        try await check(Int32?.none, .int4(nil), "int4", nil)
        try await check(Int64?.none, .int8(nil), "int8", nil)
        try await check(String?.none, .text(nil), "text", nil)
        try await check([UInt8]?.none, .bytea(nil), "bytea", nil)
        try await check(PostgresUUID?.none, .uuid(nil), "uuid", nil)
        try await check(PostgresDay?.none, .date(nil), "date", nil)
        try await check(Timestamp?.none, .timestamptz(nil), "timestamptz", nil)
        try await check(TimestampRange?.none, .tstzrange(nil), "tstzrange", nil)
        try await check(String?.none, .jsonb(nil), "jsonb", nil)
        try await check([Int64]?.none, .null(.int8Array), "int8[]", nil)
    }

    @Test func arrays() async throws {
        try await check([true, false], .bools([true, false]), "bool[]", "{t,f}")
        try await check([Int16.min, .max], .int2s([.min, .max]), "int2[]", "{-32768,32767}")
        try await check([Int32.min, .max], .int4s([.min, .max]), "int4[]", "{-2147483648,2147483647}")
        try await check(
            [Int64.min, 0, .max], .int8s([.min, 0, .max]), "int8[]", "{-9223372036854775808,0,9223372036854775807}")
        try await check([1.5], .float8s([1.5]), "float8[]", "{1.5}")
        try await check(["", "a,b", "NULL", "é"], .texts(["", "a,b", "NULL", "é"]), "text[]", #"{"","a,b","NULL",é}"#)
        try await check([[], [255]] as [[UInt8]], .byteas([[], [255]]), "bytea[]", #"{"\\x","\\xff"}"#)
        let one = PostgresUUID(high: 1, low: 2)
        try await check([one], .uuids([one]), "uuid[]", "{\(one)}")
        try await check([PostgresDay(days: 1)], .dates([PostgresDay(days: 1)]), "date[]", "{1970-01-02}")
        try await check(
            [Timestamp(seconds: 1)], .timestamptzs([Timestamp(seconds: 1)]), "timestamptz[]",
            #"{"1970-01-01 00:00:01+00"}"#)
    }

    @Test func arraysWithNullsAndEmptyOnes() async throws {
        try await check([1, nil, 3] as [Int64?], .int8s([1, nil, 3]), "int8[]", "{1,NULL,3}")
        try await check(["a", nil], .texts(["a", nil]), "text[]", "{a,NULL}")
        try await check([true, nil], .bools([true, nil]), "bool[]", "{t,NULL}")
        try await check([Int16?](arrayLiteral: nil), .int2s([nil]), "int2[]", "{NULL}")
        try await check([Int32?](arrayLiteral: nil, 4), .int4s([nil, 4]), "int4[]", "{NULL,4}")
        try await check([[UInt8]?](arrayLiteral: nil), .byteas([nil]), "bytea[]", "{NULL}")
        try await check([PostgresUUID?](arrayLiteral: nil), .uuids([nil]), "uuid[]", "{NULL}")
        try await check([PostgresDay?](arrayLiteral: nil), .dates([nil]), "date[]", "{NULL}")
        try await check([Timestamp?](arrayLiteral: nil), .timestamptzs([nil]), "timestamptz[]", "{NULL}")
        try await check([TimestampRange?](arrayLiteral: nil), .tstzranges([nil]), "tstzrange[]", "{NULL}")
        let none: [Int64] = []
        try await check(none, .int8s(none), "int8[]", "{}")
        let many = (0..<50_000).map(Int64.init)
        let (back, _) = try await echo(.int8s(many), "int8[]", as: [Int64].self)
        #expect(back == many)
    }

    @Test func refusesWhatDoesNotFit() async throws {
        let connection = try await TestCluster.shared().connect()
        let row = try await connection.query(
            Statement("SELECT 70000::int4 AS n, NULL::text AS t, '{{1,2},{3,4}}'::int8[] AS m, 1.5::numeric AS x")
        ).only
        #expect(throws: PostgresError.self) { try row.decode("n", as: Int16.self) }
        #expect(throws: PostgresError.self) { try row.decode("n", as: String.self) }
        #expect(throws: PostgresError.self) { try row.decode("t", as: String.self) }
        #expect(throws: PostgresError.self) { try row.decode("m", as: [Int64].self) }
        #expect(throws: PostgresError.self) { try row.decode("x", as: Double.self) }
        #expect(throws: PostgresError.self) { try row.decode(4, as: Int.self) }
        #expect(throws: PostgresError.self) { try row.decode("y", as: Int.self) }
        #expect(try row.decode("t", as: String?.self) == nil)
        #expect(try row.isNull(1))
        await connection.close()
    }

    @Test func enumerationsAreText() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await connection.script("CREATE TYPE colour AS ENUM ('red', 'green'); CREATE TABLE t (c colour)")
        _ = try await connection.query(Statement("INSERT INTO t VALUES ($1)", .untyped("green")))
        let row = try await connection.query(Statement("SELECT c, array_agg(c) OVER () FROM t")).only
        #expect(try row.decode(0) == "green")
        #expect(try row.decode(1) == ["green"])
        await connection.close()
    }
}
