package import Booking
import Postgres

/// Who a token stands for.
package struct SignedIn: Sendable {
    package let requester: Requester
    package let organisationCode: String
    package let expires: Instant
}

extension Reader {
    /// Nil when the token is unknown, revoked or run out, or its account or organisation is suspended.
    package func signIn(token: String) async throws -> SignedIn? {
        let rows = try await query(
            Statement(SQL.signIn, .bytea(Fingerprint.of(token)), .timestamptz(clock.now().timestamp)))
        return try rows.first.map { row in
            SignedIn(
                requester: Requester(
                    account: try row.id(0), name: try row.text(1), organisation: try row.id(2),
                    kind: try row.word(4, "organisation.kind"), park: try row.id(optional: 5),
                    credential: try row.decode(6, as: Int64.self)),
                organisationCode: try row.text(3), expires: try row.instant(7))
        }
    }

    /// Whether what a session signed in with still holds; asked before every private read.
    package func stillHolds(_ requester: Requester) async throws -> Bool {
        try await !query(
            Statement(SQL.credential, .int8(requester.credential), .timestamptz(clock.now().timestamp))
        ).isEmpty
    }
}
