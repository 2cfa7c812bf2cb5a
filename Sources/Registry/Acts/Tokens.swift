import Booking
import Postgres

/// `TOKEN account`: a new secret for an account, shown once and stored hashed.
package struct IssueToken: RegisterAct {
    let account: String
    let days: Int

    /// A token's longest life; a year and a day leaves time to renew.
    package static let longest = 366

    /// - Parameter days: how long it holds, 1 to ``longest``.
    package init(account: String, days: Int) {
        self.account = account
        self.days = days
    }

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard (1...Self.longest).contains(days) else {
            return .refused(
                .invalid(
                    field: "days",
                    Bilingual(zh: "有效天数为 1 至 \(Self.longest)。", en: "days is from 1 to \(Self.longest).")))
        }
        guard let found = try await Lookup.account(account, on: context.connection) else {
            return .refused(.notFound(Bilingual(zh: "没有账户 \(account)。", en: "There is no account \(account).")))
        }
        guard Authority.governs(context.requester, organisation: found.owner.id, park: found.owner.park) else {
            return .refused(
                .forbidden(
                    Bilingual(
                        zh: "令牌由账户所属单位或上级办公室发放。",
                        en: "Tokens are issued by the account's own organisation or an office above it.")))
        }
        let secret = TokenSecret.make()
        let expires = context.now + .days(days)
        let row = try await context.connection.query(
            Statement(
                SQL.issueToken, .int8(found.id.rawValue), .bytea(Fingerprint.of(secret)),
                .timestamptz(context.now.timestamp), .timestamptz(expires.timestamp)))[0]
        let id = try row.decode(0, as: Int64.self)
        var json = JSONText()
        json.field("token", id)
        json.field("account", account)
        json.field("expires", expires.seconds)
        return .done(
            .token(secret: secret, id: id, expires: expires),
            log: [RegisterLogEntry(act: "token", subject: account, after: json.finish())])
    }
}

/// `REVOKE token`: by its number (`t12`) or by the secret itself.
package struct RevokeToken: RegisterAct {
    let token: String

    package init(token: String) { self.token = token }

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        let number = token.first == "t" ? Int64(token.dropFirst()) : nil
        let rows = try await context.connection.query(
            Statement(SQL.findToken, .int8(number), .bytea(Fingerprint.of(token))))
        guard let row = rows.first else {
            return .refused(.notFound(Bilingual(zh: "没有此令牌。", en: "There is no such token.")))
        }
        guard
            Authority.governs(context.requester, organisation: try row.id(2), park: try row.id(optional: 3))
        else {
            return .refused(
                .forbidden(Bilingual(zh: "只能撤销本单位的令牌。", en: "Only tokens of your own area can be revoked.")))
        }
        let id = try row.decode(0, as: Int64.self)
        if try row.instant(optional: 4) != nil { return .done(.changed(standing: []), log: []) }
        _ = try await context.connection.query(
            Statement(SQL.revokeToken, .int8(id), .timestamptz(context.now.timestamp)))
        var json = JSONText()
        json.field("token", id)
        return .done(
            .changed(standing: []),
            log: [RegisterLogEntry(act: "revoke", subject: try row.text(1), after: json.finish())])
    }
}

/// The secret half of a token.
package enum TokenSecret {
    /// `yq_` and 160 random bits in letters and digits that are not mistaken for each other.
    package static func make() -> String {
        let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        return "yq_" + String((0..<32).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
    }
}
