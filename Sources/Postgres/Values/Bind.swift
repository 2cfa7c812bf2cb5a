/// A parameter of a statement: its type and its bytes in PostgreSQL's binary format. Nil is NULL of that type.
package struct Bind: Sendable, Hashable {
    package let type: PostgresType
    let bytes: [UInt8]?

    init(_ type: PostgresType, _ bytes: [UInt8]?) {
        self.type = type
        self.bytes = bytes
    }

    /// NULL of any type, arrays included.
    package static func null(_ type: PostgresType) -> Bind { Bind(type, nil) }

    package static func bool(_ value: Bool?) -> Bind { Bind(.bool, value.map { [$0 ? 1 : 0] }) }
    package static func int2(_ value: Int16?) -> Bind { Bind(.int2, value.map { .wire($0) }) }
    package static func int4(_ value: Int32?) -> Bind { Bind(.int4, value.map { .wire($0) }) }
    package static func int8(_ value: Int64?) -> Bind { Bind(.int8, value.map { .wire($0) }) }
    package static func float8(_ value: Double?) -> Bind { Bind(.float8, value.map { .wire($0.bitPattern) }) }
    /// Text must not hold U+0000; the server refuses it (22021).
    package static func text(_ value: String?) -> Bind { Bind(.text, value.map { Array($0.utf8) }) }
    package static func bytea(_ value: [UInt8]?) -> Bind { Bind(.bytea, value) }
    package static func uuid(_ value: PostgresUUID?) -> Bind {
        Bind(.uuid, value.map { .wire($0.high) + .wire($0.low) })
    }
    package static func date(_ value: PostgresDay?) -> Bind { Bind(.date, value.map { .wire($0.wire) }) }
    package static func timestamptz(_ value: Timestamp?) -> Bind {
        Bind(.timestamptz, value.map { .wire($0.wire) })
    }
    package static func tstzrange(_ value: TimestampRange?) -> Bind {
        Bind(
            .tstzrange,
            value.map {
                var bytes: [UInt8] = []
                bytes.append($0)
                return bytes
            })
    }
    /// The text of a JSON value.
    package static func jsonb(_ json: String?) -> Bind { Bind(.jsonb, json.map { [1] + Array($0.utf8) }) }
    /// Text whose type the server infers from the statement: for enumerations, `citext` and the like.
    package static func untyped(_ value: String?) -> Bind { Bind(.inferred, value.map { Array($0.utf8) }) }
}
