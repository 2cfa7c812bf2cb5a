import CLibPQ

extension PostgresConnection {
    /// Runs a `COPY … FROM STDIN` with the data that `produce` gives until it gives nil; returns the rows copied.
    ///
    /// Chunks may be cut anywhere. The next one is asked for when the last is on its way, so a slow server slows the
    /// producer down. `produce` runs in the caller's isolation; when it throws, nothing is copied and its error is
    /// thrown. What the server refuses is reported at the end of the data. No time limit applies.
    package nonisolated func copyIn(
        _ sql: String, _ produce: () async throws -> [UInt8]?
    ) async throws -> Int {
        try await copy(sql, expecting: .into) {
            while let chunk = try await produce() { try await send(chunk) }
            return try await finishCopyIn()
        }
    }

    private func send(_ chunk: [UInt8]) async throws(PostgresError) {
        guard var conversation = copying else { return }
        defer { copying = conversation }
        var rest = chunk[...]
        while !rest.isEmpty {
            if Task.isCancelled { throw PostgresError(.cancelled, "COPY was cancelled") }
            guard let session else { throw lost(conversation) }
            let piece = rest.prefix(Self.copyChunkSize)
            let queued = piece.withUnsafeBytes { bytes in
                PQputCopyData(session, bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(bytes.count))
            }
            guard queued == 1 else { throw lost(conversation) }
            rest = rest.dropFirst(piece.count)
            while PQflush(session) > 0 {
                try await progress(&conversation, untilSent: true)
                if conversation.interruption != nil { throw conversation.interrupted("COPY was cancelled") }
                guard PQstatus(session) == CONNECTION_OK else { throw lost(conversation) }
            }
        }
    }

    private func finishCopyIn() async throws(PostgresError) -> Int {
        guard var conversation = copying, let session else {
            throw PostgresError(.connectionClosed, "the connection to PostgreSQL is closed")
        }
        guard PQputCopyEnd(session, nil) == 1 else { throw lost(conversation) }
        copying = nil
        let isOpen = standing.isInTransaction
        do throws(PostgresError) {
            return try await drain(&conversation)
        } catch {
            var error = error
            error.mayHaveTakenEffect = error.code != .server && self.session == nil && !isOpen
            throw error
        }
    }
}
