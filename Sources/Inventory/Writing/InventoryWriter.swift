package import Booking

/// Writes lists that ``InventoryDocument/read(_:format:options:)`` reads back as the same records.
package enum InventoryWriter {
    /// The inventory columns in their fixed order, then a column for each extra, by name. UTF-8, LF.
    package static func csv(_ records: [InventoryRecord]) -> String {
        let extras = Set(records.lazy.flatMap(\.extras).map(\.name)).sorted()
        var out = ""
        CSV.append(InventoryField.columns.map(\.rawValue) + extras.map(RecordCells.heading), to: &out)
        for record in records {
            let own = Dictionary(record.extras.map { ($0.name, $0.value) }) { first, _ in first }
            CSV.append(
                InventoryField.columns.map { RecordCells.cell($0, record) }
                    + extras.map { own[$0].map { CellText.escaped($0) } ?? "" },
                to: &out)
        }
        return out
    }

    /// An array of objects, one to a line of each key; what a record does not say is left out.
    package static func json(_ records: [InventoryRecord]) -> String {
        var out = "["
        for (index, record) in records.enumerated() {
            out += index == 0 ? "\n" : ",\n"
            out += "  {\n"
            out += members(record).map { "    \(JSONText.quoted($0.key)): \($0.value)" }.joined(separator: ",\n")
            out += "\n  }"
        }
        return out + (records.isEmpty ? "]\n" : "\n]\n")
    }

    private static func members(_ record: InventoryRecord) -> [(key: String, value: String)] {
        var members: [(key: String, value: String)] = []
        for field in InventoryField.columns {
            switch field {
            case .services: if !record.services.isEmpty { members.append((field.rawValue, services(record.services))) }
            case .access:
                if !record.access.isEmpty {
                    let modes = record.access.map { JSONText.quoted($0.rawValue) }.joined(separator: ", ")
                    members.append((field.rawValue, "[\(modes)]"))
                }
            case .channels: members.append((field.rawValue, String(record.channels)))
            default:
                let cell = RecordCells.cell(field, record)
                if !cell.isEmpty { members.append((field.rawValue, JSONText.quoted(cell))) }
            }
        }
        for extra in record.extras {
            members.append((RecordCells.heading(ofExtra: extra.name), JSONText.quoted(CellText.escaped(extra.value))))
        }
        return members
    }

    private static func services(_ offers: [ServiceOffer]) -> String {
        func text(_ value: String) -> String { JSONText.quoted(CellText.escaped(value)) }
        let objects = offers.map { offer in
            "\n      {\"code\": \(text(offer.code)), \"content\": \(text(offer.content)), "
                + "\"unit-of-charge\": \"\(offer.unitOfCharge.rawValue)\", \"price\": \"\(offer.price)\"}"
        }
        return "[\(objects.joined(separator: ","))\n    ]"
    }
}
