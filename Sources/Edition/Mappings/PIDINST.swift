import Booking

/// PIDINST 1.0, the metadata of a persistent identifier for an instrument (Research Data Alliance).
package enum PIDINST {
    /// What registers of identifiers write for a value that is not known.
    private static let unknown = ":unkn"

    /// Nil where the instrument has no identifier that resolves and the zone no address of its own: the record of an
    /// identifier cannot do without the page it leads to.
    package static func record(_ entry: CatalogueEntry, _ web: WebAddress) -> JSON? {
        let record = entry.record
        let own = web.isAbsolute ? web.instrument(entry.path) : nil
        let identifier: (kind: String, identifier: String, address: String)
        if let known = WebAddress.resolve(record.pid) {
            identifier = known
        } else if let own {
            identifier = ("URL", own, own)
        } else {
            return nil
        }
        let owner = JSON.members([
            ("ownerName", .string(entry.unit.name)),
            (
                "ownerContact",
                (ContactText.mail(entry.unitContact) ?? ContactText.mail(record.contact)).map { .string($0) }
            ),
        ])
        let kinds = record.classCode.map { code in
            JSON.array([
                .object([
                    ("instrumentTypeName", .string(code)),
                    (
                        "instrumentTypeIdentifier",
                        .object([
                            ("instrumentTypeIdentifier", .string(code)),
                            ("instrumentTypeIdentifierType", .string(record.classScheme ?? unknown)),
                        ])
                    ),
                ])
            ])
        }
        var alternates: [JSON] = [alternate(record.number, "InventoryNumber", nil)]
        alternates.append(alternate(entry.path.description, "Other", "Yiqi"))
        if record.pid != nil, WebAddress.resolve(record.pid) == nil {
            alternates.append(alternate(record.pid ?? "", "Other", "PID"))
        }
        return JSON.members([
            (
                "identifier",
                .object([
                    ("identifierType", .string(identifier.kind)), ("identifier", .string(identifier.identifier)),
                ])
            ),
            ("schemaVersion", .string("1.0")), ("landingPage", .string(identifier.address)),
            ("name", .string(record.name ?? record.nameEn ?? record.number)), ("owners", .array([owner])),
            (
                "manufacturers",
                .array([.object([("manufacturerName", .string(record.maker ?? unknown))])])
            ),
            ("model", record.model.map { .object([("modelName", .string($0))]) }),
            ("description", description(record)), ("instrumentTypes", kinds),
            (
                "dates",
                record.acceptanceDate.map {
                    .array([
                        .object([("date", .string($0.description)), ("dateType", .string("Commissioned"))])
                    ])
                }
            ),
            ("alternateIdentifiers", .array(alternates)),
        ])
    }

    private static func description(_ record: InventoryRecord) -> JSON? {
        let parts = [record.nameEn, record.function, record.technical].compactMap { $0 }
        return parts.isEmpty ? nil : .string(parts.joined(separator: "; "))
    }

    private static func alternate(_ identifier: String, _ kind: String, _ name: String?) -> JSON {
        .members([
            ("alternateIdentifier", .string(identifier)), ("alternateIdentifierType", .string(kind)),
            ("alternateIdentifierName", name.map { .string($0) }),
        ])
    }
}
