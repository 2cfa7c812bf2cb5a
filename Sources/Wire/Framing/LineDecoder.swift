#if canImport(Glibc)
import Glibc
#endif

/// One line as it came off the wire, without its LF and a CR before it.
package enum DecodedLine: Hashable, Sendable {
    case line([UInt8])
    /// Longer than the limit; all of it was discarded. `opening` is its first bytes, to see what it was meant to be.
    case tooLong(opening: [UInt8])
    /// Not UTF-8; discarded likewise.
    case notUTF8(opening: [UInt8])
}

/// Cuts a stream of bytes into lines. Does no I/O and holds at most one unfinished line, never more than the limit.
///
/// The caller keeps its own buffer and pulls lines out of it, so what has not been asked for is neither copied nor
/// judged, and the mode may change between two lines.
package struct LineDecoder: Sendable {
    /// What the next line is: a mode sets the limit and whether the encoding is judged here.
    package enum Mode: Sendable {
        case request
        /// A document may come in another encoding than UTF-8; its reader finds out which and says so.
        case document
        /// A line of a reply, as a client reads it.
        case reply

        var limit: Int {
            switch self {
            case .request: Limits.requestLine
            case .document, .reply: Limits.documentLine
            }
        }
    }

    package var mode: Mode
    private var partial: [UInt8] = []
    private var discarding = false

    package init(mode: Mode = .request) { self.mode = mode }

    /// Bytes of an unfinished line that are held; bounded by the mode's limit.
    package var held: Int { partial.count }

    /// Whether the stream ended inside a line.
    package var isInsideLine: Bool { discarding || !partial.isEmpty }

    /// The next whole line of `input` at or after `offset`, which moves past what was taken.
    ///
    /// Nil means that all of `input` was taken and more is needed.
    package mutating func next(_ input: RawSpan, at offset: inout Int) -> DecodedLine? {
        input.withUnsafeBytes { next($0, at: &offset) }
    }

    /// All whole lines of `input`; an unfinished one at its end is kept for the next call.
    package mutating func lines(of input: [UInt8]) -> [DecodedLine] {
        var offset = 0
        var result: [DecodedLine] = []
        while let line = next(input.span.bytes, at: &offset) { result.append(line) }
        return result
    }

    private mutating func next(_ bytes: UnsafeRawBufferPointer, at offset: inout Int) -> DecodedLine? {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
        guard let end = Self.indexOfLF(rest) else {
            hold(rest)
            offset = bytes.count
            return nil
        }
        offset += end + 1
        let piece = UnsafeRawBufferPointer(rebasing: rest[..<end])
        if discarding || partial.count + piece.count + 1 > mode.limit {
            keepOpening(piece)
            discarding = false
            return .tooLong(opening: take())
        }
        if partial.isEmpty { return finish(Array(piece)) }
        partial.append(contentsOf: piece)
        return finish(take())
    }

    /// Keeps the beginning of a line whose end has not come yet, or its opening once it is too long.
    private mutating func hold(_ piece: UnsafeRawBufferPointer) {
        // The LF still to come counts, so a full buffer is already one byte too many.
        if discarding || partial.count + piece.count >= mode.limit {
            keepOpening(piece)
            discarding = true
        } else {
            partial.append(contentsOf: piece)
        }
    }

    private mutating func keepOpening(_ piece: UnsafeRawBufferPointer) {
        if partial.count < Limits.opening {
            partial.append(contentsOf: piece.prefix(Limits.opening - partial.count))
        } else if partial.count > Limits.opening {
            partial = Array(partial.prefix(Limits.opening))
        }
    }

    private mutating func take() -> [UInt8] {
        defer { partial = [] }
        return partial
    }

    private func finish(_ line: consuming [UInt8]) -> DecodedLine {
        var line = line
        if line.last == 0x0D { line.removeLast() }
        guard mode == .document || isUTF8(line) else { return .notUTF8(opening: Array(line.prefix(Limits.opening))) }
        return .line(line)
    }

    private static func indexOfLF(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress, bytes.count > 0, let found = memchr(base, 0x0A, bytes.count) else {
            return nil
        }
        return UnsafeRawPointer(found) - base
    }
}

/// Whether the bytes are well-formed UTF-8.
func isUTF8(_ bytes: [UInt8]) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
}
