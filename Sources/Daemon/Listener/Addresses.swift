internal import Booking
internal import Glibc
internal import NIOCore

extension SocketAddress {
    /// 4 or 16 bytes, as on the network; nil for other families.
    var addressBytes: [UInt8]? {
        let range: Range<Int>
        switch self {
        // Behind family and port; in IPv6 also behind the flow.
        case .v4: range = 4..<8
        case .v6: range = 8..<24
        case .unixDomainSocket: return nil
        }
        return withSockAddr { address, size in
            Array(UnsafeRawBufferPointer(start: address, count: size)[range])
        }
    }

    /// `address:port`, for logs.
    var plainText: String { "\(ipAddress ?? "?"):\(port ?? 0)" }
}

extension AddressKey {
    static func isLoopback(_ bytes: [UInt8]) -> Bool {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127]
        if bytes.count == 4 { return bytes[0] == 127 }
        return bytes.starts(with: mapped) || bytes == Array(repeating: 0, count: 15) + [1]
    }
}

extension Instant {
    static var now: Instant { Instant(seconds: Int64(time(nil))) }
}
