package import Booking
import Postgres

/// `ADD instrument`: an obligation from the funding register. The instrument is known from here on, and due for
/// disclosure by its unit (rules D1 and D3).
package struct AddInstrument: RegisterAct {
    let path: InstrumentPath
    let name: String
    let acceptanceDate: Day
    let originalValue: Money?
    let publicShare: Share
    let funding: String?
    let commitment: String?

    package init(
        path: InstrumentPath, name: String, acceptanceDate: Day, originalValue: Money?, publicShare: Share,
        funding: String?, commitment: String?
    ) {
        self.path = path
        self.name = name
        self.acceptanceDate = acceptanceDate
        self.originalValue = originalValue
        self.publicShare = publicShare
        self.funding = funding
        self.commitment = commitment
    }

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard let unit = try await Lookup.organisation(path.unit, on: context.connection), unit.kind == .unit else {
            return .refused(.notFound(Lookup.noOrganisation(path.unit)))
        }
        guard Authority.governs(context.requester, organisation: unit.id, park: unit.park) else {
            return .refused(.notYourInstrument)
        }
        // Under the unit's inventory lock: nothing else can make the same number meanwhile.
        _ = try await context.connection.query(LockSpace.inventory.lock([unit.id.rawValue]))
        if try await context.connection.query(
            Statement(SQL.findInstrument, .text(path.unit), .text(path.number))
        ).first != nil {
            return .refused(
                .invalid(
                    field: "path",
                    Bilingual(
                        zh: "仪器 \(path) 已登记；编号不得重复使用。", en: "\(path) is registered; numbers are never used again.")))
        }
        let row = try await context.connection.query(
            Statement(
                SQL.addInstrument, .int8(unit.id.rawValue), .text(path.number), .timestamptz(context.now.timestamp),
                .text(name), .int8(originalValue?.fen), .int4(Int32(publicShare.basisPoints)), .text(funding),
                .text(commitment), .date(PostgresDay(days: Int32(acceptanceDate.number)))))[0]
        _ = try await context.connection.query(
            Statement(SQL.addChannels, .int8s([try row.decode(0, as: Int64.self)]), .int4s([1])))
        var json = JSONText()
        json.field("name", name)
        json.field("acceptance-date", acceptanceDate.number)
        json.field("original-value", originalValue?.fen)
        json.field("public-share", publicShare.basisPoints)
        json.field("funding", funding)
        json.field("commitment", commitment)
        return .done(
            .added(path.description),
            log: [RegisterLogEntry(act: "add-instrument", subject: path.description, after: json.finish())])
    }
}
