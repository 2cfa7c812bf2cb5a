/// A Swift type that can be read from a column in PostgreSQL's binary format.
package protocol PostgresDecodable: Sendable {
    /// Reads a value that is not NULL. Throws `decoding` when the column's type does not fit.
    static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self
    /// What NULL becomes; throws `decoding` for all but optionals.
    static func decodeNull() throws(PostgresError) -> Self
}

extension PostgresDecodable {
    package static func decodeNull() throws(PostgresError) -> Self { throw .unexpectedNull(Self.self) }
}

/// A type that can also be an array's element.
package protocol PostgresScalar: PostgresDecodable {
    static func decodeArray(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> [Self]
}

extension PostgresScalar {
    /// One-dimensional arrays only; the element type on the wire is what ``decode(_:type:)`` checks.
    package static func decodeArray(
        _ bytes: RawSpan, type: PostgresType
    ) throws(PostgresError) -> [Self] {
        var cursor = WireCursor()
        let dimensions: Int32 = try cursor.integer(bytes)
        let _: Int32 = try cursor.integer(bytes)
        let element = PostgresType(rawValue: try cursor.integer(bytes))
        if dimensions == 0 { return [] }
        guard dimensions == 1 else { throw .wrongType(type, wanted: [Self].self) }
        let count: Int32 = try cursor.integer(bytes)
        let _: Int32 = try cursor.integer(bytes)
        // Each element takes four bytes at least: a wrong count must not reserve memory.
        guard count >= 0, Int(count) * 4 <= bytes.byteCount else { throw .malformed("array") }
        var values: [Self] = []
        values.reserveCapacity(Int(count))
        for _ in 0..<count {
            if let place = try cursor.element(bytes) {
                values.append(try decode(bytes.extracting(place), type: element))
            } else {
                values.append(try decodeNull())
            }
        }
        return values
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        try Wrapped.decode(bytes, type: type)
    }
    package static func decodeNull() throws(PostgresError) -> Self { nil }
}

extension Optional: PostgresScalar where Wrapped: PostgresScalar {}

/// `[UInt8]` is a `bytea`; any other array is an array.
extension Array: PostgresDecodable where Element: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        try Element.decodeArray(bytes, type: type)
    }
}

extension Array: PostgresScalar where Element: PostgresScalar {}

extension PostgresError {
    static func wrongType(_ type: PostgresType, wanted: Any.Type) -> Self {
        Self(.decoding, "a column of type \(type) cannot be read as \(wanted)")
    }

    static func malformed(_ what: String) -> Self {
        Self(.decoding, "a \(what) does not have the form of its type")
    }

    static func unexpectedNull(_ wanted: Any.Type) -> Self {
        Self(.decoding, "a column is NULL where \(wanted) was expected")
    }
}
