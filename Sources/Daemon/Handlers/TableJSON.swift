import Booking
import Inventory

/// A table as a JSON array of objects, a row a line, columns in their order; every value is text, as in the CSV.
enum TableJSON {
    static func write(_ table: Table) -> String {
        var text = "["
        for (index, row) in table.rows.enumerated() {
            text += index == 0 ? "\n{" : ",\n{"
            for (position, (column, value)) in zip(table.columns, row).enumerated() {
                if position > 0 { text += "," }
                text += JSONText.quoted(column) + ":" + JSONText.quoted(value)
            }
            text += "}"
        }
        return text + "\n]\n"
    }
}
