package import Booking
package import Wire

/// Makes requests until they are answered: connects, signs in, sends, and tries again when that is safe.
///
/// Safe is what reads and what carries a key: the daemon does it once however often it comes.
package struct Caller: Sendable {
    package struct Settings: Sendable {
        package var endpoint: Endpoint
        package var trust: Connection.Trust
        package var token: String?
        package var language: Language
        /// For one reply.
        package var timeout: Duration
        package var retry: RetryPolicy

        package init(
            endpoint: Endpoint, trust: Connection.Trust = .system, token: String? = nil, language: Language = .en,
            timeout: Duration = .seconds(30), retry: RetryPolicy = RetryPolicy()
        ) {
            self.endpoint = endpoint
            self.trust = trust
            self.token = token
            self.language = language
            self.timeout = timeout
            self.retry = retry
        }
    }

    private let settings: Settings
    private let pause: @Sendable (Duration) async -> Void
    private var connection: Connection?
    private var signedIn = false

    /// - Parameter pause: How to wait between tries; tests give one that does not.
    package init(
        _ settings: Settings, pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.settings = settings
        self.pause = pause
    }

    /// The greeting of a connection, made if there is none.
    package mutating func greeting() async throws(ClientError) -> ParsedReply {
        let settings = settings
        return try await trying(again: true) { caller throws(ClientError) in
            try await caller.connected(settings).greeting
        }
    }

    /// Sends a request; a write without a key is given one.
    ///
    /// - Returns: The daemon's answer, `OK` or `ERR`.
    package mutating func call(
        _ request: Request, document: FramedDocument? = nil, progress: (Int, Int) -> Void = { _, _ in }
    ) async throws(ClientError) -> ParsedReply {
        let spec = CommandTable.lookup(word: request.verb)
        var request = request
        if spec?.kind == .write, request["key"] == nil { request.fields.append(Field("key", Self.makeKey())) }
        let isSafe = spec?.kind != .write || request["key"] != nil
        // CHECK answers more to those who sign in.
        let wantsSignIn = spec.map { !$0.isPublic || $0.verb == .check } ?? true
        let line = Array(request.text.utf8)
        let settings = settings
        do {
            return try await trying(again: isSafe) { caller throws(ClientError) in
                let connection = try await caller.connected(settings)
                guard connection.greeting.succeeded else { return connection.greeting }
                if wantsSignIn, let refusal = try await caller.signIn(connection) { return refusal }
                return try await connection.exchange(
                    line, document: document, timeout: settings.timeout, progress: progress)
            }
        } catch {
            guard spec?.kind == .write, error.kind == .unreachable, let key = request["key"] else { throw error }
            throw ClientError(
                .unreachable, zh: "\(error.message.zh)不知道是否已办成：再发一次并加 --key \(key) 就会知道，不会重办。",
                en: "\(error.message.en) Whether it was done is not known: the same again with --key \(key) will tell, "
                    + "and will not do it twice.")
        }
    }

    /// Sends a request after which events come, and gives each to `events` as a line.
    ///
    /// - Returns: The daemon's answer; after `OK` the events go on until the connection is ``closed(if:every:)``.
    mutating func watch(
        _ request: Request, events: @escaping @Sendable (String) -> Void
    ) async throws(ClientError) -> ParsedReply {
        let line = Array(request.text.utf8)
        let settings = settings
        return try await trying(again: true) { caller throws(ClientError) in
            let connection = try await caller.connected(settings)
            guard connection.greeting.succeeded else { return connection.greeting }
            if let refusal = try await caller.signIn(connection) { return refusal }
            return try await connection.watch(line, timeout: settings.timeout, events: events)
        }
    }

    /// Waits until the daemon closes the connection, or it is lost; closes it once `isSilent` says that it must be.
    mutating func closed(if isSilent: @escaping @Sendable () -> Bool, every interval: Duration) async {
        guard let connection else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    do { try await Task.sleep(for: interval) } catch { return }
                    if isSilent() { return await connection.close() }
                }
            }
            await connection.closed()
            group.cancelAll()
        }
        self.connection = nil
    }

    /// Signs in with the token of the settings, and gives the daemon's answer to that.
    package mutating func authenticate() async throws(ClientError) -> ParsedReply {
        guard let token = settings.token else {
            throw .usage(
                zh: "没有令牌：先 yiqi login，或设 YIQI_TOKEN。", en: "There is no token: yiqi login first, or set YIQI_TOKEN.")
        }
        let settings = settings
        return try await trying(again: true) { caller throws(ClientError) in
            let connection = try await caller.connected(settings)
            guard connection.greeting.succeeded else { return connection.greeting }
            return try await caller.authenticate(connection, token)
        }
    }

    package mutating func close() async {
        await connection?.close()
        connection = nil
    }

    /// A key nobody else will choose: 128 random bits.
    package static func makeKey() -> String {
        let bits = UInt128.random(in: .min ... .max)
        let digits = String(bits, radix: 36)
        return "yq-" + String(repeating: "0", count: 25 - digits.count) + digits
    }

    private mutating func connected(_ settings: Settings) async throws(ClientError) -> Connection {
        if let connection, connection.isOpen { return connection }
        let made = try await Connection.open(
            settings.endpoint, trust: settings.trust, timeout: min(settings.timeout, .seconds(10)))
        signedIn = false
        if made.greeting.succeeded {
            let request = Request(verb: "LANG", subject: settings.language.rawValue)
            _ = try await made.exchange(Array(request.text.utf8), timeout: settings.timeout)
        }
        connection = made
        return made
    }

    /// Nil when signed in, or when there is no token to sign in with; otherwise the refusal.
    private mutating func signIn(_ connection: Connection) async throws(ClientError) -> ParsedReply? {
        guard !signedIn, let token = settings.token else { return nil }
        let reply = try await authenticate(connection, token)
        return reply.succeeded ? nil : reply
    }

    private mutating func authenticate(
        _ connection: Connection, _ token: String
    ) async throws(ClientError) -> ParsedReply {
        guard connection.isPrivate else {
            throw .usage(
                zh: "到 \(settings.endpoint) 的连接没有加密，令牌会泄露：请用 tls://主机:端口。",
                en: "The connection to \(settings.endpoint) is not encrypted and would give the token away: "
                    + "use tls://host:port.")
        }
        let request = Request(verb: "AUTH", fields: [Field("token", token)])
        let reply = try await connection.exchange(Array(request.text.utf8), timeout: settings.timeout)
        signedIn = reply.succeeded
        return reply
    }

    private mutating func trying(
        again isSafe: Bool, _ body: (inout Caller) async throws(ClientError) -> ParsedReply
    ) async throws(ClientError) -> ParsedReply {
        var tried = 0
        while true {
            tried += 1
            let outcome: Result<ParsedReply, ClientError>
            do { outcome = .success(try await body(&self)) } catch { outcome = .failure(error) }
            var retryAfter: Int?
            switch outcome {
            case .success(let reply):
                guard reply.errorCode?.isTransient == true else { return reply }
                retryAfter = reply["retry-after"].flatMap { Int($0) }
            case .failure(let error):
                guard error.isTransient else { throw error }
                await close()
            }
            let dice = Double.random(in: 0...1)
            guard isSafe, let delay = settings.retry.delay(tried: tried, retryAfter: retryAfter, dice: dice) else {
                return try outcome.get()
            }
            if connection?.greeting.succeeded == false { await close() }
            await pause(delay)
        }
    }
}
