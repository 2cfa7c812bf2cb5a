import CLibPQ

extension PostgresConnection {
    /// Runs one statement. `timeout` overrides the configuration's; see ``pipeline(_:timeout:)`` for the rest.
    package func query(_ statement: Statement, timeout: Duration? = nil) async throws(PostgresError) -> Rows {
        try await pipeline([statement], timeout: timeout)[0]
    }

    /// Runs statements in one round trip: all are sent at once, with one synchronisation at the end.
    ///
    /// Results come in the order of the statements. The first error ends it: the server skips all that follows, and
    /// the error is thrown with the statement's index. What that means for the transaction:
    /// - Without BEGIN and COMMIT the pipeline is one transaction of its own: all statements take effect or none.
    /// - After an error inside a transaction, begun here or before, the transaction is failed and stays open: a COMMIT
    ///   later in the pipeline was skipped. The caller sends ``Statement/rollback`` before anything else.
    /// - A COMMIT that was reached before the error stands.
    ///
    /// A statement whose preparation the server has forgotten or finds outdated is prepared again and the pipeline
    /// repeated, where nothing of it can have taken effect; inside a transaction that was open before, the error is
    /// thrown, with ``PostgresError/isRetryable`` true.
    package func pipeline(
        _ statements: [Statement], timeout: Duration? = nil
    ) async throws(PostgresError) -> [Rows] {
        if statements.isEmpty { return [] }
        try Self.check(statements)
        let shielded = statements.contains { $0.verb == .rollback }
        return try await converse(
            shielded: shielded, timeout: timeout ?? configuration.statementTimeout
        ) { (connection, conversation) async throws(PostgresError) in
            try await connection.runRepeating(statements, &conversation)
        }
    }

    /// Refuses what libpq would refuse halfway, when statements before it are already on their way.
    private static func check(_ statements: [Statement]) throws(PostgresError) {
        for (index, statement) in statements.enumerated() {
            func refuse(_ reason: String) -> PostgresError {
                PostgresError(.invalidStatement, reason, statementIndex: index, sql: statement.sql)
            }
            guard statement.binds.count <= 65535 else { throw refuse("a statement takes at most 65535 parameters") }
            guard !statement.sql.utf8.contains(0) else { throw refuse("a statement holds a zero byte") }
            guard statement.verb != .copy else { throw refuse("COPY is run by copyIn and copyOut") }
            let size = statement.binds.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
            guard size < 1 << 30 else { throw refuse("the parameters of a statement take 1 GiB or more") }
        }
    }

    func runRepeating(
        _ statements: [Statement], _ conversation: inout Conversation
    ) async throws(PostgresError) -> [Rows] {
        var repeats = 0
        while true {
            let session = try liveSession()
            let wasIdle = PQtransactionStatus(session) == PQTRANS_IDLE
            var run = PipelineRun(statements: statements)
            let failure: PostgresError
            do {
                return try await run.perform(on: self, session, wasIdle: wasIdle, &conversation)
            } catch {
                failure = error
            }
            guard isForgotten(failure, run), wasIdle, repeats < 2, self.session != nil else { throw failure }
            guard PipelineRun.canRepeat(statements, failedAt: failure.statementIndex ?? 0) else { throw failure }
            repeats += 1
            if PQtransactionStatus(session) != PQTRANS_IDLE {
                var undo = PipelineRun(statements: [.rollback])
                _ = try await undo.perform(on: self, session, wasIdle: false, &conversation)
            }
        }
    }

    /// True when the failure comes from a prepared statement that is no longer what it was; forgets such ones.
    private func isForgotten(_ failure: PostgresError, _ run: PipelineRun) -> Bool {
        if failure.sqlState == SQLState.unknownPreparedStatement {
            cache.forgetAll()
            return true
        }
        if failure.report?.isStalePlan == true {
            for statement in run.used { cache.forget(statement) }
            return true
        }
        return false
    }
}
