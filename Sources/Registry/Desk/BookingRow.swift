import Booking
import Postgres

/// Turns a row of `desk_bookings.sql` into the domain's value.
enum BookingRow {
    static func facts(_ row: Row) throws -> BookingFacts {
        let start = try row.instant(5)
        let end = try row.instant(6)
        guard let period = Period(start: start, end: end) else {
            throw UnknownValue(column: "booking.ends_at", value: "\(end.seconds)")
        }
        let access: AccessMode? = try row.text(optional: 15).map { text in
            guard let mode = AccessMode(rawValue: text) else {
                throw UnknownValue(column: "booking.access", value: text)
            }
            return mode
        }
        return BookingFacts(
            id: try row.id(0), instrument: try row.id(1), channel: try row.id(2), organisation: try row.id(3),
            account: try row.id(4), period: period, setUp: try row.int(7), cleanDown: try row.int(8),
            state: try row.word(9, "booking.state"), service: try row.id(10), serviceCode: try row.text(11),
            party: try row.word(12, "booking.party"), purpose: try row.word(13, "booking.purpose"),
            project: try row.text(optional: 14), access: access, quantity: try row.int(16),
            price: Money(fen: try row.decode(17, as: Int64.self)),
            terms: PriceTerms(
                unitOfCharge: try row.word(19, "booking.unit_of_charge"),
                price: Money(fen: try row.decode(20, as: Int64.self))),
            policyVersion: try row.int(18), smallFirm: try row.decode(21, as: Bool.self),
            operatorID: try row.id(optional: 22), group: try row.id(optional: 23), contract: try row.text(optional: 24),
            due: try row.instant(optional: 25), offer: try row.id(optional: 35),
            life: BookingLife(
                askedAt: try row.instant(26), respondBy: try row.instant(optional: 27),
                escalatedAt: try row.instant(optional: 28), answeredAt: try row.instant(optional: 29),
                startedAt: try row.instant(optional: 30), finishedAt: try row.instant(optional: 31),
                delayedUntil: try row.instant(optional: 34), late: try row.decode(32, as: Bool.self),
                reason: try row.text(optional: 33)))
    }
}
