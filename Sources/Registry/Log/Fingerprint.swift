import Crypto

/// SHA-256, for things that are compared and never read back: tokens and repeated requests.
package enum Fingerprint {
    package static func of(_ text: String) -> [UInt8] { of(Array(text.utf8)) }

    package static func of(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
