import Glibc

@testable import Daemon

/// A plain blocking socket, used from threads of its own so that the pool's stay free.
final class TestClient: Sendable {
    private let descriptor: Int32

    struct Refused: Error {}

    /// - Parameter receiveBuffer: bytes; small for a reader who is to be slow.
    init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        // A hung daemon is a failed test, not a hung one.
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Refused() }
    }

    deinit { close(descriptor) }

    func send(_ text: String) async { await send(Array(text.utf8)) }

    /// Returns when the system has taken all.
    func send(_ bytes: [UInt8]) async {
        await OwnThread.run { [self] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                sent += count
            }
        }
    }

    func endInput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next so many lines; fewer if the daemon closes.
    func lines(_ count: Int) async -> [String] {
        await OwnThread.run { [self] in
            var lines: [String] = []
            var line: [UInt8] = []
            var byte: UInt8 = 0
            while lines.count < count, recv(descriptor, &byte, 1, 0) == 1 {
                if byte == UInt8(ascii: "\n") {
                    lines.append(String(decoding: line, as: UTF8.self))
                    line = []
                } else {
                    line.append(byte)
                }
            }
            return lines
        }
    }

    /// All that comes until the daemon closes, and whether it closed well.
    func rest() async -> (bytes: Int, tail: String, isClean: Bool) {
        await OwnThread.run { [self] in
            var total = 0
            var tail: [UInt8] = []
            while true {
                let bytes = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
                    count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                    if count < 0 { count = 0; total -= 1 << 40 }
                }
                if bytes.isEmpty { break }
                total += bytes.count
                tail = (tail + bytes).suffix(4096)
            }
            let isClean = total >= 0
            return (isClean ? total : total + 1 << 40, String(decoding: tail, as: UTF8.self), isClean)
        }
    }

    /// The lines until the end.
    func restLines() async -> [String] {
        await rest().tail.split(separator: "\n").map(String.init)
    }
}
