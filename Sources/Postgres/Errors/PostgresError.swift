/// What went wrong between the program and PostgreSQL.
///
/// ``description`` is safe for logs and replies: it holds no parameter values and no SQL. ``debugDescription`` holds
/// everything the server said and the statement's text.
package struct PostgresError: Error, Sendable {
    /// Who or what failed.
    package enum Code: String, Sendable, Hashable {
        /// The server refused a statement; see ``PostgresError/sqlState``.
        case server
        /// No connection could be made.
        case connectFailed
        /// The connection broke while it was in use; the server rolls back what was not committed.
        case connectionLost
        /// The connection had been closed before the call; nothing was sent.
        case connectionClosed
        /// The calling task was cancelled. The connection stays usable unless the server ignored the cancel request.
        case cancelled
        /// The client-side time limit of a statement passed.
        case timedOut
        /// The statement cannot be sent as asked: too many binds, COPY as a query, a zero byte in the text.
        case invalidStatement
        /// A value is not of the type asked for, or is NULL where none is allowed.
        case decoding
        /// COMMIT was answered with ROLLBACK, because a statement in the transaction had failed.
        case transactionAborted
        /// No connection of the pool became free in time.
        case poolTimedOut
        /// As many callers wait for the pool as may wait.
        case poolExhausted
        /// The pool is shutting down.
        case poolClosed
    }

    package var code: Code
    /// A sentence without parameter values.
    package var reason: String
    /// What the server reported, when it reported anything.
    package var report: ServerReport?
    /// Index of the failing statement in the pipeline, 0 for a single query.
    package var statementIndex: Int?
    /// Text of the failing statement; shown by ``debugDescription`` only.
    package var sql: String?
    /// True when the connection was lost at a moment when the server may have committed what was sent: the caller
    /// must find out before it reports failure.
    package var mayHaveTakenEffect: Bool

    package init(
        _ code: Code, _ reason: String, report: ServerReport? = nil, statementIndex: Int? = nil, sql: String? = nil,
        mayHaveTakenEffect: Bool = false
    ) {
        self.code = code
        self.reason = reason
        self.report = report
        self.statementIndex = statementIndex
        self.sql = sql
        self.mayHaveTakenEffect = mayHaveTakenEffect
    }

    package var sqlState: String? { report?.sqlState }
    /// Name of the violated constraint.
    package var constraint: String? { report?.constraint }
    package var table: String? { report?.table }
    package var column: String? { report?.column }
    package var schema: String? { report?.schema }
    /// May hold parameter values; not for logs.
    package var detail: String? { report?.detail }
    package var hint: String? { report?.hint }
    package var severity: String? { report?.severity }

    /// The connection is gone; another one is needed.
    package var isConnectionLost: Bool { code == .connectionLost || code == .connectionClosed }

    /// The same transaction may succeed when it is run again from its beginning.
    package var isRetryable: Bool {
        switch sqlState {
        case SQLState.serializationFailure, SQLState.deadlockDetected: true
        case SQLState.unknownPreparedStatement: true
        case SQLState.featureNotSupported: report?.isStalePlan ?? false
        default: false
        }
    }

    /// The database is away, starting, stopping or full: nothing is wrong with the request itself.
    package var isUnavailable: Bool {
        switch code {
        case .connectFailed, .connectionLost, .connectionClosed, .poolTimedOut, .poolExhausted, .poolClosed: true
        default: sqlState.map(SQLState.meansUnavailable) ?? false
        }
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        var text = reason
        if let index = statementIndex, index > 0 { text += " (statement \(index) of the pipeline)" }
        if mayHaveTakenEffect { text += "; it is not known whether it took effect" }
        return text
    }

    package var debugDescription: String {
        var text = "PostgresError.\(code.rawValue): \(description)"
        if let report { text += "\n\(report.debugDescription)" }
        if let sql { text += "\nstatement: \(sql)" }
        return text
    }
}
