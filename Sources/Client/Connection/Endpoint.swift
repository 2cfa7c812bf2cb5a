import Wire

/// Where a daemon listens.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    package let host: String
    package let port: Int
    package let tls: Bool

    package init(host: String, port: Int, tls: Bool) {
        self.host = host
        self.port = port
        self.tls = tls
    }

    package static let standard = Endpoint(host: "127.0.0.1", port: WireDefaults.port, tls: false)

    /// Reads `host`, `host:port`, `[::1]:port`, and any of them behind `tls://` or `tcp://`.
    package init(_ text: String) throws(ClientError) {
        var rest = Substring(text)
        var tls = false
        if let scheme = text.firstRange(of: "://") {
            switch text[..<scheme.lowerBound] {
            case "tls": tls = true
            case "tcp": break
            default: throw Self.fault(text)
            }
            rest = text[scheme.upperBound...]
        }
        let host: Substring
        var port: Substring?
        if rest.first == "[" {
            guard let close = rest.firstIndex(of: "]") else { throw Self.fault(text) }
            host = rest[rest.index(after: rest.startIndex)..<close]
            let tail = rest[rest.index(after: close)...]
            guard tail.isEmpty || tail.first == ":" else { throw Self.fault(text) }
            port = tail.isEmpty ? nil : tail.dropFirst()
        } else {
            let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count <= 2 else { throw Self.fault(text) }
            host = parts.first ?? ""
            port = parts.count == 2 ? parts[1] : nil
        }
        guard !host.isEmpty, !host.contains(where: { $0 == "/" || $0.isWhitespace }) else { throw Self.fault(text) }
        let standard = tls ? WireDefaults.tlsPort : WireDefaults.port
        let number = port.map { Int($0) ?? 0 } ?? standard
        guard (1...65_535).contains(number) else {
            throw Self.fault(text)
        }
        self.init(host: String(host), port: number, tls: tls)
    }

    package var description: String {
        "\(tls ? "tls://" : "")\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    private static func fault(_ text: String) -> ClientError {
        .usage(
            zh: "服务器地址 \(snippet(text)) 看不懂：应为 主机、主机:端口 或 tls://主机:端口，如 127.0.0.1:9474。",
            en:
                "The server \(snippet(text)) is not understood: it is host, host:port or tls://host:port, as 127.0.0.1:9474."
        )
    }
}
