/// A place in a value's bytes. PostgreSQL's binary numbers are big-endian.
struct WireCursor {
    var position = 0

    init() {}

    mutating func integer<I: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: RawSpan
    ) throws(PostgresError) -> I {
        guard position + MemoryLayout<I>.size <= bytes.byteCount else { throw .malformed("value") }
        let raw = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: I.self)
        position += MemoryLayout<I>.size
        return I(bigEndian: raw)
    }

    /// The place of an element that follows its length; nil for NULL.
    mutating func element(_ bytes: RawSpan) throws(PostgresError) -> Range<Int>? {
        let length: Int32 = try integer(bytes)
        guard length >= 0 else { return nil }
        let start = position
        guard start + Int(length) <= bytes.byteCount else { throw .malformed("value") }
        position = start + Int(length)
        return start..<position
    }
}
