import Client
import Glibc

/// The two outputs, unbuffered.
enum Output {
    static func write(_ text: String) { write(Array(text.utf8), to: 1) }

    static func note(_ text: String) { write(Array(text.utf8), to: 2) }

    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + sent, bytes.count - sent) }
            let cause = errno
            if count < 0, cause == EINTR || cause == EAGAIN { continue }
            // Nobody reads any more.
            guard count > 0 else { return }
            sent += count
        }
    }

    static func terminal(_ descriptor: Int32) -> Terminal { Terminal.of(descriptor, environment: environment) }
}
