/// A type of PostgreSQL by its object number, fixed for the built-in ones.
package struct PostgresType: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Left to the server to infer from the statement.
    package static let inferred = Self(rawValue: 0)
    package static let bool = Self(rawValue: 16)
    package static let bytea = Self(rawValue: 17)
    package static let char = Self(rawValue: 18)
    package static let name = Self(rawValue: 19)
    package static let int8 = Self(rawValue: 20)
    package static let int2 = Self(rawValue: 21)
    package static let int4 = Self(rawValue: 23)
    package static let text = Self(rawValue: 25)
    package static let oid = Self(rawValue: 26)
    package static let json = Self(rawValue: 114)
    package static let float4 = Self(rawValue: 700)
    package static let float8 = Self(rawValue: 701)
    package static let unknown = Self(rawValue: 705)
    package static let bpchar = Self(rawValue: 1042)
    package static let varchar = Self(rawValue: 1043)
    package static let date = Self(rawValue: 1082)
    package static let timestamptz = Self(rawValue: 1184)
    package static let void = Self(rawValue: 2278)
    package static let uuid = Self(rawValue: 2950)
    package static let jsonb = Self(rawValue: 3802)
    package static let tstzrange = Self(rawValue: 3910)

    package static let boolArray = Self(rawValue: 1000)
    package static let byteaArray = Self(rawValue: 1001)
    package static let int2Array = Self(rawValue: 1005)
    package static let int4Array = Self(rawValue: 1007)
    package static let textArray = Self(rawValue: 1009)
    package static let int8Array = Self(rawValue: 1016)
    package static let float8Array = Self(rawValue: 1022)
    package static let dateArray = Self(rawValue: 1182)
    package static let timestamptzArray = Self(rawValue: 1185)
    package static let uuidArray = Self(rawValue: 2951)
    package static let jsonbArray = Self(rawValue: 3807)
    package static let tstzrangeArray = Self(rawValue: 3911)

    /// Numbers below belong to built-in types; above are the database's own enumerations, domains and extensions.
    static let firstUserDefined: UInt32 = 16384
}

extension PostgresType: CustomStringConvertible {
    package var description: String { Self.names[self] ?? "type \(rawValue)" }

    private static let names: [PostgresType: String] = [
        .bool: "bool", .bytea: "bytea", .char: "char", .name: "name", .int8: "int8", .int2: "int2", .int4: "int4",
        .text: "text", .oid: "oid", .json: "json", .float4: "float4", .float8: "float8", .unknown: "unknown",
        .bpchar: "bpchar", .varchar: "varchar", .date: "date", .timestamptz: "timestamptz", .void: "void",
        .uuid: "uuid", .jsonb: "jsonb", .tstzrange: "tstzrange", .boolArray: "bool[]", .byteaArray: "bytea[]",
        .int2Array: "int2[]", .int4Array: "int4[]", .textArray: "text[]", .int8Array: "int8[]",
        .float8Array: "float8[]", .dateArray: "date[]", .timestamptzArray: "timestamptz[]", .uuidArray: "uuid[]",
        .jsonbArray: "jsonb[]", .tstzrangeArray: "tstzrange[]",
    ]
}
