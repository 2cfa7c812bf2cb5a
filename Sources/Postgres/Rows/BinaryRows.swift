/// Reads what `COPY … TO STDOUT (FORMAT binary)` gives, chunk by chunk: rows are handed over one at a time and nothing
/// of them is kept, so that millions take no more memory than a chunk.
package struct BinaryRows: Sendable {
    private var isBegun = false

    package init() {}

    /// - Parameter chunk: one or more whole rows, as ``PostgresConnection/copyOut(_:_:)`` hands them over.
    /// - Throws: what `body` throws; `decoding` where a chunk is not of the format, or a row has values left over.
    package mutating func read(_ chunk: [UInt8], _ body: (inout BinaryRow) throws -> Void) throws {
        try chunk.withUnsafeBytes { bytes in
            var row = BinaryRow(bytes: bytes)
            if !isBegun {
                try row.skip(signature: Self.signature)
                isBegun = true
            }
            while row.position < bytes.count {
                row.left = Int(try row.integer() as Int16)
                // The last of all has no values, not even none.
                if row.left == -1 { return }
                try body(&row)
                guard row.left == 0 else { throw PostgresError.malformed("row of COPY") }
            }
        }
    }

    private static let signature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0]
}

/// One row of a binary COPY: its values are taken one after another, each with the type that the statement gives it.
/// COPY names no types, so only lengths are checked.
package struct BinaryRow {
    private let bytes: UnsafeRawBufferPointer
    fileprivate private(set) var position = 0
    /// Values not taken yet.
    fileprivate var left = 0

    fileprivate init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    package mutating func int8() throws(PostgresError) -> Int64 {
        guard let value = try optionalInt8() else { throw .unexpectedNull(Int64.self) }
        return value
    }

    package mutating func optionalInt8() throws(PostgresError) -> Int64? {
        guard let length = try next() else { return nil }
        guard length == 8 else { throw .malformed("number in COPY") }
        return try integer()
    }

    package mutating func timestamptz() throws(PostgresError) -> Timestamp {
        guard let value = try optionalTimestamptz() else { throw .unexpectedNull(Timestamp.self) }
        return value
    }

    package mutating func optionalTimestamptz() throws(PostgresError) -> Timestamp? {
        guard let wire = try optionalInt8() else { return nil }
        guard let value = Timestamp(wire: wire) else { throw .malformed("timestamptz in COPY") }
        return value
    }

    package mutating func optionalBool() throws(PostgresError) -> Bool? {
        guard let length = try next() else { return nil }
        guard length == 1 else { throw .malformed("bool in COPY") }
        return try integer() as UInt8 != 0
    }

    /// The bytes of a text, for as long as the call to `body` takes; nil for NULL.
    package mutating func text<Value>(
        _ body: (UnsafeRawBufferPointer) throws -> Value
    ) throws -> Value? {
        guard let length = try next() else { return nil }
        let start = position
        position += length
        return try body(UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
    }

    /// Passes over the values that are not wanted.
    package mutating func skipRest() throws(PostgresError) {
        while left > 0 { if let length = try next() { position += length } }
    }

    /// The length of the next value, which is all there; nil for NULL.
    private mutating func next() throws(PostgresError) -> Int? {
        guard left > 0 else { throw .malformed("row of COPY") }
        left -= 1
        let length = Int(try integer() as Int32)
        guard length >= 0 else { return nil }
        guard position + length <= bytes.count else { throw .malformed("row of COPY") }
        return length
    }

    fileprivate mutating func integer<I: FixedWidthInteger & BitwiseCopyable>() throws(PostgresError) -> I {
        guard position + MemoryLayout<I>.size <= bytes.count else { throw .malformed("row of COPY") }
        let raw = bytes.loadUnaligned(fromByteOffset: position, as: I.self)
        position += MemoryLayout<I>.size
        return I(bigEndian: raw)
    }

    /// Before the first row: a signature, flags, and an extension with its length.
    fileprivate mutating func skip(signature: [UInt8]) throws(PostgresError) {
        guard bytes.starts(with: signature) else { throw .malformed("binary COPY") }
        position = signature.count
        let flags: Int32 = try integer()
        let length = Int(try integer() as Int32)
        // The upper half of the flags says what nobody may pass over who does not know it.
        guard flags >> 16 == 0, length >= 0, position + length <= bytes.count else { throw .malformed("binary COPY") }
        position += length
    }
}
