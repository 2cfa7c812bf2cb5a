package import Booking
import Postgres

/// `ADD park|unit|firm`: a new organisation.
package struct AddOrganisation: RegisterAct {
    let code: String
    let name: String
    let nameEn: String?
    let kind: Organisation.Kind
    /// The park's code; a unit must sit in one.
    let park: String?
    let contact: String?
    let complaints: String?

    package init(
        code: String, name: String, nameEn: String?, kind: Organisation.Kind, park: String?, contact: String?,
        complaints: String?
    ) {
        self.code = code
        self.name = name
        self.nameEn = nameEn
        self.kind = kind
        self.park = park
        self.contact = contact
        self.complaints = complaints
    }

    package var locks: RegisterLocks { RegisterLocks() }

    package func perform(_ context: RegisterContext) async throws -> RegisterDecision {
        guard CodeText.isUsable(code) else { return .refused(.invalid(field: "code", CodeText.rule)) }
        var parkID: OrganisationID?
        if let park {
            guard let found = try await Lookup.organisation(park, on: context.connection), found.kind == .park else {
                return .refused(
                    .notFound(
                        Bilingual(zh: "没有园区 \(park)；PARKS 列出全部园区。", en: "There is no park \(park); PARKS lists them.")))
            }
            parkID = found.id
        } else if kind == .unit {
            return .refused(
                .invalid(
                    field: "park",
                    Bilingual(zh: "持有单位必须属于一个园区：park=代码。", en: "A holder unit sits in a park: give park=CODE.")))
        } else if context.requester.role == .park {
            parkID = context.requester.organisation
        }
        guard Authority.mayAdd(context.requester, kind: kind, park: parkID) else {
            return .refused(
                .forbidden(
                    Bilingual(
                        zh: "园区由示范区办公室添加；单位和企业由示范区或其园区办公室添加。",
                        en: "Parks are added by the zone office; units and firms by the zone or by their park's office."
                    )))
        }
        if try await Lookup.organisation(code, on: context.connection) != nil { return .refused(CodeText.taken(code)) }
        _ = try await context.connection.query(
            Statement(
                SQL.addOrganisation, .text(code), .text(name), .text(nameEn), .text(kind.rawValue),
                .int8(parkID?.rawValue), .text(contact), .text(complaints), .timestamptz(context.now.timestamp)))
        var json = JSONText()
        json.field("code", code)
        json.field("name", name)
        json.field("kind", kind.rawValue)
        json.field("park", park)
        return .done(
            .added(code), log: [RegisterLogEntry(act: "add-\(kind.rawValue)", subject: code, after: json.finish())])
    }
}

/// Codes of organisations, persons and instruments as they stand in `a/b` names.
enum CodeText {
    static let rule = Bilingual(
        zh: "代码只能用小写字母、数字、“-”和“.”，以字母或数字开头，最多 40 个字符。",
        en:
            "A code has lower-case letters, digits, '-' and '.', starts with a letter or digit, and has at most 40 characters."
    )

    static func isUsable(_ code: String) -> Bool {
        guard let first = code.utf8.first, code.utf8.count <= 40 else { return false }
        func isPlain(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
        return isPlain(first)
            && code.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    }

    static func taken(_ code: String) -> Refusal {
        .invalid(
            field: "code", Bilingual(zh: "代码 \(code) 已被使用，请换一个。", en: "The code \(code) is taken; choose another."))
    }
}
