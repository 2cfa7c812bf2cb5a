package import Booking

/// A list, read: what was made of its headings, and each row's record or faults.
package struct ReadInventory: Sendable {
    package let encoding: TextEncoding
    package let format: InventoryFormat
    /// One for each column, in the list's order.
    package let headings: [HeadingReport]
    /// In order of line. With `%layout services` an instrument stands at its first row, and only there.
    package let rows: [ReadRow]
    /// Rows with nothing in any cell, which are no instruments.
    package let emptyLines: [Int]
    /// Why columns that are only ever corrected differ from what was published (rule D7); nil where no line says so.
    package var correction: String?
    /// The prices that the list's lines confirm (rule D8).
    package var confirmed = ConfirmedPrices()

    /// The records of the rows that have one, in order.
    package var records: [InventoryRecord] {
        rows.compactMap { if case .record(let record) = $0.result { record } else { nil } }
    }

    /// Every fault of every refused row, in order.
    package var faults: [CellFault] {
        rows.flatMap { row -> [CellFault] in if case .refused(let faults) = row.result { faults } else { [] } }
    }
}

package enum InventoryFormat: String, CaseIterable, Sendable {
    case csv, json
}

/// What became of one column.
package struct HeadingReport: Hashable, Sendable {
    package enum Use: Hashable, Sendable {
        case field(InventoryField)
        /// Known to Yiqi by no name; kept as an extra under this one.
        case extra(String)
        /// Only what `%compose` makes of it is kept.
        case composed
    }

    /// As the list has it.
    package let column: String
    package let use: Use

    package init(column: String, use: Use) {
        self.column = column
        self.use = use
    }
}

package struct ReadRow: Sendable {
    package enum Result: Sendable {
        case record(InventoryRecord)
        /// Never empty.
        case refused([CellFault])
    }

    /// The line on which the row begins, counted as ``CellFault/line``.
    package let line: Int
    /// The instrument's number where it could be read; for rows that are refused too.
    package let number: String?
    package let result: Result
}
