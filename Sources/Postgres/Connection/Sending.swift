import CLibPQ

extension [UInt8] {
    /// Queues a statement's execution in libpq, all parameters and results in binary. The array is the memory in which
    /// the parameters are laid out; its content does not matter and is replaced. `name` is that of the preparation,
    /// nil to parse the text now.
    mutating func send(_ statement: Statement, _ name: String?, on session: OpaquePointer) -> Bool {
        // A rare giant must not keep its memory for ever.
        removeAll(keepingCapacity: capacity < 1 << 20)
        var lengths: [Int32] = []
        lengths.reserveCapacity(statement.binds.count)
        for bind in statement.binds {
            lengths.append(Int32(bind.bytes?.count ?? 0))
            if let bytes = bind.bytes { append(contentsOf: bytes) }
        }
        // So that an empty value has an address: without one it would be NULL.
        append(0)
        let formats = [Int32](repeating: 1, count: lengths.count)
        let count = Int32(lengths.count)
        return withUnsafeBufferPointer { memory in
            var next = memory.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
            let values = statement.binds.map { bind -> UnsafePointer<CChar>? in
                guard let bytes = bind.bytes else { return nil }
                defer { next = next?.advanced(by: bytes.count) }
                return next
            }
            if let name { return PQsendQueryPrepared(session, name, count, values, lengths, formats, 1) == 1 }
            let types = statement.binds.map(\.type.rawValue)
            return PQsendQueryParams(session, statement.sql, count, types, values, lengths, formats, 1) == 1
        }
    }
}
