internal import Crypto

/// The zone's Ed25519 key. As PEM: PKCS #8 for the private half, SubjectPublicKeyInfo for the public one (RFC 8410), so
/// that `openssl` reads both.
package struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// A new key from the system's randomness.
    package init() { key = Curve25519.Signing.PrivateKey() }

    /// Nil where the text is not an Ed25519 private key in PEM.
    package init?(pem: some StringProtocol) {
        guard let der = PEM.read(pem, "PRIVATE KEY"), der.count == 48, der.starts(with: Self.prefix),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: der[16...])
        else { return nil }
        self.key = key
    }

    package var pem: String { PEM.write(Self.prefix + Array(key.rawRepresentation), "PRIVATE KEY") }

    package var verifying: VerifyingKey { VerifyingKey(key.publicKey) }

    /// 64 bytes.
    package func sign(_ bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }

    private static let prefix: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]
}

/// What a stranger needs to check a signature.
package struct VerifyingKey: Sendable {
    private let key: Curve25519.Signing.PublicKey

    init(_ key: Curve25519.Signing.PublicKey) { self.key = key }

    /// Nil where the text is not an Ed25519 public key in PEM.
    package init?(pem: some StringProtocol) {
        guard let der = PEM.read(pem, "PUBLIC KEY"), der.count == 44, der.starts(with: Self.prefix),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: der[12...])
        else { return nil }
        self.key = key
    }

    package var pem: String { PEM.write(Self.prefix + Array(key.rawRepresentation), "PUBLIC KEY") }

    /// SHA-256 over the key's DER form, in hexadecimal: `openssl pkey -pubin -outform DER | sha256sum`.
    package var fingerprint: String { SHA256Text.of(Self.prefix + Array(key.rawRepresentation)) }

    package func verifies(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        key.isValidSignature(signature, for: bytes)
    }

    private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
}

/// SHA-256 as it is published: lower-case hexadecimal.
package enum SHA256Text {
    package static func of(_ bytes: [UInt8]) -> String { Hex.encode(SHA256.hash(data: bytes)) }
}

/// RFC 7468.
private enum PEM {
    static func write(_ der: [UInt8], _ label: String) -> String {
        var body = Base64.encode(der)[...]
        var lines: [Substring] = []
        while !body.isEmpty {
            lines.append(body.prefix(64))
            body = body.dropFirst(64)
        }
        return "-----BEGIN \(label)-----\n\(lines.joined(separator: "\n"))\n-----END \(label)-----\n"
    }

    static func read(_ text: some StringProtocol, _ label: String) -> [UInt8]? {
        let lines = text.split(whereSeparator: \.isNewline)
        guard let begin = lines.firstIndex(of: "-----BEGIN \(label)-----"),
            let end = lines.firstIndex(of: "-----END \(label)-----"), begin < end
        else { return nil }
        return Base64.decode(lines[(begin + 1)..<end].joined().utf8)
    }
}
