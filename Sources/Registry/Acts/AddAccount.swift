import Booking
import Postgres

/// `ADD account`: a person of an organisation.
package struct AddAccount: RegisterAct {
    /// `organisation/person`.
    let name: String

    package init(name: String) { self.name = name }

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard let path = InstrumentPath(name), CodeText.isUsable(path.number) else {
            return .refused(
                .invalid(
                    field: "name",
                    Bilingual(
                        zh: "账户写作 单位代码/人员代码，如 acme/lin。", en: "An account is written organisation/person, as acme/lin.")
                ))
        }
        guard let owner = try await Lookup.organisation(path.unit, on: context.connection) else {
            return .refused(.notFound(Lookup.noOrganisation(path.unit)))
        }
        guard Authority.governs(context.requester, organisation: owner.id, park: owner.park) else {
            return .refused(
                .forbidden(
                    Bilingual(
                        zh: "只能为本单位或本辖区的单位添加账户。",
                        en: "Accounts are added by their own organisation or an office above it.")))
        }
        if try await Lookup.account(name, on: context.connection) != nil {
            return .refused(
                .invalid(field: "name", Bilingual(zh: "账户 \(name) 已存在。", en: "The account \(name) exists already.")))
        }
        _ = try await context.connection.query(
            Statement(SQL.addAccount, .int8(owner.id.rawValue), .text(name), .timestamptz(context.now.timestamp)))
        var json = JSONText()
        json.field("account", name)
        return .done(.added(name), log: [RegisterLogEntry(act: "add-account", subject: name, after: json.finish())])
    }
}
