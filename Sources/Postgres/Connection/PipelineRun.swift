import CLibPQ

/// One pipeline on its way: what was sent in which order, and what has come back.
struct PipelineRun {
    /// What the server answers, in the order of sending.
    private enum Step {
        case deallocate
        case prepare(PreparedStatement, index: Int)
        case execute(PreparedStatement?, index: Int)
        /// `isLast` ends the run.
        case synchronise(isLast: Bool)

        var index: Int? {
            switch self {
            case .prepare(_, let index), .execute(_, let index): index
            default: nil
            }
        }
    }

    let statements: [Statement]
    private var steps: [Step] = []
    private var position = 0
    private var results: [Rows] = []
    private var failure: PostgresError?
    /// The prepared statements that take part.
    private(set) var used: [PreparedStatement] = []
    private var planned: [PreparedStatement] = []

    init(statements: [Statement]) { self.statements = statements }

    /// Whether everything up to the failing statement is undone by a rollback.
    static func canRepeat(_ statements: [Statement], failedAt index: Int) -> Bool {
        statements.prefix(index).allSatisfy { $0.verb == .undoable || $0.verb == .begin }
    }

    mutating func perform(
        on connection: isolated PostgresConnection, _ session: OpaquePointer, wasIdle: Bool,
        _ conversation: inout Conversation
    ) async throws(PostgresError) -> [Rows] {
        results.reserveCapacity(statements.count)
        defer { connection.cache.dropUnconfirmed(planned) }
        guard PQenterPipelineMode(session) == 1 else { throw connection.lost(conversation) }
        guard send(on: connection, session, wasIdle: wasIdle) else {
            throw unfinished(connection.lost(conversation), wasIdle: wasIdle)
        }
        while position < steps.count {
            do throws(PostgresError) {
                // First what has come already: for that the socket will never be ready again.
                guard let session = connection.session else { throw connection.lost(conversation) }
                try read(from: session, connection, &conversation)
                if position < steps.count { try await connection.progress(&conversation) }
            } catch {
                throw unfinished(error, wasIdle: wasIdle)
            }
        }
        guard let session = connection.session, PQexitPipelineMode(session) == 1 else {
            throw unfinished(connection.lost(conversation), wasIdle: wasIdle)
        }
        connection.takeNotifications()
        if let failure { throw failure }
        return results
    }

    // MARK: Sending

    private mutating func send(
        on connection: isolated PostgresConnection, _ session: OpaquePointer, wasIdle: Bool
    ) -> Bool {
        connection.cache.beginUse()
        var sent = true
        // Places first: making room may add to what is to be deallocated.
        let places = statements.map { connection.cache.place($0, mayEvict: wasIdle) }
        if wasIdle {
            let leaving = connection.cache.takeLeaving()
            for name in leaving {
                sent = sent && PQsendQueryParams(session, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 1) == 1
                steps.append(.deallocate)
            }
            // Synchronised on its own, so that it does not count as the transaction's first statement.
            if !leaving.isEmpty {
                sent = sent && PQpipelineSync(session) == 1
                steps.append(.synchronise(isLast: false))
            }
        }
        for (index, statement) in statements.enumerated() where sent {
            var prepared: PreparedStatement?
            switch places[index] {
            case .known(let known):
                prepared = known
            case .new(let new):
                prepared = new
                planned.append(new)
                steps.append(.prepare(new, index: index))
                let types = statement.binds.map(\.type.rawValue)
                sent = PQsendPrepare(session, new.name, statement.sql, Int32(types.count), types) == 1
            case .none:
                break
            }
            if let prepared { used.append(prepared) }
            steps.append(.execute(prepared, index: index))
            sent = sent && connection.scratch.send(statement, prepared?.name, on: session)
        }
        steps.append(.synchronise(isLast: true))
        return sent && PQpipelineSync(session) == 1
    }

    // MARK: Reading

    /// Reads what has come, without waiting.
    private mutating func read(
        from session: OpaquePointer, _ connection: isolated PostgresConnection, _ conversation: inout Conversation
    ) throws(PostgresError) {
        while position < steps.count, PQisBusy(session) == 0 {
            guard let result = PQgetResult(session) else {
                if PQstatus(session) != CONNECTION_OK { throw connection.lost(conversation) }
                // The end of one step's results.
                position += 1
                continue
            }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                position += 1
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                take(result)
            case PGRES_FATAL_ERROR:
                let error = conversation.judge(result)
                if PQstatus(session) != CONNECTION_OK { throw connection.lost(conversation) }
                // The end of the session is not a refusal: what was under way may have been done. The loss follows.
                if error.report?.isFatal != true { fail(error) }
            case PGRES_PIPELINE_ABORTED:
                break
            default:
                // COPY began in spite of the check (a function cannot do that): libpq offers no way back.
                connection.finish()
                throw PostgresError(.invalidStatement, "a statement of the pipeline is not a query")
            }
        }
    }

    private mutating func take(_ result: OpaquePointer) {
        switch steps[position] {
        case .prepare(let statement, _):
            statement.isConfirmed = true
        case .execute(let statement, let index):
            do {
                let rows = try Rows(reading: result, known: statement?.columns)
                if let statement, rows.columns.count > 0 { statement.columns = rows.storage.columns }
                results.append(rows)
            } catch {
                fail(error, at: index)
            }
        case .deallocate, .synchronise:
            break
        }
    }

    private mutating func fail(_ error: PostgresError) {
        // A statement that cannot be deallocated is gone already.
        guard let index = steps[position].index else { return }
        fail(error, at: index)
    }

    private mutating func fail(_ error: PostgresError, at index: Int) {
        guard failure == nil else { return }
        var error = error
        error.statementIndex = index
        error.sql = statements[index].sql
        failure = error
    }

    // MARK: A broken end

    /// What to say when the connection went before all answers had come. A refusal that had come is not overruled by
    /// the loss, as nothing after it was run.
    private func unfinished(_ error: PostgresError, wasIdle: Bool) -> PostgresError {
        var error = error
        if let failure {
            error.mayHaveTakenEffect = false
            error.report = error.report ?? failure.report
            return error
        }
        let isOpen = wasIdle ? statements.first?.verb == .begin : true
        error.mayHaveTakenEffect = !isOpen || statements.contains { $0.verb == .commit }
        error.statementIndex = min(results.count, statements.count - 1)
        return error
    }
}
