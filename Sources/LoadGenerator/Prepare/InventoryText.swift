package import Booking

/// A made-up list of instruments that is a complete disclosure: always open, one service, no set-up.
package enum InventoryText {
    private static let columns: [(heading: String, cell: String)] = [
        ("name", "压力测试仪"), ("model", "LT-1"), ("maker", "Made Up"), ("origin", "CN"), ("class-scheme", "GB/T 32847"),
        ("class-code", "03"), ("original-value", "1200000元"), ("public-share", "80%"), ("funding", "made up"),
        ("commitment", "yes"), ("location", "1-101"), ("function", "takes bookings, for measuring"),
        ("services", "\(Preparation.service)|use of the instrument|120.00/hour"), ("access", "sample"),
        ("open-hours", "mon-sun 00:00-24:00"), ("set-up", "0 min"), ("clean-down", "0 min"),
        ("price-basis", "consumables, energy, staff"), ("contact", "load@example.org"),
        ("complaints", "complaints@example.org"),
    ]

    /// The CSV lines for instruments with these numbers.
    package static func lines(_ numbers: [String], accepted: Day) -> [String] {
        let tail = columns.map { cell($0.cell) }.joined(separator: ",")
        return [(["number", "acceptance-date"] + columns.map(\.heading)).joined(separator: ",")]
            + numbers.map { "\($0),\(accepted),\(tail)" }
    }

    private static func cell(_ text: String) -> String { text.contains(",") ? "\"\(text)\"" : text }
}
