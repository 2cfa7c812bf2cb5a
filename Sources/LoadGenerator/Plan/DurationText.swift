/// Lengths of time as a command line gives them.
package enum DurationText {
    /// Reads `20s`, `500ms`, `2m`, and bare seconds; nil for anything else.
    package static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number <= 1_000_000 else { return nil }
        switch text.dropFirst(digits.count) {
        case "", "s": return .seconds(number)
        case "ms": return .milliseconds(number)
        case "m": return .seconds(number * 60)
        default: return nil
        }
    }
}

/// Which hosts are this machine.
package enum Loopback {
    package static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
