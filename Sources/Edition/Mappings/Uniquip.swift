package import Booking

/// UNIQUIP, the sheet by which British institutions give their equipment to the common register: one holder's list.
package enum Uniquip {
    /// The headings of the register's import sheet, in its order.
    package static let columns = [
        "Type", "Name", "Description", "Related Facility ID", "Technique", "Location", "Contact Name",
        "Contact Telephone", "Contact URL", "Contact Email", "Secondary Contact Name", "Secondary Contact Telephone",
        "Secondary Contact URL", "Secondary Contact Email", "ID", "Photo", "Department", "Site Location", "Building",
        "Service Level", "Web Address",
    ]

    /// A row for each instrument; what the sheet has no column for is left out, and what is not known stays empty.
    ///
    /// The identifier is the holder's own number, so that the sheet of one unit reads back as that unit's list.
    package static func table(_ entries: [CatalogueEntry], _ web: WebAddress) -> Table {
        Table(
            unsorted: Table("uniquip", columns: columns, keys: 0, rows: []),
            rows: entries.map { entry in
                let record = entry.record
                let values: [String: String?] = [
                    "Type": "Equipment", "Name": record.name ?? record.nameEn, "Description": record.function,
                    "Technique": record.classCode, "Location": record.location,
                    "Contact Name": ContactText.name(record.contact),
                    "Contact Telephone": ContactText.telephone(record.contact),
                    "Contact Email": ContactText.mail(record.contact),
                    "Secondary Contact Name": ContactText.name(entry.unitContact) ?? entry.unit.name,
                    "Secondary Contact Telephone": ContactText.telephone(entry.unitContact),
                    "Secondary Contact Email": ContactText.mail(entry.unitContact), "ID": record.number,
                    "Department": entry.unit.name, "Site Location": entry.park.name,
                    "Service Level": record.shareMode ?? record.access.map(\.rawValue).joined(separator: ", "),
                    "Web Address": web.isAbsolute
                        ? web.instrument(entry.path) : WebAddress.resolve(record.pid)?.address,
                ]
                return columns.map { (values[$0] ?? nil) ?? "" }
            })
    }
}
