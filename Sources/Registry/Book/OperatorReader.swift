import Booking
import Postgres

/// Reads who assists where a batch may need somebody to (rule B10).
///
/// Operators are shared by all instruments of a unit, so they have a lock of their own, the last before the log's, and
/// are read under it each time. Batches without a staffed instrument read and lock nothing.
struct OperatorReader {
    func fill(
        _ facts: inout Facts, _ items: [BatchLoader.Item], locking: Bool, at now: Instant,
        on connection: PostgresConnection
    ) async throws {
        let units = Self.units(items, facts)
        guard !units.isEmpty else { return }
        let ids = units.map(\.rawValue)
        var statements = locking ? [LockSpace.staff.lock(ids)] : []
        statements.append(Statement(SQL.operators, .int8s(ids)))
        statements.append(Statement(SQL.duties, .int8s(ids), .timestamptz((now - Memory.live).timestamp)))
        let results = try await connection.pipeline(statements)
        var duties: [OperatorID: [OperatorFacts.Duty]] = [:]
        for row in results[results.count - 1] {
            guard let occupied = Period(start: try row.instant(3), end: try row.instant(4)) else { continue }
            duties[try row.id(1), default: []].append(.init(booking: try row.id(2), occupied: occupied))
        }
        for row in results[results.count - 2] {
            let id: OperatorID = try row.id(1)
            facts.operators[try row.id(0), default: []].append(
                OperatorFacts(
                    id: id, name: try row.text(2), hours: try row.hours(3), instruments: try row.instruments(4),
                    duties: duties[id] ?? []))
        }
    }

    /// The units whose operators the batch may engage, in order.
    private static func units(_ items: [BatchLoader.Item], _ facts: Facts) -> [OrganisationID] {
        var units = Set<OrganisationID>()
        for instrument in facts.instruments.values where instrument.register.people.isStaffed {
            units.insert(instrument.register.unit)
        }
        guard !units.isEmpty, items.contains(where: \.act.mayEngage) else { return [] }
        return units.sorted()
    }
}

extension BookingAct {
    /// Whether it may need an operator, or say that there is none (rules O4 and O5); whoever gives one back needs no lock.
    fileprivate var mayEngage: Bool {
        switch self {
        case .order(let order): order.wishes.contains { $0.access == nil || $0.access == .assisted }
        case .reschedule: true
        // A request is judged again before it is confirmed.
        case .approve, .tick, .accept: true
        case .decline(_, let reason, _): reason == .noStaff
        case .callOff(_, let reason): reason == UnitCancellationReason.noStaff.rawValue
        case .contract, .start, .finish, .noShow, .lapseOffer: false
        }
    }
}

extension Row {
    /// Weekly hours as `operator.hours` has them.
    func hours(_ column: Int) throws -> WeeklyHours? {
        try text(optional: column).map { text in
            do { return try WeeklyHours(text: text) } catch {
                throw UnknownValue(column: "operator.hours", value: text)
            }
        }
    }

    /// Nil where there is none: an operator of all the unit's instruments.
    func instruments(_ column: Int) throws -> Set<InstrumentID>? {
        let ids = try decode(column, as: [Int64].self)
        return ids.isEmpty ? nil : Set(ids.map { InstrumentID($0) })
    }
}
