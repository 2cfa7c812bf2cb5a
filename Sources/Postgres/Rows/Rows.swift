/// The result of one statement: its rows in one buffer, decoded only when asked.
///
/// A row keeps the whole result alive; copy values out of it, do not keep rows.
package struct Rows: Sendable {
    let storage: RowStorage
    /// The server's word for what it did: `SELECT 3`, `INSERT 0 1`, `COMMIT`, `ROLLBACK`.
    package let command: String
    /// Rows inserted, changed, deleted or selected, by the server's count.
    package let affected: Int

    init(storage: RowStorage, command: String, affected: Int) {
        self.storage = storage
        self.command = command
        self.affected = affected
    }

    package var columns: [Column] { storage.columns.columns }

    /// The only row. Throws `decoding` when there are none or several.
    package var only: Row {
        get throws(PostgresError) {
            guard count == 1 else { throw PostgresError(.decoding, "one row was expected, \(count) came") }
            return self[0]
        }
    }
}

/// A column of a result.
package struct Column: Hashable, Sendable {
    package let name: String
    package let type: PostgresType
}

/// The columns of a result; shared by all results of a prepared statement.
final class ColumnList: Sendable {
    let columns: [Column]
    let types: [PostgresType]

    init(_ columns: [Column]) {
        self.columns = columns
        types = columns.map(\.type)
    }

    static let none = ColumnList([])
}

/// All values of a result: one buffer, and where each value lies in it.
final class RowStorage: Sendable {
    /// The place of a value; a length of -1 is NULL.
    struct Cell: Sendable {
        let offset: UInt32
        let length: Int32

        init(offset: UInt32, length: Int32) {
            self.offset = offset
            self.length = length
        }
    }

    let columns: ColumnList
    let cells: [Cell]
    let bytes: [UInt8]
    let rowCount: Int

    init(columns: ColumnList, cells: [Cell], bytes: [UInt8], rowCount: Int) {
        self.columns = columns
        self.cells = cells
        self.bytes = bytes
        self.rowCount = rowCount
    }

    static let empty = RowStorage(columns: .none, cells: [], bytes: [], rowCount: 0)
}

extension Rows: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { storage.rowCount }

    package subscript(position: Int) -> Row {
        precondition(position >= 0 && position < storage.rowCount, "no such row")
        return Row(storage: storage, index: position)
    }
}
