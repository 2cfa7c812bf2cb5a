extension MonthLedger {
    package static let withheldColumns = ["unit", "reason", "park", "instruments"]

    /// How many instruments are exempt from disclosure, by unit and reason: counted, never named (rule D4).
    package var withheldTable: Table {
        var counts: [[String]: Int] = [:]
        for instrument in instruments {
            guard case .exempt(let reason, _, _) = instrument.disclosure else { continue }
            counts[[instrument.unit, reason, instrument.park], default: 0] += 1
        }
        return Table(
            "withheld", columns: Self.withheldColumns, keys: 2, rows: counts.map { $0.key + ["\($0.value)"] })
    }
}
