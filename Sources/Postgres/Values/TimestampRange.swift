/// A `tstzrange`. The ordinary one is half-open, `[lower, upper)`; what the database may hold besides is kept as it is.
package struct TimestampRange: Hashable, Sendable {
    /// Nil when unbounded.
    package var lower: Timestamp?
    /// Nil when unbounded.
    package var upper: Timestamp?
    package var includesLower: Bool
    package var includesUpper: Bool
    /// Contains no moment at all; the other fields then mean nothing.
    package var isEmpty: Bool

    /// `[lower, upper)`. The server turns equal bounds into `empty` and refuses a lower bound after the upper (22000).
    package init(lower: Timestamp?, upper: Timestamp?, includesLower: Bool = true, includesUpper: Bool = false) {
        self.lower = lower
        self.upper = upper
        // An unbounded side excludes its bound: the server writes it so, and equal ranges must compare equal.
        self.includesLower = includesLower && lower != nil
        self.includesUpper = includesUpper && upper != nil
        isEmpty = false
    }

    private init() {
        (lower, upper, includesLower, includesUpper, isEmpty) = (nil, nil, false, false, true)
    }

    package static let empty = TimestampRange()
    package static let unbounded = TimestampRange(lower: nil, upper: nil)
}

/// Bits of a range's first byte on the wire.
enum RangeFlags {
    static let empty: UInt8 = 0x01
    static let includesLower: UInt8 = 0x02
    static let includesUpper: UInt8 = 0x04
    static let unboundedBelow: UInt8 = 0x08
    static let unboundedAbove: UInt8 = 0x10
}

extension TimestampRange: PostgresScalar {
    package static func decode(_ bytes: RawSpan, type: PostgresType) throws(PostgresError) -> Self {
        guard type == .tstzrange else { throw .wrongType(type, wanted: Self.self) }
        var cursor = WireCursor()
        let flags: UInt8 = try cursor.integer(bytes)
        if flags & RangeFlags.empty != 0 { return .empty }
        let lower = flags & RangeFlags.unboundedBelow != 0 ? nil : try bound(&cursor, bytes)
        let upper = flags & RangeFlags.unboundedAbove != 0 ? nil : try bound(&cursor, bytes)
        return TimestampRange(
            lower: lower, upper: upper, includesLower: flags & RangeFlags.includesLower != 0,
            includesUpper: flags & RangeFlags.includesUpper != 0)
    }

    private static func bound(_ cursor: inout WireCursor, _ bytes: RawSpan) throws(PostgresError) -> Timestamp {
        guard let element = try cursor.element(bytes) else { throw .malformed("tstzrange") }
        return try Timestamp.decode(bytes.extracting(element), type: .timestamptz)
    }
}
