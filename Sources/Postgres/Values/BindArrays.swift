/// Arrays, each sent as one parameter: the way to write many rows with one statement (`unnest`).
extension Bind {
    package static func bools(_ values: [Bool]) -> Bind {
        array(.boolArray, of: .bool, values, size: 1) { $0.appendElement($1 ? UInt8(1) : 0) }
    }
    @_disfavoredOverload package static func bools(_ values: [Bool?]) -> Bind {
        nullable(.boolArray, of: .bool, values, size: 1) { $0.appendElement($1 ? UInt8(1) : 0) }
    }
    package static func int2s(_ values: [Int16]) -> Bind {
        array(.int2Array, of: .int2, values, size: 2) { $0.appendElement($1) }
    }
    @_disfavoredOverload package static func int2s(_ values: [Int16?]) -> Bind {
        nullable(.int2Array, of: .int2, values, size: 2) { $0.appendElement($1) }
    }
    package static func int4s(_ values: [Int32]) -> Bind {
        array(.int4Array, of: .int4, values, size: 4) { $0.appendElement($1) }
    }
    @_disfavoredOverload package static func int4s(_ values: [Int32?]) -> Bind {
        nullable(.int4Array, of: .int4, values, size: 4) { $0.appendElement($1) }
    }
    package static func int8s(_ values: [Int64]) -> Bind {
        array(.int8Array, of: .int8, values, size: 8) { $0.appendElement($1) }
    }
    @_disfavoredOverload package static func int8s(_ values: [Int64?]) -> Bind {
        nullable(.int8Array, of: .int8, values, size: 8) { $0.appendElement($1) }
    }
    package static func float8s(_ values: [Double]) -> Bind {
        array(.float8Array, of: .float8, values, size: 8) { $0.appendElement($1.bitPattern) }
    }
    package static func texts(_ values: [String]) -> Bind {
        array(.textArray, of: .text, values, size: 16) { $0.appendElement(text: $1) }
    }
    @_disfavoredOverload package static func texts(_ values: [String?]) -> Bind {
        nullable(.textArray, of: .text, values, size: 16) { $0.appendElement(text: $1) }
    }
    package static func byteas(_ values: [[UInt8]]) -> Bind {
        array(.byteaArray, of: .bytea, values, size: 32) { $0.appendElement(bytes: $1) }
    }
    @_disfavoredOverload package static func byteas(_ values: [[UInt8]?]) -> Bind {
        nullable(.byteaArray, of: .bytea, values, size: 32) { $0.appendElement(bytes: $1) }
    }
    package static func uuids(_ values: [PostgresUUID]) -> Bind {
        array(.uuidArray, of: .uuid, values, size: 16) { $0.appendElement(uuid: $1) }
    }
    @_disfavoredOverload package static func uuids(_ values: [PostgresUUID?]) -> Bind {
        nullable(.uuidArray, of: .uuid, values, size: 16) { $0.appendElement(uuid: $1) }
    }
    package static func dates(_ values: [PostgresDay]) -> Bind {
        array(.dateArray, of: .date, values, size: 4) { $0.appendElement($1.wire) }
    }
    @_disfavoredOverload package static func dates(_ values: [PostgresDay?]) -> Bind {
        nullable(.dateArray, of: .date, values, size: 4) { $0.appendElement($1.wire) }
    }
    package static func timestamptzs(_ values: [Timestamp]) -> Bind {
        array(.timestamptzArray, of: .timestamptz, values, size: 8) { $0.appendElement($1.wire) }
    }
    @_disfavoredOverload package static func timestamptzs(_ values: [Timestamp?]) -> Bind {
        nullable(.timestamptzArray, of: .timestamptz, values, size: 8) { $0.appendElement($1.wire) }
    }
    package static func tstzranges(_ values: [TimestampRange]) -> Bind {
        array(.tstzrangeArray, of: .tstzrange, values, size: 25) { $0.appendElement(range: $1) }
    }
    @_disfavoredOverload package static func tstzranges(_ values: [TimestampRange?]) -> Bind {
        nullable(.tstzrangeArray, of: .tstzrange, values, size: 25) { $0.appendElement(range: $1) }
    }
    package static func jsonbs(_ values: [String]) -> Bind {
        array(.jsonbArray, of: .jsonb, values, size: 64) { $0.appendElement(json: $1) }
    }
    @_disfavoredOverload package static func jsonbs(_ values: [String?]) -> Bind {
        nullable(.jsonbArray, of: .jsonb, values, size: 64) { $0.appendElement(json: $1) }
    }

    /// `size` is an element's probable length, for the buffer.
    @inline(__always) private static func array<T>(
        _ type: PostgresType, of element: PostgresType, _ values: [T], size: Int,
        _ append: (inout [UInt8], T) -> Void
    ) -> Bind {
        var bytes = header(of: element, count: values.count, hasNulls: false, size: size)
        for value in values { append(&bytes, value) }
        return Bind(type, bytes)
    }

    @inline(__always) private static func nullable<T>(
        _ type: PostgresType, of element: PostgresType, _ values: [T?], size: Int,
        _ append: (inout [UInt8], T) -> Void
    ) -> Bind {
        var bytes = header(of: element, count: values.count, hasNulls: true, size: size)
        for value in values {
            if let value { append(&bytes, value) } else { bytes.appendNullElement() }
        }
        return Bind(type, bytes)
    }

    private static func header(of element: PostgresType, count: Int, hasNulls: Bool, size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + count * (size + 4))
        // An empty array has no dimension at all.
        bytes.append(bigEndian: Int32(count == 0 ? 0 : 1))
        bytes.append(bigEndian: Int32(hasNulls && count > 0 ? 1 : 0))
        bytes.append(bigEndian: element.rawValue)
        guard count > 0 else { return bytes }
        bytes.append(bigEndian: Int32(count))
        bytes.append(bigEndian: Int32(1))
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func appendElement(text: String) {
        append(bigEndian: Int32(text.utf8.count))
        append(contentsOf: text.utf8)
    }

    fileprivate mutating func appendElement(bytes: [UInt8]) {
        append(bigEndian: Int32(bytes.count))
        append(contentsOf: bytes)
    }

    fileprivate mutating func appendElement(uuid: PostgresUUID) {
        append(bigEndian: Int32(16))
        append(bigEndian: uuid.high)
        append(bigEndian: uuid.low)
    }

    fileprivate mutating func appendElement(json: String) {
        append(bigEndian: Int32(json.utf8.count + 1))
        append(1)
        append(contentsOf: json.utf8)
    }

    fileprivate mutating func appendElement(range: TimestampRange) {
        let place = count
        append(bigEndian: Int32(0))
        append(range)
        let length = UInt32(count - place - 4)
        for byte in 0..<4 { self[place + byte] = UInt8(truncatingIfNeeded: length >> (24 - 8 * byte)) }
    }
}
