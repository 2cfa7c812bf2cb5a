import Booking
import Postgres

/// What was otherwise with an instrument for a part of a month, a row of `month_changes.sql`.
struct MonthChange {
    let until: Instant
    let channels: Int
    private let hours: WeeklyHours?
    private let isDisclosed: Bool
    /// Since when a withdrawal was over by itself.
    private let back: Instant?

    init(_ row: Row) throws {
        until = try row.instant(1)
        hours = try row.text(optional: 2).flatMap { try? WeeklyHours(text: $0) }
        channels = try row.int(3)
        let disclosure = try row.text(4)
        isDisclosed = disclosure == "disclosed"
        back = disclosure == "withdrawn" ? try row.instant(optional: 5) : nil
    }

    /// One part, or two where it came back within it.
    var standings: [EarlierStanding] {
        guard let back, back < until else {
            return [EarlierStanding(until: until, hours: isDisclosed ? hours : nil, channels: channels)]
        }
        return [
            EarlierStanding(until: back, hours: nil, channels: channels),
            EarlierStanding(until: until, hours: hours, channels: channels),
        ]
    }
}

extension MonthReading {
    /// How an instrument stood before it came to stand as it does at the month's end.
    func earlier(_ changes: [MonthChange], _ disclosure: DisclosureState, channels: Int) -> [EarlierStanding] {
        var earlier = changes.flatMap(\.standings)
        if case .withdrawn(_, let back?, _) = disclosure, back > period.start, back < period.end {
            earlier.append(EarlierStanding(until: back, hours: nil, channels: channels))
        }
        return earlier
    }

    /// Tells the instruments which publications confirmed them within the month.
    func confirm(_ instruments: inout [LedgerInstrument], _ places: [InstrumentID: Int]) async throws {
        let rows = try await connection.query(
            Statement(SQL.monthConfirmations, .timestamptz(period.start.timestamp), .timestamptz(period.end.timestamp)))
        for row in rows {
            guard let place = places[try row.id(0)] else { continue }
            instruments[place].confirmations.append(
                LedgerConfirmation(before: try row.instant(1), at: try row.instant(2)))
        }
    }

    /// The posted needs of the month.
    func needs() async throws -> [LedgerNeed] {
        try await connection.query(
            Statement(SQL.monthNeeds, .timestamptz(period.start.timestamp), .timestamptz(period.end.timestamp))
        ).map { row in
            LedgerNeed(id: try row.id(0), category: try row.text(1), isMet: try row.decode(2, as: Bool.self))
        }
    }
}
