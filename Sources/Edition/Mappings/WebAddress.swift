import Booking

/// Names of instruments and units as addresses under the zone's own, and addresses that identifiers resolve to.
package struct WebAddress: Sendable {
    /// With a slash at its end; empty where the zone has no address, which leaves relative references.
    package let base: String

    /// - Parameter base: `https://yiqi.example.cn`; nil or empty where there is none.
    package init(base: String?) {
        let base = base ?? ""
        self.base = base.isEmpty || base.hasSuffix("/") ? base : base + "/"
    }

    package var isAbsolute: Bool { !base.isEmpty }

    func instrument(_ path: InstrumentPath) -> String {
        "\(base)instruments/\(Self.encoded(path.unit))/\(Self.encoded(path.number))"
    }

    func unit(_ code: String) -> String { "\(base)units/\(Self.encoded(code))" }

    /// Where a persistent identifier leads, and what kind it is; nil where it is none that resolves.
    static func resolve(_ pid: String?) -> (kind: String, identifier: String, address: String)? {
        guard let pid, !pid.isEmpty, pid.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        var rest = pid[...]
        for prefix in [
            "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:",
            "https://hdl.handle.net/", "http://hdl.handle.net/", "hdl:",
        ] where rest.lowercased().hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
        }
        let parts = rest.split(separator: "/", maxSplits: 1)
        let isHandle =
            parts.count == 2 && rest.first?.isNumber == true
            && parts[0].utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        if isHandle {
            let isDOI = parts[0].hasPrefix("10.")
            return (
                isDOI ? "DOI" : "Handle", String(rest),
                (isDOI ? "https://doi.org/" : "https://hdl.handle.net/") + "\(parts[0])/" + encoded(parts[1], "/")
            )
        }
        guard pid.hasPrefix("https://") || pid.hasPrefix("http://"), isAddress(pid) else { return nil }
        return ("URL", pid, pid)
    }

    /// Whether nothing in it is out of place in an address (RFC 3986).
    static func isAddress(_ text: String) -> Bool {
        let rest = text.drop { $0 != ":" }.dropFirst(3)
        return !rest.isEmpty && rest.first != "/"
            && text.utf8.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && !"<>\"{}|\\^`[]".utf8.contains($0)
            }
    }

    /// One part of a path; all but unreserved characters percent-encoded.
    static func encoded(_ text: some StringProtocol, _ also: String = "") -> String {
        let digits = Array("0123456789ABCDEF")
        var out = ""
        for byte in text.utf8 {
            let character = Character(UnicodeScalar(byte))
            if byte < 0x80,
                character.isLetter || character.isNumber || "-._~".contains(character) || also.contains(character)
            {
                out.append(character)
            } else {
                out += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return out
    }
}
