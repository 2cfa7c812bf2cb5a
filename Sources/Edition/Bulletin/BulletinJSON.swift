package import Booking

extension BulletinDocument {
    /// Every section as rows of named cells, numbers as numbers, with what the bulletin says of itself.
    package static func json(_ bulletin: Bulletin, _ head: BulletinHead) -> [String] {
        let own: [(String, JSON?)] = [
            ("zone", .string(head.zoneName)), ("zone-en", head.zoneNameEn.map { .string($0) }),
            ("month", .string(bulletin.time.description)),
            ("edition", head.editions.count > 1 ? nil : .string(head.editions.first?.name ?? "draft")),
            ("sha256", head.editions.count == 1 ? .string(head.editions[0].sha256) : nil),
            ("of", head.editions.count > 1 ? .array(head.editions.map(link)) : nil),
            ("at", .string(TimeText.format(head.at, in: head.calendar))), ("policy", .string(head.policy)),
            ("program", .string(head.program)),
        ]
        let sections = BulletinSection.allCases.filter { $0 != .needs || bulletin.needs != nil }.map { section in
            let table = bulletin.table(section)
            return (
                section.rawValue,
                JSON.array(
                    table.rows.map { row in
                        .object(zip(table.columns, row).map { ($0, cell($0, $1)) })
                    }) as JSON?
            )
        }
        let document = JSON.members(own + sections).document
        return String(decoding: document, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    private static func link(_ edition: EditionLink) -> JSON {
        .object([("edition", .string(edition.name)), ("sha256", .string(edition.sha256))])
    }

    private static func cell(_ column: String, _ text: String) -> JSON {
        switch ColumnSpec.of(column).kind {
        case .integer: Int(text).map { .integer($0) } ?? .null
        case .decimal: text.isEmpty ? .null : .number(text)
        case .text, .instant, .day, .users: .string(text)
        }
    }
}
