import CLibPQ

/// Why a running call is to end early.
enum Interruption: Sendable {
    case cancelled
    case timedOut
    case aborted
}

/// One call's dealings with the server: its time limit, and how far its cancelling has come.
struct Conversation {
    let ticket: Ticket
    /// When to act next: the time limit, and after it the moment to ask again.
    var deadline: ContinuousClock.Instant?
    /// Set once, by the first cause.
    var interruption: Interruption?
    /// When the connection is given up, after a cancel request.
    var graceEnd: ContinuousClock.Instant?
    /// What the server said in ending the session.
    var farewell: ServerReport?

    init(timeout: Duration?) {
        ticket = Reactor.shared.makeTicket()
        deadline = timeout.map { ContinuousClock.now + $0 }
    }
}

extension PostgresConnection {
    /// Runs a call's dealings in its turn: one at a time, ended by cancellation of the task unless `shielded`.
    func converse<Value: Sendable>(
        shielded: Bool, timeout: Duration?,
        _ body: @Sendable (isolated PostgresConnection, inout Conversation) async throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        try await turnstile.enter(shielded: shielded)
        defer { turnstile.leave() }
        if !shielded, Task.isCancelled { throw PostgresError(.cancelled, "cancelled before anything was sent") }
        let conversation = Conversation(timeout: timeout)
        let ticket = conversation.ticket
        self.ticket = ticket
        defer {
            self.ticket = nil
            Reactor.shared.retire(ticket)
            if isAborted { finish() }
            updateStanding()
        }
        if shielded { return try await attempt(conversation, body).get() }
        return try await withTaskCancellationHandler {
            await attempt(conversation, body)
        } onCancel: {
            Reactor.shared.interrupt(ticket)
        }.get()
    }

    private func attempt<Value: Sendable>(
        _ conversation: Conversation,
        _ body: @Sendable (isolated PostgresConnection, inout Conversation) async throws(PostgresError) -> Value
    ) async -> Result<Value, PostgresError> {
        var conversation = conversation
        do {
            return .success(try await body(self, &conversation))
        } catch {
            return .failure(error)
        }
    }

    /// Waits until libpq can go on: sends what it holds back, reads what has come. Always reads while it writes, so
    /// that neither side waits for the other with full buffers.
    ///
    /// Throws when the connection is gone. A cancelled or timed-out call is not ended here: the server is asked to
    /// cancel, and its answer comes as a result. With `untilSent` it returns at once when nothing is held back.
    func progress(
        _ conversation: inout Conversation, untilSent: Bool = false
    ) async throws(PostgresError) {
        guard let session else { throw PostgresError(.connectionClosed, "the connection to PostgreSQL is closed") }
        let unsent = PQflush(session)
        guard unsent >= 0 else { throw lost(conversation) }
        if untilSent, unsent == 0 { return }
        let wake = await Reactor.shared.wait(
            conversation.ticket, for: PQsocket(session), unsent == 1 ? [.reading, .writing] : .reading,
            until: conversation.deadline)
        switch wake {
        case .ready:
            // A failure is shown by the next result, after what the server said before it.
            _ = PQconsumeInput(session)
        case .interrupted:
            try await interrupt(&conversation, isAborted ? .aborted : .cancelled)
        case .timedOut:
            try await interrupt(&conversation, .timedOut)
        }
    }

    /// Asks the server to cancel; gives the connection up when it was asked before and did not obey.
    private func interrupt(
        _ conversation: inout Conversation, _ cause: Interruption
    ) async throws(PostgresError) {
        if cause == .aborted {
            finish()
            throw PostgresError(.connectionLost, "the connection was closed by the program", mayHaveTakenEffect: true)
        }
        if conversation.interruption == nil { conversation.interruption = cause }
        let now = ContinuousClock.now
        let end = conversation.graceEnd ?? now + configuration.cancelGrace
        conversation.graceEnd = end
        guard now < end, let session, let request = PQgetCancel(session) else {
            finish()
            throw conversation.interrupted(
                "the server did not obey a cancel request; the connection was closed", mayHaveTakenEffect: true)
        }
        await CancelRequest(request).send(until: end)
        // A request that found the server between two statements of a pipeline had no effect: ask again.
        conversation.deadline = min(end, .now + .seconds(1))
    }

    /// Closes after the peer has gone, and says so with the most telling words there are.
    func lost(_ conversation: Conversation) -> PostgresError {
        let report = conversation.farewell ?? notices.farewell
        let words = session.map { String(cString: PQerrorMessage($0)).trimmedLine } ?? ""
        finish()
        let reason = report?.safeReason ?? (words.isEmpty ? "the connection to PostgreSQL was lost" : words)
        return PostgresError(.connectionLost, reason, report: report)
    }
}

extension Conversation {
    /// The error of a call that was ended early.
    func interrupted(_ reason: String, report: ServerReport? = nil, mayHaveTakenEffect: Bool = false) -> PostgresError {
        PostgresError(
            interruption == .timedOut ? .timedOut : .cancelled, reason, report: report,
            mayHaveTakenEffect: mayHaveTakenEffect)
    }

    /// Judges an error result. The server's words on ending the session are kept for ``PostgresConnection/lost(_:)``.
    mutating func judge(_ result: OpaquePointer) -> PostgresError {
        let report = ServerReport(result: result)
        if report.isFatal { farewell = report }
        if report.sqlState == SQLState.queryCancelled, let interruption {
            let reason = interruption == .timedOut ? "the statement's time limit passed" : "the statement was cancelled"
            return interrupted(reason, report: report)
        }
        return PostgresError(.server, report.safeReason, report: report)
    }
}
