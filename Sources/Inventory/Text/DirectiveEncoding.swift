/// How the directives of one file are to be read.
enum DirectiveEncoding {
    case utf8, gbk
    /// Files were joined: each line by itself.
    case each

    /// What the list behind them tells.
    enum Evidence {
        /// Nothing: it has no byte above 127.
        case none
        case utf8
        /// It is not UTF-8.
        case other

        init(_ list: ArraySlice<UInt8>) {
            switch DirectiveEncoding.widest(list) {
            case 1: self = .none
            case nil: self = .other
            default: self = .utf8
            }
        }
    }

    /// Chinese takes three bytes in UTF-8. Where a file has none of those but pairs, they may be a word of GBK that
    /// happens to be good UTF-8; then the list decides, or else whether the pairs are letters that anybody would write.
    init(_ lines: [ArraySlice<UInt8>], before evidence: Evidence) {
        let all = Array(lines.joined(separator: [10]))[...]
        switch Self.widest(all) {
        case nil: self = GB18030.decode(all) == nil ? .each : .gbk
        case 2?:
            let isLikely = evidence == .other || evidence == .none && !Self.isEuropean(all)
            self = isLikely && GB18030.decode(all) != nil ? .gbk : .utf8
        default: self = .utf8
        }
    }

    func text(_ bytes: ArraySlice<UInt8>) throws(ValueFault) -> String {
        if self != .gbk, let text = String(validating: bytes, as: UTF8.self) { return text }
        if let (text, _) = GB18030.decode(bytes) { return String(decoding: text, as: UTF8.self) }
        throw ValueFault("此行既不是 UTF-8 也不是 GBK。", "This line is neither UTF-8 nor GBK.")
    }

    /// The bytes of the longest character; nil where they are not UTF-8.
    private static func widest(_ bytes: ArraySlice<UInt8>) -> Int? {
        let isValid = bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
        guard isValid else { return nil }
        var widest = 1
        for byte in bytes where byte >= 0xC2 { widest = max(widest, byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4) }
        return widest
    }

    /// Whether all pairs are Latin, Greek or Cyrillic letters, or the common signs.
    private static func isEuropean(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { $0 <= 0xD1 }
    }
}
