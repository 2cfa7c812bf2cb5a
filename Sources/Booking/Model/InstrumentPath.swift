/// An instrument's public name, `unit/number` (`siom/sem-01`): unique in the zone, never used again.
package struct InstrumentPath: Hashable, Sendable, CustomStringConvertible {
    package let unit: String
    package let number: String

    package init(unit: String, number: String) {
        self.unit = unit
        self.number = number
    }

    /// Reads `unit/number`; nil where either part is missing or there is a second slash.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(unit: String(parts[0]), number: String(parts[1]))
    }

    package var description: String { "\(unit)/\(number)" }
}
