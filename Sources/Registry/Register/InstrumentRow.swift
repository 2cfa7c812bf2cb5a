import Booking
import Postgres

/// Turns a row of `register_instruments.sql` into the domain's values; the numbers are that statement's columns.
enum InstrumentRow {
    static func disclosure(_ row: Row) throws -> DisclosureState {
        let since = try row.instant(6)
        switch try row.text(5) {
        case "undisclosed": return .undisclosed
        case "disclosed": return .disclosed(since: since)
        case "exempt":
            return .exempt(
                reason: try row.text(optional: 8) ?? "", reference: try row.text(optional: 9) ?? "", since: since)
        case "withdrawn":
            return .withdrawn(
                reason: try row.text(optional: 8) ?? "", until: try row.instant(optional: 7), since: since)
        case let other: throw UnknownValue(column: "instrument.disclosure", value: other)
        }
    }

    static func dates(_ row: Row) throws -> DisclosureDates {
        DisclosureDates(first: try row.instant(optional: 39), confirmed: try row.instant(38))
    }

    /// All but channels and services, which have tables of their own.
    static func record(_ row: Row) throws -> InventoryRecord {
        var record = InventoryRecord(number: try row.text(3))
        record.name = try row.text(optional: 10)
        record.nameEn = try row.text(optional: 11)
        record.model = try row.text(optional: 12)
        record.maker = try row.text(optional: 13)
        record.origin = try row.text(optional: 14)
        record.classScheme = try row.text(optional: 15)
        record.classCode = try row.text(optional: 16)
        record.originalValue = try row.decode(17, as: Int64?.self).map { Money(fen: $0) }
        record.publicShare = try row.decode(18, as: Int32?.self).map { Share(basisPoints: Int($0)) }
        record.funding = try row.text(optional: 19)
        record.commitment = try row.text(optional: 20)
        record.acceptanceDate = try row.decode(21, as: PostgresDay?.self).map { Day(number: Int($0.days)) }
        record.location = try row.text(optional: 22)
        record.function = try row.text(optional: 23)
        record.technical = try row.text(optional: 24)
        record.access = try row.decode(25, as: [String].self).map { text in
            guard let mode = AccessMode(rawValue: text) else {
                throw UnknownValue(column: "instrument.access", value: text)
            }
            return mode
        }
        record.openHours = try row.text(optional: 26).map { text in
            do { return try WeeklyHours(text: text) } catch {
                throw UnknownValue(column: "instrument.open_hours", value: text)
            }
        }
        record.setUp = try row.int(27)
        record.cleanDown = try row.int(28)
        record.contact = try row.text(optional: 29)
        record.complaints = try row.text(optional: 30)
        record.pid = try row.text(optional: 31)
        record.status = try row.word(32, "instrument.status")
        record.shareMode = try row.text(optional: 33)
        let extras = try row.decode(34, as: [String].self)
        record.extras = stride(from: 0, to: extras.count - 1, by: 2).map {
            .init(name: extras[$0], value: extras[$0 + 1])
        }
        record.priceBasis = try row.text(optional: 40)
        record.noAssistance = try row.text(optional: 41)
        return record
    }
}
