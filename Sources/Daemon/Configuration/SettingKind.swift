/// The forms a setting's text can take, each reading its text strictly and saying what is allowed.
enum SettingKind {
    static func integer(_ text: String, in range: ClosedRange<Int>) -> Int? {
        guard let first = text.utf8.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= first, let value = Int(text) else {
            return nil
        }
        return range.contains(value) ? value : nil
    }

    /// A whole number with `ms`, `s`, `m`, `h` or `d`.
    static func duration(_ text: String, in range: ClosedRange<Duration>) -> Duration? {
        let units: [(String, Int64)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)]
        guard let (count, scale) = split(text, units), count <= Int64.max / scale else { return nil }
        let value = Duration.milliseconds(count * scale)
        return range.contains(value) ? value : nil
    }

    /// A whole number of bytes with `B`, `KiB`, `MiB` or `GiB`.
    static func bytes(_ text: String, in range: ClosedRange<Int>) -> Int? {
        let units: [(String, Int64)] = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("B", 1)]
        guard let (count, scale) = split(text, units), count <= Int64.max / scale else { return nil }
        let value = Int(count * scale)
        return range.contains(value) ? value : nil
    }

    static func describe(_ value: Duration) -> String {
        let (seconds, attoseconds) = value.components
        if attoseconds != 0 { return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms" }
        for (name, scale) in [("d", Int64(86400)), ("h", 3600), ("m", 60)] where seconds != 0 && seconds % scale == 0 {
            return "\(seconds / scale)\(name)"
        }
        return "\(seconds)s"
    }

    static func describe(bytes value: Int) -> String {
        for (name, shift) in [("GiB", 30), ("MiB", 20), ("KiB", 10)] where value != 0 && value % (1 << shift) == 0 {
            return "\(value >> shift)\(name)"
        }
        return "\(value)B"
    }

    private static func split(_ text: String, _ units: [(String, Int64)]) -> (Int64, Int64)? {
        for (suffix, scale) in units where text.hasSuffix(suffix) {
            let digits = text.dropLast(suffix.count)
            guard !digits.isEmpty, digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
                let count = Int64(digits)
            else { continue }
            return (count, scale)
        }
        return nil
    }
}
