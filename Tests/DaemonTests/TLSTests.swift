import Testing

@testable import Daemon

@Suite struct TLSTests {
    private func makeCertificate(in folder: String) async throws -> (certificate: String, key: String) {
        let (certificate, key) = (folder + "/certificate.pem", folder + "/key.pem")
        let made = try await ChildProcess(
            path: "/usr/bin/openssl",
            arguments: [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-keyout", key, "-out", certificate,
            ]
        ).run()
        try #require(made.code == 0, "\(made.tail)")
        return (certificate, key)
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func theTLSPortSpeaksFromTheFirstByte(version: String) async throws {
        let folder = try TemporaryFolder()
        let files = try await makeCertificate(in: folder.path)
        try await RunningListener.with(adjust: {
            $0.tls.certificate = files.certificate
            $0.tls.key = files.key
        }) { listener in
            let port = try #require(listener.tlsPort)
            let said = try await ChildProcess(
                path: "/usr/bin/openssl",
                arguments: [
                    "s_client", "-connect", "127.0.0.1:\(port)", "-quiet", version, "-CAfile", files.certificate,
                ],
                input: "PING\nAUTH token=good\nCANCEL b1\nQUIT\n"
            ).run()
            #expect(said.tail.contains("tls=yes"), "\(said)")
            #expect(said.tail.contains("OK time="), "\(said)")
            #expect(said.tail.contains("OK n=b1"), "\(said)")
        }
    }

    @Test func aNewcomerWhoSaysNothingIsClosed() async throws {
        let folder = try TemporaryFolder()
        let files = try await makeCertificate(in: folder.path)
        try await RunningListener.with(adjust: {
            $0.tls.certificate = files.certificate
            $0.tls.key = files.key
            $0.limits.handshake = .milliseconds(200)
        }) { listener in
            let silent = try TestClient(port: try #require(listener.tlsPort))
            #expect(await silent.rest().bytes == 0)
            let plain = try TestClient(port: try #require(listener.tlsPort))
            await plain.send("PING\n")
            #expect(await !plain.rest().tail.contains("OK"))
        }
    }

    @Test func filesThatAreNoKeysAreNamed() async throws {
        let folder = try TemporaryFolder()
        let files = try await makeCertificate(in: folder.path)
        #expect(throws: ConfigurationFault.self) {
            var tls = Settings().tls
            tls.certificate = files.key
            tls.key = files.key
            _ = try TLSMaterial.context(tls)
        }
    }
}
