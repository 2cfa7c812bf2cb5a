import Booking
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import Testing
import Wire

@testable import Client

/// Over TLS with a certificate made for the test by `openssl`.
@Suite struct PrivacyTests {
    private struct Certificate {
        let folder: String
        var path: String { folder + "/cert.pem" }
        var key: String { folder + "/key.pem" }

        init() throws {
            var template = Array("/tmp/yiqi-tls-XXXXXX".utf8CString)
            folder = String(cString: mkdtemp(&template))
            let arguments =
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost "
                + "-addext subjectAltName=DNS:localhost -keyout \(folder)/key.pem -out \(folder)/cert.pem 2>/dev/null"
            try #require(system(arguments) == 0, "openssl is needed")
        }
    }

    private func serve(_ certificate: Certificate) async throws -> any Channel {
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.path).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.key, format: .pem)))
        let context = try NIOSSLContext(configuration: configuration)
        return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(NIOSSLServerHandler(context: context), Echo())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    /// Greets, and answers every line with `OK`.
    private final class Echo: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        func channelActive(context: ChannelHandlerContext) { say("OK yiqi/1 tls=yes\n", context) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let lines = unwrapInboundIn(data).readableBytesView.count { $0 == 0x0A }
            say(String(repeating: "OK\n", count: lines), context)
        }

        private func say(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }
    }

    @Test func aTrustedCertificateIsSpokenTo() async throws {
        let certificate = try Certificate()
        let server = try await serve(certificate)
        let endpoint = Endpoint(host: "localhost", port: try #require(server.localAddress?.port), tls: true)
        var caller = Caller(Caller.Settings(endpoint: endpoint, trust: .file(certificate.path), token: "t"))
        #expect(try await caller.authenticate().succeeded)
        await caller.close()
        try await server.close().get()
    }

    @Test func othersAreRefusedAtOnceAndSayWhy() async throws {
        let certificate = try Certificate()
        let server = try await serve(certificate)
        let port = try #require(server.localAddress?.port)
        for (host, trust, says) in [
            ("localhost", Connection.Trust.system, "not trusted"),
            ("127.0.0.1", .file(certificate.path), "another name"),
        ] {
            var caller = Caller(
                Caller.Settings(endpoint: Endpoint(host: host, port: port, tls: true), trust: trust, token: "t"),
                pause: { _ in Issue.record("it was tried again") })
            let error = await #expect(throws: ClientError.self) { try await caller.authenticate() }
            #expect(error?.kind == .foreign && error?.message.en.contains(says) == true, "\(error?.message.en ?? "")")
        }
        try await server.close().get()
    }

    @Test func aPlainPortIsNamedAsSuch() async throws {
        let server = try await ScriptedServer.start([.init(steps: [])])
        let endpoint = Endpoint(host: "127.0.0.1", port: server.port, tls: true)
        let error = await #expect(throws: ClientError.self) { try await Connection.open(endpoint) }
        #expect(error?.message.en.contains("does not speak TLS") == true, "\(error?.message.en ?? "")")
    }
}
