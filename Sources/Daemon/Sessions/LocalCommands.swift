internal import Booking
internal import Wire

/// The commands that need nothing but the session itself, and the checks that come before every other.
package struct LocalCommands: Sendable {
    private let time: @Sendable () -> String
    /// Seconds until the session's address may try to sign in again; nil for now.
    private let signInPause: @Sendable () -> Int?

    /// - Parameter time: the present, as the wire writes it.
    package init(time: @escaping @Sendable () -> String, signInPause: @escaping @Sendable () -> Int?) {
        self.time = time
        self.signInPause = signInPause
    }

    /// Why the session may not give this command; nil if it may.
    func refusal(of request: CheckedRequest, in session: SessionContext) -> WireError? {
        let spec = request.spec
        if spec.verb == .auth {
            guard session.tls || session.isLoopback else { return .signInUnencrypted }
            return signInPause().map { .signInTooOften($0) }
        }
        guard !spec.isPublic else { return nil }
        guard let requester = session.requester else { return .notSignedIn }
        return spec.roles.contains(requester.role) ? nil : .wrongRole(requester.role, spec)
    }

    /// The outcome of LANG, HELP, PING and QUIT; nil for all others.
    func answer(_ request: CheckedRequest, in session: SessionContext) -> Outcome? {
        var reply = Reply()
        switch request.verb {
        case .lang:
            let language = request.subject.flatMap(Language.init(rawValue:)) ?? session.language
            reply.ok { $0.add("lang", language.rawValue) }
            return Outcome(reply, change: .language(language))
        case .help:
            let verb = request.subject.flatMap { Verb(rawValue: $0.uppercased()) }
            for line in CommandTable.help(verb, session.language) { reply.document(line) }
            reply.ok()
            return Outcome(reply)
        case .ping:
            reply.ok { $0.add("time", time()) }
            return Outcome(reply)
        case .quit: return Outcome(.ok, change: .close)
        default: return nil
        }
    }
}

extension WireError {
    static let notSignedIn = WireError(
        .auth, zh: "这条命令需要先登录：AUTH token=…", en: "This command needs a sign-in first: AUTH token=…")

    static let signInUnencrypted = WireError(
        .forbidden, zh: "未加密的远程连接不接受登录：请改用 TLS 端口。",
        en: "Signing in is refused on an unencrypted connection from another machine: use the TLS port.")

    static func signInTooOften(_ seconds: Int) -> WireError {
        .busy(
            retryAfter: seconds, zh: "登录失败次数过多：请在 \(seconds) 秒后再试。",
            en: "Too many failed sign-ins from this address: try again in \(seconds) seconds.")
    }

    static let isNotWatching = WireError(
        .state, zh: "当前没有订阅；WATCH 开始订阅。", en: "Nothing is being watched; WATCH begins it.")

    static func isWatching(_ verb: Verb) -> WireError {
        WireError(
            .state, zh: "订阅中不能执行 \(verb.rawValue)：先用 STOP 结束订阅，或另开一条连接。",
            en: "\(verb.rawValue) is not done while watching: STOP first, or use another connection.")
    }

    static func wrongRole(_ role: Role, _ spec: CommandSpec) -> WireError {
        let allowed = spec.roles.map(\.rawValue).joined(separator: ", ")
        return WireError(
            .forbidden, zh: "\(spec.verb.rawValue) 只对 \(allowed) 开放，您的身份是 \(role.rawValue)。",
            en: "\(spec.verb.rawValue) is for \(allowed); you are signed in as \(role.rawValue).")
    }

    static func idle(_ limit: Duration) -> WireError {
        let text = SettingKind.describe(limit)
        return WireError(
            .unavailable, zh: "\(text) 内没有请求，连接关闭；请重新连接。",
            en: "No request came for \(text), so this connection closes: connect again.")
    }

    static let stopping = WireError(
        .unavailable, extras: [Field("retry-after", "5")], zh: "服务正在停止；此后的请求未执行，请稍后重新连接。",
        en: "The daemon is stopping; nothing sent after the last reply was done: connect again later.")

    static let cutOff = WireError(
        .syntax, zh: "连接在一条请求中间结束，该请求未执行：每行须以换行结尾，上传须以单独一行 . 结尾。",
        en:
            "The input ended inside a request, which was not done: end each line with LF, an upload with a line of one dot."
    )

    static let tooManyConnections = busy(
        retryAfter: 5, zh: "连接数已达上限：请稍后再试。", en: "All connections are taken: try again in a few seconds.")

    static let tooManyFromAddress = busy(
        retryAfter: 5, zh: "您的地址的连接数已达上限：请先关闭一些。",
        en: "Your address has all the connections that one may have: close some first.")
}
