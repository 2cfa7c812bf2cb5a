import CLibPQ

extension Rows {
    /// Copies a result of libpq; the caller still owns and clears it.
    ///
    /// `known` are the columns of the same prepared statement's last result. The server refuses to run a prepared
    /// statement whose result would have other columns, so they need not be read again.
    init(reading result: OpaquePointer, known: ColumnList?) throws(PostgresError) {
        let command = String(cString: PQcmdStatus(result))
        let affected = Int(String(cString: PQcmdTuples(result))) ?? 0
        let width = PQnfields(result)
        guard width > 0 else {
            self.init(
                storage: RowStorage(columns: .none, cells: [], bytes: [], rowCount: Int(PQntuples(result))),
                command: command, affected: affected)
            return
        }
        let columns: ColumnList
        if let known, known.columns.count == Int(width) {
            columns = known
        } else {
            columns = Self.columns(of: result, width: width)
        }
        self.init(
            storage: try Self.storage(of: result, columns: columns, width: width), command: command, affected: affected)
    }

    private static func columns(of result: OpaquePointer, width: Int32) -> ColumnList {
        ColumnList(
            (0..<width).map { column in
                Column(
                    name: PQfname(result, column).map { String(cString: $0) } ?? "",
                    type: PostgresType(rawValue: PQftype(result, column)))
            })
    }

    private static func storage(
        of result: OpaquePointer, columns: ColumnList, width: Int32
    ) throws(PostgresError) -> RowStorage {
        let height = PQntuples(result)
        guard height > 0 else { return RowStorage(columns: columns, cells: [], bytes: [], rowCount: 0) }
        var total = 0
        var cells: [RowStorage.Cell] = []
        cells.reserveCapacity(Int(width) * Int(height))
        for row in 0..<height {
            for column in 0..<width {
                let length = PQgetlength(result, row, column)
                // Only an empty value can be NULL, which spares a call for the others.
                let isNull = length == 0 && PQgetisnull(result, row, column) == 1
                guard total <= Int(UInt32.max) else {
                    throw PostgresError(.decoding, "the result is larger than 4 GiB; read it with COPY")
                }
                cells.append(RowStorage.Cell(offset: UInt32(total), length: isNull ? -1 : length))
                total += Int(length)
            }
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: total) { buffer, count in
            var next = 0
            for row in 0..<height {
                for column in 0..<width {
                    let length = Int(cells[next].length)
                    if length > 0, let source = PQgetvalue(result, row, column) {
                        UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                            .copyMemory(from: UnsafeRawBufferPointer(start: source, count: length))
                        count += length
                    }
                    next += 1
                }
            }
        }
        return RowStorage(columns: columns, cells: cells, bytes: bytes, rowCount: Int(height))
    }
}
