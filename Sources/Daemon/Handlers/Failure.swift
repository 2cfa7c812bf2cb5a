import Booking
import Logging
import Postgres
import Registry
import Wire

/// Turns what went wrong into the protocol's errors.
enum Failure {
    static func wire(_ error: any Error, _ logger: Logger) -> WireError {
        switch error {
        case let error as WireError: return error
        case let error as TextFault: return WireError(.invalid, message: error.message)
        case let error as PostgresError where error.isUnavailable || error.isConnectionLost: return .unavailable
        case let error as PostgresError where error.code == .poolExhausted || error.code == .poolTimedOut:
            return .busyDatabase
        default:
            logger.error("a request failed", metadata: ["error": "\(String(reflecting: error))"])
            return .internalFault
        }
    }

    /// A refusal that is one `ERR` line; rules and conflicts have more to say and are told elsewhere.
    static func wire(_ refusal: Refusal) -> WireError {
        switch refusal {
        case .notFound(let message): WireError(.notFound, message: message)
        case .forbidden(let message): WireError(.forbidden, message: message)
        case .invalid(let field, let message): WireError(.invalid, field: field, message: message)
        case .state(let state, let message):
            WireError(.state, extras: [Field("state", state.rawValue)], message: message)
        case .stale(let message): WireError(.stale, message: message)
        case .conflict(_, let message): WireError(.conflict, message: message)
        case .rules(let verdicts): .rules(verdicts)
        case .several(let refused): .several(refused)
        }
    }
}

extension WireError {
    static let signedOut = WireError(
        .auth, zh: "令牌已被撤销或已过期；请用 AUTH 重新登录。", en: "Your token was revoked or has run out; sign in again with AUTH.")
    static let unavailable = WireError(
        .unavailable, extras: [Field("retry-after", "2")], zh: "数据库暂时不可用，什么都没有改变；请稍后再试。",
        en: "The database is away and nothing was done; try again shortly.")
    static let unknownOutcome = WireError(
        .unavailable, extras: [Field("outcome", "unknown"), Field("retry-after", "2")],
        zh: "提交时与数据库失去联系，结果不明；请用同一个 key= 重发以得知结果。",
        en: "The database was lost during the commit and the outcome is unknown; repeat with the same key= to learn it."
    )
    static let busyDatabase = WireError.busy(
        retryAfter: 1, zh: "请求过多，请稍后再试。", en: "Too much is waiting; try again shortly.")
    static let internalFault = WireError(
        .internal, zh: "服务内部出错，已记入日志；什么都没有改变。",
        en: "Something failed inside the daemon and was logged; nothing was changed.")
    static let keyReused = WireError.invalid(
        "key", zh: "这个 key 已用于另一个请求；每个请求用自己的 key。",
        en: "This key was used for a different request; give each request its own.")

    static func noInstrument(_ path: String) -> WireError {
        WireError(
            .notFound, zh: "没有仪器 \(path)；FIND 列出可约的仪器。",
            en: "There is no instrument \(path); FIND lists what can be booked."
        )
    }

    /// The first of several that failed together, and how many there are.
    static func several(_ refused: [RefusedWish]) -> WireError {
        guard let first = refused.first else { return .internalFault }
        var error = Failure.wire(first.refusal)
        if refused.count > 1 {
            error.message = Bilingual(
                zh: "共 \(refused.count) 项不能办理，全部未办；第一项：\(error.message.zh)",
                en: "\(refused.count) of them cannot be done, so none was; the first: \(error.message.en)")
        }
        return error
    }

    static func rules(_ verdicts: [Verdict]) -> WireError {
        let failing = verdicts.filter { !$0.passed }
        let ids = failing.map(\.rule.rawValue).joined(separator: ",")
        let count = failing.count
        return WireError(
            .rule, rule: ids,
            message: count == 1
                ? failing[0].message
                : Bilingual(
                    zh: "有 \(count) 条规则不允许：\(ids)。各条的限额与理由见上面的 verdict 行。",
                    en: "\(count) rules forbid this: \(ids); the verdict lines say what each would allow."))
    }
}

extension Reply {
    /// `+ verdict …` for each.
    mutating func verdicts(_ verdicts: [Verdict], _ language: Language) {
        for verdict in verdicts {
            record("verdict") { line in
                line.add("rule", verdict.rule.rawValue)
                line.add("pass", verdict.passed)
                if !verdict.limit.isEmpty { line.add("limit", verdict.limit) }
                if !verdict.used.isEmpty { line.add("used", verdict.used) }
                if !verdict.asked.isEmpty { line.add("asked", verdict.asked) }
                line.add("message", quoted: verdict.message[language])
            }
        }
    }

    /// `+ free start= end=` for the time that contradicts what was said of it.
    mutating func free(_ verdicts: [Verdict], _ calendar: ZoneCalendar) {
        for verdict in verdicts {
            for period in verdict.free { record("free") { $0.add(period, in: calendar) } }
        }
    }
}
