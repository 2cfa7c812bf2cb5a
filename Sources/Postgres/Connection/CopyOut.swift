import CLibPQ

extension PostgresConnection {
    /// Runs a `COPY … TO STDOUT` and hands its data over in chunks of whole rows, 64 KiB or a little more each.
    ///
    /// The next chunk is read when `consume` has returned, so a slow consumer slows the server down. `consume` runs in
    /// the caller's isolation; when it throws, the COPY is cancelled and its error thrown. No time limit applies.
    package nonisolated func copyOut(
        _ sql: String, _ consume: ([UInt8]) async throws -> Void
    ) async throws {
        try await copy(sql, expecting: .out) {
            while let chunk = try await copyChunk() { try await consume(chunk) }
        }
    }

    enum CopyDirection: Sendable {
        case into
        case out
    }

    /// A COPY from its first word to its last, in its turn. When `body` throws, the server's side is ended too.
    nonisolated func copy<Value>(
        _ sql: String, expecting direction: CopyDirection, _ body: () async throws -> Value
    ) async throws -> Value {
        guard Verb(of: sql) == .copy, !sql.utf8.contains(0) else {
            throw PostgresError(.invalidStatement, "the statement is not COPY", sql: sql)
        }
        try await turnstile.enter(shielded: false)
        defer { turnstile.leave() }
        let conversation = Conversation(timeout: nil)
        let ticket = conversation.ticket
        return try await withTaskCancellationHandler {
            do {
                try await beginCopy(sql, direction, conversation)
                let value = try await body()
                await endCopy()
                return value
            } catch {
                await abandonCopy(direction)
                throw error
            }
        } onCancel: {
            Reactor.shared.interrupt(ticket)
        }
    }

    private func beginCopy(
        _ sql: String, _ direction: CopyDirection, _ started: Conversation
    ) async throws(PostgresError) {
        var conversation = started
        ticket = conversation.ticket
        let session = try liveSession()
        guard PQsendQuery(session, sql) == 1 else { throw lost(conversation) }
        while PQisBusy(session) == 1 { try await progress(&conversation) }
        guard let result = PQgetResult(session) else { throw lost(conversation) }
        let status = PQresultStatus(result)
        switch (status, direction) {
        case (PGRES_COPY_IN, .into), (PGRES_COPY_OUT, .out):
            PQclear(result)
            copying = conversation
        case (PGRES_FATAL_ERROR, _):
            var error = conversation.judge(result)
            PQclear(result)
            if PQstatus(session) != CONNECTION_OK { throw lost(conversation) }
            error.sql = sql
            _ = try await drain(&conversation)
            throw error
        default:
            PQclear(result)
            // The other direction; its end is told as to an abandoned one.
            copying = conversation
            await abandonCopy(direction == .into ? .out : .into)
            throw PostgresError(.invalidStatement, "COPY goes the other way", sql: sql)
        }
    }

    /// The next rows; nil when all have come.
    private func copyChunk() async throws(PostgresError) -> [UInt8]? {
        guard var conversation = copying else { return nil }
        defer { if copying != nil { copying = conversation } }
        // Where data comes faster than it is consumed nothing is ever waited for, and the wish to end not heard there.
        if Task.isCancelled || isAborted { try await progress(&conversation) }
        var chunk: [UInt8] = []
        var hasLooked = false
        while let session {
            var row: UnsafeMutablePointer<CChar>?
            let length = Int(PQgetCopyData(session, &row, 1))
            switch length {
            case 1...:
                if chunk.isEmpty { chunk.reserveCapacity(Self.copyChunkSize + length) }
                chunk.append(contentsOf: UnsafeRawBufferPointer(start: row, count: length))
                PQfreemem(row)
                if chunk.count >= Self.copyChunkSize { return chunk }
                hasLooked = false
            case 0 where !hasLooked:
                // Data that has come meanwhile is there without waiting for word of it. A failure is shown below.
                _ = PQconsumeInput(session)
                hasLooked = true
            case 0:
                if !chunk.isEmpty { return chunk }
                try await progress(&conversation)
                if PQstatus(session) != CONNECTION_OK { throw lost(conversation) }
                hasLooked = false
            case -1:
                copying = nil
                _ = try await drain(&conversation)
                return chunk.isEmpty ? nil : chunk
            default:
                throw lost(conversation)
            }
        }
        throw lost(conversation)
    }

    /// Bytes after which a chunk is handed over.
    static let copyChunkSize = 65536

    private func endCopy() {
        copying = nil
        if let ticket { Reactor.shared.retire(ticket) }
        ticket = nil
        if isAborted { finish() }
        updateStanding()
    }

    /// Ends what the caller gave up, so that the connection can be used again; closes it when that fails.
    private func abandonCopy(_ direction: CopyDirection) async {
        defer { endCopy() }
        guard var conversation = copying, let session else { return }
        copying = nil
        conversation.interruption = conversation.interruption ?? .cancelled
        let end = conversation.graceEnd ?? .now + configuration.cancelGrace
        conversation.graceEnd = end
        conversation.deadline = end
        if direction == .into {
            PQputCopyEnd(session, "given up by the program")
        } else if let request = PQgetCancel(session) {
            await CancelRequest(request).send(until: end)
        }
        do {
            try await skipCopy(&conversation)
            _ = try await drain(&conversation)
        } catch {
            // The server's answer to being told to stop; a lost connection has been closed.
        }
    }

    /// Reads the rest of a COPY's data and forgets it.
    private func skipCopy(_ conversation: inout Conversation) async throws(PostgresError) {
        while let session {
            var row: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(session, &row, 1)
            if let row { PQfreemem(row) }
            if length < 0 { return }
            if length == 0 { try await progress(&conversation) }
        }
    }
}
