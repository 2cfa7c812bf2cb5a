import Booking
import Edition
import Glibc
import Testing

/// Other people's programs on our files.
struct FolderTests {
    private func shell(_ command: String) -> (status: Int32, output: String) {
        guard let pipe = popen("(\(command)) 2>&1", "r") else { return (-1, "") }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { text += buffer[..<count] }
        return (pclose(pipe), String(decoding: text, as: UTF8.self))
    }

    private func temporary() -> String {
        var name = Array("/tmp/yiqi-edition-XXXXXX".utf8CString)
        return String(cString: mkdtemp(&name))
    }

    @Test func opensslSha256sumAndTarAgree() throws {
        let folder = temporary()
        defer { _ = shell("rm -rf \(folder)") }
        let key = SigningKey()
        let ledger = november(5)
        let files = try EditionFiles.make(head(ledger), tables: ledger.tables, key: key)
        try EditionFolder.write(files, to: "\(folder)/2026-11/r0")
        try EditionFolder.write(Array(key.pem.utf8), to: "\(folder)/key", mode: 0o600)
        try EditionFolder.write(Array(key.verifying.pem.utf8), to: "\(folder)/key.pub")
        try EditionFolder.write(files.tarGzip(head(ledger)), to: "\(folder)/r0.tar.gz")
        #expect(try EditionFolder.read("\(folder)/2026-11/r0") == files)

        let sums = shell("cd \(folder)/2026-11/r0 && sha256sum --strict -c SHA256SUMS")
        #expect(sums.status == 0, "\(sums.output)")
        let signature = shell(
            "cd \(folder)/2026-11/r0 && openssl pkeyutl -verify -pubin -inkey ../../key.pub -rawin -in SHA256SUMS "
                + "-sigfile SHA256SUMS.sig")
        #expect(signature.status == 0, "\(signature.output)")
        let derived = shell("openssl pkey -in \(folder)/key -pubout")
        #expect(derived.output == key.verifying.pem)
        let print = shell("openssl pkey -pubin -in \(folder)/key.pub -outform DER | sha256sum")
        #expect(print.output.hasPrefix(key.verifying.fingerprint))
        let tar = shell("cd \(folder) && mkdir x && tar -xzf r0.tar.gz -C x && diff -r x/2026-11 2026-11")
        #expect(tar.status == 0, "\(tar.output)")

        // The other way round: a key that openssl made.
        #expect(shell("openssl genpkey -algorithm ed25519 -out \(folder)/made").status == 0)
        let made = try #require(
            SigningKey(pem: String(decoding: try EditionFolder.bytes("\(folder)/made"), as: UTF8.self)))
        #expect(made.verifying.verifies(try made.sign([1, 2, 3]), of: [1, 2, 3]))
        #expect(shell("openssl pkey -in \(folder)/made -pubout").output == made.verifying.pem)
    }

    /// Texts of all kinds through gzip and back.
    @Test func gzipReadsBack() throws {
        let folder = temporary()
        defer { _ = shell("rm -rf \(folder)") }
        var random = Seeded(state: 8)
        for round in 0..<12 {
            let size = [0, 1, 2, 3, 100, 70_000][round % 6]
            let bytes = (0..<size).map { index in
                round < 6 ? UInt8(random.int(0...255)) : UInt8(97 + (index / 7 + random.int(0...1)) % 5)
            }
            try EditionFolder.write(
                TarGzip.pack([ArchiveFile(name: "f", bytes: bytes)], time: Instant(seconds: 0)),
                to: "\(folder)/\(round).tgz")
            try EditionFolder.write(bytes, to: "\(folder)/\(round)")
            let result = shell("cd \(folder) && tar -xOzf \(round).tgz f | cmp - \(round)")
            #expect(result.status == 0, "\(round): \(result.output)")
        }
    }
}
