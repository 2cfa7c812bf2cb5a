package import Booking
import Postgres

extension Reader {
    /// Uses by outsiders that began in a period and are over, with names. Whoever asks has to have been logged first, by
    /// ``ReleaseRecords``.
    package func serviceRecords(in period: Period, park: String?, unit: String?) async throws -> [ServiceRecord] {
        let now = clock.now()
        return try await query(
            Statement(
                SQL.records, .timestamptz(period.start.timestamp), .timestamptz(period.end.timestamp), .text(park),
                .text(unit), .timestamptz(now.timestamp))
        ).compactMap { row in
            guard let period = Period(start: try row.instant(3), end: try row.instant(4)) else { return nil }
            return ServiceRecord(
                booking: try row.id(0),
                instrument: InstrumentPath(unit: try row.text(1), number: try row.text(2)), period: period,
                service: try row.text(optional: 5) ?? "",
                access: try row.text(optional: 6).flatMap(AccessMode.init(rawValue:)), quantity: try row.int(7),
                price: Money(fen: try row.decode(8, as: Int64.self)), purpose: try row.word(9, "booking.purpose"),
                project: try row.text(optional: 10), organisation: try row.text(11), account: try row.text(12),
                contact: try row.text(optional: 13))
        }
    }
}
