import Booking

extension RowReader {
    /// Reads every default once, so that a bad one is told at its own line and not at every row's.
    func checkDefaults() throws(InventoryFault) {
        var found: [CellFault] = []
        for (field, entry) in mapping.defaults {
            do throws(ValueFault) {
                let unit = plan.units[field]
                switch field {
                case .originalValue: _ = try MoneyText.money(entry.value, unit: unit?.money)
                case .publicShare: _ = try ShareText.share(entry.value, unit: unit?.share)
                case .acceptanceDate: _ = try DateText.day(entry.value)
                case .openHours: _ = try Self.hours(entry.value)
                case .access: _ = try Words.access(entry.value)
                case .status: _ = try Words.status(entry.value)
                case .channels: _ = try ChannelText.channels(entry.value)
                case .setUp, .cleanDown: _ = try MinutesText.minutes(entry.value, unit: unit?.time)
                case .services: _ = try ServiceText.services(entry.value)
                case .serviceCode: try NumberText.check(entry.value, what: .serviceCode)
                case .unitOfCharge: _ = try Words.unitOfCharge(entry.value)
                case .price:
                    _ = try ServiceText.price(
                        entry.value,
                        unit: unit?.money
                            ?? mapping.defaults[.unitOfCharge].flatMap { (try? Words.unitOfCharge($0.value))?.money })
                default: break
                }
            } catch {
                found.append(CellFault(line: entry.line, column: entry.word, field: field, message: error.message))
            }
        }
        if !found.isEmpty { throw InventoryFault(found.sorted { $0.line < $1.line }) }
    }
}
