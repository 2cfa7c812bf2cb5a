import Booking
import Postgres

/// Finds register rows by the names that people use.
enum Lookup {
    static func organisation(_ code: String, on connection: PostgresConnection) async throws -> Organisation? {
        try await connection.query(Statement(SQL.findOrganisation, .text(code))).first.map { row in
            Organisation(
                id: try row.id(0), code: try row.text(1), name: try row.text(2),
                kind: try row.word(3, "organisation.kind"), park: try row.id(optional: 4),
                suspended: try row.decode(5, as: Bool.self))
        }
    }

    struct Account: Sendable {
        let id: AccountID
        let name: String
        let owner: Organisation
    }

    static func account(_ name: String, on connection: PostgresConnection) async throws -> Account? {
        try await connection.query(Statement(SQL.findAccount, .text(name))).first.map { row in
            Account(
                id: try row.id(0), name: name,
                owner: Organisation(
                    id: try row.id(1), code: try row.text(2), name: try row.text(3),
                    kind: try row.word(4, "organisation.kind"), park: try row.id(optional: 5),
                    suspended: try row.decode(6, as: Bool.self)))
        }
    }

    static func noOrganisation(_ code: String) -> Bilingual {
        Bilingual(zh: "没有单位或企业 \(code)。", en: "There is no organisation \(code).")
    }
}
