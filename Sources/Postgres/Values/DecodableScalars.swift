extension Bool: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        guard type == .bool, bytes.byteCount == 1 else { throw .wrongType(type, wanted: Self.self) }
        return bytes.unsafeLoad(fromByteOffset: 0, as: UInt8.self) != 0
    }
}

/// An integer of any width; throws when it does not fit.
func decodeInteger<I: FixedWidthInteger & PostgresDecodable>(
    _ bytes: RawSpan, _ type: PostgresType
) throws(PostgresError) -> I {
    var cursor = WireCursor()
    let value: Int64
    switch type {
    case .int8: value = try cursor.integer(bytes)
    case .int4: value = Int64(try cursor.integer(bytes) as Int32)
    case .int2: value = Int64(try cursor.integer(bytes) as Int16)
    case .oid: value = Int64(try cursor.integer(bytes) as UInt32)
    default: throw .wrongType(type, wanted: I.self)
    }
    guard let fitting = I(exactly: value) else {
        throw PostgresError(.decoding, "a number in a column of type \(type) does not fit into \(I.self)")
    }
    return fitting
}

extension Int: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        try decodeInteger(bytes, type)
    }
}

extension Int64: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        try decodeInteger(bytes, type)
    }
}

extension Int32: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        try decodeInteger(bytes, type)
    }
}

extension Int16: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        try decodeInteger(bytes, type)
    }
}

extension Double: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        var cursor = WireCursor()
        switch type {
        case .float8: return Double(bitPattern: try cursor.integer(bytes))
        case .float4: return Double(Float(bitPattern: try cursor.integer(bytes)))
        default: throw .wrongType(type, wanted: Self.self)
        }
    }
}

/// text, varchar, char, name, json, jsonb (as its text) and the database's own enumerations.
extension String: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        guard type.isText else { throw .wrongType(type, wanted: Self.self) }
        // jsonb is its text behind one byte of version.
        let content = type == .jsonb ? bytes.extracting(droppingFirst: 1) : bytes
        return content.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}

extension PostgresType {
    /// The value is text on the wire.
    var isText: Bool {
        switch self {
        case .text, .varchar, .bpchar, .name, .char, .json, .jsonb, .unknown: true
        default: rawValue >= Self.firstUserDefined
        }
    }
}

extension Timestamp: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        guard type == .timestamptz else { throw .wrongType(type, wanted: Self.self) }
        var cursor = WireCursor()
        guard let value = Timestamp(wire: try cursor.integer(bytes)) else {
            throw PostgresError(.decoding, "a timestamptz lies after the year 294246")
        }
        return value
    }
}

extension PostgresDay: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        guard type == .date else { throw .wrongType(type, wanted: Self.self) }
        var cursor = WireCursor()
        return PostgresDay(wire: try cursor.integer(bytes))
    }
}

/// An element of `bytea`; alone it is no column's type.
extension UInt8: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        throw .wrongType(type, wanted: Self.self)
    }

    package static func decodeArray(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> [Self] {
        guard type == .bytea || type.isText else { throw .wrongType(type, wanted: [Self].self) }
        return bytes.withUnsafeBytes { Array($0.dropFirst(type == .jsonb ? 1 : 0)) }
    }
}
