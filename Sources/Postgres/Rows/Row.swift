/// One row of a result.
package struct Row: Sendable {
    let storage: RowStorage
    /// Place of the row in the result, from 0.
    package let index: Int

    init(storage: RowStorage, index: Int) {
        self.storage = storage
        self.index = index
    }

    package var columns: [Column] { storage.columns.columns }

    /// Reads a column by its place, from 0. Throws `decoding` for a type that does not fit, NULL without an optional,
    /// and a column that does not exist.
    package func decode<T: PostgresDecodable>(
        _ column: Int, as: T.Type = T.self
    ) throws(PostgresError) -> T {
        let types = storage.columns.types
        guard column >= 0, column < types.count else { throw .noColumn("\(column)") }
        let cell = storage.cells[index * types.count + column]
        do {
            guard cell.length >= 0 else { return try T.decodeNull() }
            let start = Int(cell.offset)
            let bytes = storage.bytes
            return try T.decode(bytes.span.bytes.extracting(start..<start + Int(cell.length)), type: types[column])
        } catch {
            throw error.inColumn(storage.columns.columns[column].name)
        }
    }

    /// Reads a column by its name. Slower than by place, as the name is searched for.
    package func decode<T: PostgresDecodable>(
        _ name: String, as: T.Type = T.self
    ) throws(PostgresError) -> T {
        guard let column = storage.columns.columns.firstIndex(where: { $0.name == name }) else { throw .noColumn(name) }
        return try decode(column, as: T.self)
    }

    package func isNull(_ column: Int) throws(PostgresError) -> Bool {
        let width = storage.columns.types.count
        guard column >= 0, column < width else { throw .noColumn("\(column)") }
        return storage.cells[index * width + column].length < 0
    }
}

extension PostgresError {
    static func noColumn(_ name: String) -> Self {
        Self(.decoding, "the result has no column \(name)")
    }

    func inColumn(_ name: String) -> Self {
        var copy = self
        copy.reason += " (column \(name))"
        return copy
    }
}
