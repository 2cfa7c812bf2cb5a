import Booking
import Postgres

/// An inventory record as the columns of `instrument`, in the order of `act_publish_create.sql`.
enum RecordColumns {
    private static let separator = "\u{1F}"

    static func binds(_ changes: [PublishPlan.Change]) -> [Bind] {
        let records = changes.map(\.record)
        func texts(_ value: (InventoryRecord) -> String?) -> Bind { .texts(records.map(value)) }
        return [
            .texts(records.map(\.number)), texts(\.name), texts(\.nameEn), texts(\.model), texts(\.maker),
            texts(\.origin), texts(\.classScheme), texts(\.classCode), .int8s(records.map { $0.originalValue?.fen }),
            .int4s(records.map { $0.publicShare.map { Int32($0.basisPoints) } }), texts(\.funding),
            texts(\.commitment), .dates(records.map { $0.acceptanceDate.map { PostgresDay(days: Int32($0.number)) } }),
            texts(\.location), texts(\.function), texts(\.technical),
            texts { $0.access.map(\.rawValue).joined(separator: separator) }, texts { $0.openHours?.description },
            .int4s(records.map { Int32($0.setUp) }), .int4s(records.map { Int32($0.cleanDown) }), texts(\.contact),
            texts(\.complaints), texts(\.pid), texts { $0.status.rawValue }, texts(\.shareMode),
            texts { $0.extras.flatMap { [$0.name, $0.value] }.joined(separator: separator) },
            texts { searchText($0) }, texts(\.priceBasis), texts(\.noAssistance),
        ]
    }

    /// All words that FIND looks at, in lower case.
    private static func searchText(_ record: InventoryRecord) -> String {
        let services = record.services.flatMap { [$0.code, $0.content] }
        let words = [
            record.number, record.name, record.nameEn, record.model, record.maker, record.classCode, record.function,
            record.technical,
        ]
        return (words.compactMap { $0 } + services).joined(separator: "\n").lowercased()
    }

    /// The record as the log keeps it: money in fen, shares in basis points, dates as days since 1970.
    ///
    /// - Parameters:
    ///   - confirmed: when its unit stood by it before this act; the log alone then tells when it was stale (rule D6).
    ///   - correction: why columns that are only ever corrected differ from before (rule D7).
    static func snapshot(
        _ record: InventoryRecord, confirmed: Instant? = nil, correction: String? = nil
    ) -> String {
        var json = JSONText()
        json.field("number", record.number)
        json.field("name", record.name)
        json.field("name-en", record.nameEn)
        json.field("model", record.model)
        json.field("maker", record.maker)
        json.field("origin", record.origin)
        json.field("class-scheme", record.classScheme)
        json.field("class-code", record.classCode)
        json.field("original-value", record.originalValue?.fen)
        json.field("public-share", record.publicShare?.basisPoints)
        json.field("funding", record.funding)
        json.field("commitment", record.commitment)
        json.field("acceptance-date", record.acceptanceDate?.number)
        json.field("location", record.location)
        json.field("function", record.function)
        json.field("technical", record.technical)
        json.field(
            "services",
            record.services.map { "\($0.code)|\($0.content)|\($0.price)/\($0.unitOfCharge.rawValue)" }
                .joined(separator: ";"))
        json.field("access", record.access.map(\.rawValue).joined(separator: ","))
        json.field("open-hours", record.openHours?.description)
        json.field("channels", record.channels)
        json.field("set-up", record.setUp)
        json.field("clean-down", record.cleanDown)
        json.field("contact", record.contact)
        json.field("complaints", record.complaints)
        json.field("pid", record.pid)
        json.field("status", record.status.rawValue)
        json.field("share-mode", record.shareMode)
        json.field("price-basis", record.priceBasis)
        json.field("no-assistance", record.noAssistance)
        json.field("confirmed-at", confirmed?.seconds)
        json.field("correction", correction)
        for extra in record.extras { json.extra(extra.name, extra.value) }
        return json.finish()
    }
}
