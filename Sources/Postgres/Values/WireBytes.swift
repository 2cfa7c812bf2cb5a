/// Bytes on their way to the server; numbers are big-endian.
extension [UInt8] {
    mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { self.append(contentsOf: $0) }
    }

    /// An element of an array or a bound of a range: its length, then its bytes.
    mutating func appendElement(_ value: some FixedWidthInteger & BitwiseCopyable) {
        append(bigEndian: Int32(value.bitWidth / 8))
        append(bigEndian: value)
    }

    mutating func appendNullElement() { append(bigEndian: Int32(-1)) }

    mutating func append(_ range: TimestampRange) {
        if range.isEmpty { return append(RangeFlags.empty) }
        var flags: UInt8 = 0
        if range.includesLower { flags |= RangeFlags.includesLower }
        if range.includesUpper { flags |= RangeFlags.includesUpper }
        if range.lower == nil { flags |= RangeFlags.unboundedBelow }
        if range.upper == nil { flags |= RangeFlags.unboundedAbove }
        append(flags)
        if let lower = range.lower { appendElement(lower.wire) }
        if let upper = range.upper { appendElement(upper.wire) }
    }

    static func wire(_ value: some FixedWidthInteger) -> [UInt8] {
        Swift.withUnsafeBytes(of: value.bigEndian) { [UInt8]($0) }
    }
}
