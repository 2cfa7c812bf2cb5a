/// How far a transaction got. The cases tell what to do next.
package enum TransactionError: Error {
    /// It did not begin; nothing was done.
    case begin(PostgresError)
    /// The body threw; it was rolled back, by the server when the connection was lost.
    case body(any Error)
    /// COMMIT failed. Rolled back, unless ``TransactionError/isOutcomeUnknown``.
    case commit(PostgresError)
    /// The body threw, and then ROLLBACK failed: the connection was closed, which makes the server roll back.
    case rollback(PostgresError, after: any Error)

    /// The error of PostgreSQL behind it, if there is one.
    package var postgres: PostgresError? {
        switch self {
        case .begin(let error), .commit(let error): error
        case .body(let error), .rollback(_, let error): error as? PostgresError
        }
    }

    /// The connection was lost in COMMIT: the transaction may have been committed.
    package var isOutcomeUnknown: Bool {
        if case .commit(let error) = self { error.mayHaveTakenEffect } else { false }
    }

    /// The same transaction may succeed when it is run again.
    package var isRetryable: Bool { postgres?.isRetryable ?? false }
}

extension TransactionError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .begin(let error): "the transaction did not begin: \(error)"
        case .body(let error): "the transaction was rolled back: \(error)"
        case .commit(let error): "the transaction's commit failed: \(error)"
        case .rollback(let error, let first): "the transaction failed: \(first); so did its rollback: \(error)"
        }
    }
}

/// How a transaction sees the others.
package enum Isolation: Sendable {
    case readCommitted
    case repeatableRead
    case serializable
    /// Repeatable read without writing: one consistent picture.
    case snapshot

    var begin: Statement {
        switch self {
        case .readCommitted: .begin
        case .repeatableRead: Statement("BEGIN ISOLATION LEVEL REPEATABLE READ")
        case .serializable: Statement("BEGIN ISOLATION LEVEL SERIALIZABLE")
        case .snapshot: Statement("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        }
    }
}

extension PostgresConnection {
    /// Runs `body` between BEGIN and COMMIT, in the caller's isolation; rolls back when it throws.
    ///
    /// COMMIT and ROLLBACK are sent even when the task has been cancelled meanwhile: a body that returned is committed.
    package nonisolated func transaction<Value>(
        _ isolation: Isolation = .readCommitted, _ body: (PostgresConnection) async throws -> Value
    ) async throws(TransactionError) -> Value {
        guard !standing.isInTransaction else {
            throw .begin(PostgresError(.invalidStatement, "a transaction is open on this connection already"))
        }
        do {
            _ = try await query(isolation.begin)
        } catch {
            throw .begin(error)
        }
        let value: Value
        do {
            value = try await body(self)
        } catch {
            try await undo(after: error)
            throw .body(error)
        }
        try await commit()
        return value
    }

    private nonisolated func commit() async throws(TransactionError) {
        let answer: Rows
        do {
            answer = try await shieldedQuery(.commit)
        } catch {
            throw .commit(error)
        }
        guard answer.command == "COMMIT" else {
            throw .commit(
                PostgresError(.transactionAborted, "a statement of the transaction had failed, so COMMIT rolled back"))
        }
    }

    private nonisolated func undo(after first: any Error) async throws(TransactionError) {
        // A lost connection needs no rollback: the server has done it or will.
        guard isUsable else { return }
        do {
            _ = try await query(.rollback)
        } catch {
            guard error.code != .connectionClosed else { return }
            await abort()
            throw .rollback(error, after: first)
        }
    }

    /// A query that cancellation of the task does not reach.
    func shieldedQuery(_ statement: Statement) async throws(PostgresError) -> Rows {
        try await converse(
            shielded: true, timeout: configuration.statementTimeout
        ) { (connection, conversation) async throws(PostgresError) in
            try await connection.runRepeating([statement], &conversation)[0]
        }
    }
}
