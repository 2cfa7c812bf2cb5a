import Booking
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
package import Wire

/// One open connection that has been greeted.
package struct Connection: Sendable {
    /// How a server's certificate is judged.
    package enum Trust: Hashable, Sendable {
        /// By the system's authorities.
        case system
        /// By the certificates in this PEM file alone.
        case file(String)
    }

    private let channel: any Channel
    private let endpoint: Endpoint
    package let greeting: ParsedReply

    /// Connects and waits for the greeting.
    ///
    /// - Throws: `unreachable` or `foreign`; a daemon that refuses connections is a greeting that failed, no error.
    package static func open(
        _ endpoint: Endpoint, trust: Trust = .system, timeout: Duration = .seconds(10)
    ) async throws(ClientError) -> Connection {
        let context = endpoint.tls ? try tlsContext(trust) : nil
        let group = MultiThreadedEventLoopGroup.singleton
        let greeting = group.next().makePromise(of: ParsedReply.self)
        let limit = TimeAmount(timeout)
        let bootstrap = ClientBootstrap(group: group).connectTimeout(limit)
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        let name = isAddress(endpoint.host) ? nil : endpoint.host
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: context, serverHostname: name))
                    }
                    try channel.pipeline.syncOperations.addHandler(ReplyHandler(greeting: greeting))
                }
            }
        let channel: any Channel
        do {
            channel = try await bootstrap.connect(host: endpoint.host, port: endpoint.port).get()
        } catch {
            // Nobody will ever be greeted on it; harmless if the handler was faster.
            greeting.fail(LostReply.failed(error))
            throw unreachable(endpoint, error)
        }
        let reply = try await wait(greeting, channel, endpoint, limit, inGreeting: true)
        if reply.succeeded, reply.subject != WireDefaults.version {
            channel.close(promise: nil)
            throw ClientError(
                .foreign, zh: "\(endpoint) 的问候是 \(snippet(reply.finalLine))，不是 \(WireDefaults.version)。",
                en: "\(endpoint) greets with \(snippet(reply.finalLine)), not with \(WireDefaults.version).")
        }
        return Connection(channel: channel, endpoint: endpoint, greeting: reply)
    }

    /// Sends one request, given as a line without its LF, and waits for its reply.
    ///
    /// - Parameters:
    ///   - document: What follows the line: already framed, with its ending `.`.
    ///   - timeout: From the moment that everything is sent.
    package func exchange(
        _ line: [UInt8], document: FramedDocument? = nil, timeout: Duration = .seconds(30),
        progress: (_ sent: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws(ClientError) -> ParsedReply {
        let reply = channel.eventLoop.makePromise(of: ParsedReply.self)
        var first = ByteBuffer(bytes: line)
        first.writeInteger(UInt8(ascii: "\n"))
        do {
            try await channel.writeAndFlush(Outgoing(bytes: first, reply: reply)).get()
            for chunk in document?.chunks ?? [] {
                try await channel.writeAndFlush(Outgoing(bytes: ByteBuffer(bytes: chunk), reply: nil)).get()
                progress(chunk.endIndex, document?.bytes.count ?? 0)
            }
        } catch {
            // The daemon may have said why before it hung up; whatever comes is told by the wait below.
            channel.close(promise: nil)
            reply.fail(LostReply.failed(error))
        }
        return try await Self.wait(reply, channel, endpoint, TimeAmount(timeout), inGreeting: false)
    }

    /// Sends a request after which events come between the replies; each is given to `events` as a line.
    func watch(
        _ line: [UInt8], timeout: Duration, events: @escaping @Sendable (String) -> Void
    ) async throws(ClientError) -> ParsedReply {
        let reply = channel.eventLoop.makePromise(of: ParsedReply.self)
        var bytes = ByteBuffer(bytes: line)
        bytes.writeInteger(UInt8(ascii: "\n"))
        do {
            try await channel.writeAndFlush(Outgoing(bytes: bytes, reply: reply, events: events)).get()
        } catch {
            reply.fail(LostReply.failed(error))
        }
        return try await Self.wait(reply, channel, endpoint, TimeAmount(timeout), inGreeting: false)
    }

    /// Waits until the other side closes.
    func closed() async { try? await channel.closeFuture.get() }

    package func close() async {
        try? await channel.close().get()
    }

    package var isOpen: Bool { channel.isActive }

    /// Whether what is sent can be read on the way by others.
    package var isPrivate: Bool {
        if endpoint.tls { return true }
        let address = channel.remoteAddress?.ipAddress
        return address == "::1" || address?.hasPrefix("127.") == true || address?.hasPrefix("::ffff:127.") == true
    }

    private static func wait(
        _ promise: EventLoopPromise<ParsedReply>, _ channel: any Channel, _ endpoint: Endpoint, _ limit: TimeAmount,
        inGreeting: Bool
    ) async throws(ClientError) -> ParsedReply {
        let timer = channel.eventLoop.scheduleTask(in: limit) {
            promise.fail(LostReply.timedOut)
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        do {
            return try await promise.futureResult.get()
        } catch LostReply.foreign(let error) {
            throw ClientError(.foreign, zh: error.message.zh, en: error.message.en)
        } catch LostReply.timedOut {
            throw inGreeting ? silent(endpoint) : late(endpoint)
        } catch LostReply.failed(let error) {
            throw unreachable(endpoint, error)
        } catch {
            throw ClientError(
                .unreachable, zh: "\(endpoint) 在回复之前断开了连接。", en: "\(endpoint) closed the connection before it answered."
            )
        }
    }

    private static func tlsContext(_ trust: Trust) throws(ClientError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if case .file(let path) = trust { configuration.trustRoots = .file(path) }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .usage(
                zh: "不能读取信任的证书：\(error)。ca 应为 PEM 文件的路径。",
                en: "The trusted certificates cannot be read: \(error). ca is the path of a PEM file.")
        }
    }

    private static func isAddress(_ host: String) -> Bool {
        (try? SocketAddress(ipAddress: host, port: 0)) != nil
    }
}

extension Connection {
    fileprivate static func unreachable(_ endpoint: Endpoint, _ error: any Error) -> ClientError {
        if let refusal = handshakeRefusal(endpoint, error) { return refusal }
        let cause = describe(error)
        return ClientError(
            .unreachable, zh: "连不上 \(endpoint)：\(cause)。请看 yiqid 是否在运行、地址是否正确（--server 或 YIQI_SERVER）。",
            en:
                "Cannot reach \(endpoint): \(cause). Is yiqid running, and is the address right (--server or YIQI_SERVER)?"
        )
    }

    /// A failed handshake will fail again, so it is no matter of reaching the daemon.
    private static func handshakeRefusal(_ endpoint: Endpoint, _ error: any Error) -> ClientError? {
        let text: String
        switch error {
        case NIOSSLError.handshakeFailed(let cause): text = String(describing: cause)
        case is NIOSSLExtraError: text = "HOSTNAME"
        default: return nil
        }
        let zh: String
        let en: String
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            zh = "它的证书不受信任；若是自签证书，用 --ca 指明证书文件"
            en = "its certificate is not trusted; name a certificate of your own with --ca"
        } else if text == "HOSTNAME" {
            zh = "它的证书不是发给这个名字的；请用证书上的名字"
            en = "its certificate is for another name; use the name that the certificate has"
        } else if text.contains("WRONG_VERSION_NUMBER") {
            zh = "那里不用 TLS；也许应写 \(endpoint.host):端口"
            en = "it does not speak TLS; perhaps it is the plain port, host:port"
        } else {
            zh = "TLS 握手失败"
            en = "the TLS handshake failed"
        }
        return ClientError(
            .foreign, zh: "不能与 \(endpoint) 加密通信：\(zh)。", en: "Cannot speak privately with \(endpoint): \(en).")
    }

    fileprivate static func silent(_ endpoint: Endpoint) -> ClientError {
        ClientError(
            .unreachable, zh: "\(endpoint) 没有问候：\(endpoint.tls ? "也许端口不用 TLS" : "也许端口要用 TLS，写作 tls://主机:端口")。",
            en: "\(endpoint) says nothing: "
                + (endpoint.tls
                    ? "perhaps it is not a TLS port." : "perhaps it is a TLS port, written tls://host:port."))
    }

    fileprivate static func late(_ endpoint: Endpoint) -> ClientError {
        ClientError(.unreachable, zh: "\(endpoint) 迟迟没有回复。", en: "\(endpoint) did not answer in time.")
    }

    private static func describe(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first { return describe(first.error) }
            return "unknown host \(error.host)"
        case let error as IOError: return String(cString: strerror(error.errnoCode))
        case ChannelError.connectTimeout: return "timed out"
        default: return String(describing: error)
        }
    }
}

extension TimeAmount {
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
