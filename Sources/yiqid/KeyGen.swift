internal import ArgumentParser
internal import Edition

struct KeyGen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keygen", abstract: "Make the zone's key for signing monthly editions.",
        discussion: """
            Writes the private key to FILE, readable by its owner alone, and the public key to FILE.pub, and prints the
            public key and its fingerprint. A file that is there already is never overwritten. Publish FILE.pub where
            people trust it to be yours; back FILE up where nobody else can read it.
            """)

    @Argument(help: "Where the private key goes.", completion: .file())
    var file: String

    func run() async throws {
        try await reporting {
            let key = SigningKey()
            try EditionFolder.write(Array(key.pem.utf8), to: file, mode: 0o600)
            try EditionFolder.write(Array(key.verifying.pem.utf8), to: file + ".pub")
            print(key.verifying.pem, terminator: "")
            print("sha256:\(key.verifying.fingerprint)")
        }
    }
}
