/// Traffic that is not this protocol at all: it gets one `ERR` and a close.
package enum ForeignTraffic: Sendable {
    case http, tls, binary

    private static let methods = [
        "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PRI",
    ].map { Array($0.utf8) }

    /// Judges the first bytes of a connection, as soon as there is one; nil for what may well be a request.
    package static func recognise(firstBytes bytes: some Collection<UInt8>) -> ForeignTraffic? {
        guard let first = bytes.first else { return nil }
        if first == 0x16 || first == 0x80 { return .tls }
        return first < 0x20 && first != 0x0A && first != 0x0D || first >= 0xF8 ? .binary : nil
    }

    /// Judges the first whole line of a connection.
    package static func recognise(firstLine line: [UInt8]) -> ForeignTraffic? {
        if let foreign = recognise(firstBytes: line) { return foreign }
        guard let space = line.firstIndex(of: 0x20), methods.contains(where: { $0.elementsEqual(line[..<space]) }),
            let last = line.lastIndex(of: 0x20), last > space
        else { return nil }
        return line[(last + 1)...].starts(with: "HTTP/".utf8) ? .http : nil
    }

    /// What is said before the connection is closed.
    package var error: WireError {
        switch self {
        case .http:
            WireError(
                .syntax,
                zh: "这里是 yiqi/1 行协议端口，不是网页服务：请用 yiqi 客户端，或用 nc 逐行输入命令，例如 HELP。",
                en:
                    "This port speaks the yiqi/1 line protocol, not HTTP: use the client yiqi, or nc and a line such as HELP."
            )
        case .tls:
            WireError(
                .syntax, zh: "这个端口不加密：请用 TLS 端口（默认 9475），或不用 TLS 连接。",
                en: "This port is not encrypted: connect to the TLS port (9475 by default), or without TLS.")
        case .binary:
            WireError(
                .syntax, zh: "收到的不是文本：每条命令是一行 UTF-8 文本，例如 HELP。",
                en: "This is not text: a command is one line of UTF-8, such as HELP.")
        }
    }
}
