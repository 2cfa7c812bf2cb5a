import Wire

#if canImport(Glibc)
import Glibc
#endif

/// Finds the ends of replies in a stream of bytes and looks at no more of them than a load has to know.
package struct ReplyScanner: Sendable {
    package enum Final: Equatable, Sendable {
        /// With the number in `booking=b…` where it comes first.
        case ok(booking: UInt64?)
        /// The place of the code in ``ErrorCode/allCases``, and the line's beginning for whoever wants to see one.
        case err(code: Int, line: [UInt8])
        /// Not a line of the protocol, or an error code that nobody knows.
        case foreign(line: [UInt8])
    }

    /// Of a line that the stream cuts in two only this much is kept.
    private static let most = 512
    private static let booking = Array("OK booking=b".utf8)
    private static let codes: [(bytes: [UInt8], index: Int)] = ErrorCode.allCases.enumerated()
        .map { (Array($1.rawValue.utf8), $0) }

    /// The beginning of a line whose end has not come yet.
    private var partial: [UInt8] = []

    package init() { partial.reserveCapacity(Self.most) }

    package var isInsideLine: Bool { !partial.isEmpty }

    /// The next final line in `bytes` at or after `offset`, which moves behind it; nil when all is taken.
    package mutating func next(_ bytes: UnsafeRawBufferPointer, at offset: inout Int) -> Final? {
        while offset < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
            guard let found = memchr(rest.baseAddress!, 0x0A, rest.count) else {
                partial.append(contentsOf: rest.prefix(max(0, Self.most - partial.count)))
                offset = bytes.count
                return nil
            }
            let length = UnsafeRawPointer(found) - rest.baseAddress!
            offset += length + 1
            let final: Final?
            if partial.isEmpty {
                final = Self.judge(UnsafeRawBufferPointer(rebasing: rest[..<length]))
            } else {
                partial.append(contentsOf: rest[..<length].prefix(max(0, Self.most - partial.count)))
                final = partial.withUnsafeBytes { Self.judge($0) }
                partial.removeAll(keepingCapacity: true)
            }
            if let final { return final }
        }
        return nil
    }

    /// Nil for the `+` lines in front of a final one.
    private static func judge(_ line: UnsafeRawBufferPointer) -> Final? {
        if line.count >= 1, line[0] == UInt8(ascii: "+"), line.count == 1 || line[1] == 0x20 { return nil }
        if line.count == 2 || line.count > 2 && line[2] == 0x20, line[0] == UInt8(ascii: "O"),
            line[1] == UInt8(ascii: "K")
        {
            return .ok(booking: number(line))
        }
        let opening = Array(line.prefix(most))
        if line.count > 4, line[0] == UInt8(ascii: "E"), line[1] == UInt8(ascii: "R"), line[2] == UInt8(ascii: "R"),
            line[3] == 0x20
        {
            let code = line[4...].prefix { $0 != 0x20 }
            for known in codes where known.bytes.count == code.count && known.bytes.elementsEqual(code) {
                return .err(code: known.index, line: opening)
            }
        }
        return .foreign(line: opening)
    }

    private static func number(_ line: UnsafeRawBufferPointer) -> UInt64? {
        guard line.count > booking.count, line.prefix(booking.count).elementsEqual(booking) else { return nil }
        var number: UInt64 = 0
        for byte in line[booking.count...] {
            guard byte >= 48, byte <= 57, number < UInt64.max / 20 else { break }
            number = number * 10 + UInt64(byte - 48)
        }
        return number
    }
}
