import CLibPQ

extension PostgresConnection {
    /// Runs a text of several statements, separated by semicolons, without parameters and results: for migrations.
    ///
    /// The statements are one transaction unless the text holds transaction commands. Throws the first error.
    package func script(_ sql: String, timeout: Duration? = nil) async throws(PostgresError) {
        guard !sql.utf8.contains(0) else { throw PostgresError(.invalidStatement, "a script holds a zero byte") }
        try await converse(
            shielded: false, timeout: timeout ?? configuration.statementTimeout
        ) { (connection, conversation) async throws(PostgresError) in
            try await connection.runScript(sql, &conversation)
        }
    }

    private func runScript(_ sql: String, _ conversation: inout Conversation) async throws(PostgresError) {
        let session = try liveSession()
        guard PQsendQuery(session, sql) == 1 else { throw lost(conversation) }
        do throws(PostgresError) {
            _ = try await drain(&conversation)
        } catch {
            var error = error
            error.sql = sql
            error.mayHaveTakenEffect = error.code != .server && self.session == nil
            throw error
        }
        takeNotifications()
    }

    /// Reads the results of a simple query to their end; throws the first refusal after it. Returns the rows
    /// that the last command counted. COPY in the text is ended.
    func drain(_ conversation: inout Conversation) async throws(PostgresError) -> Int {
        var failure: PostgresError?
        var affected = 0
        while true {
            while let session, PQisBusy(session) == 0 {
                guard let result = PQgetResult(session) else {
                    if PQstatus(session) != CONNECTION_OK { throw lost(conversation) }
                    if let failure { throw failure }
                    return affected
                }
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_FATAL_ERROR:
                    let error = conversation.judge(result)
                    if PQstatus(session) != CONNECTION_OK { throw lost(conversation) }
                    failure = failure ?? error
                case PGRES_COPY_IN:
                    PQputCopyEnd(session, "COPY is run by copyIn and copyOut")
                case PGRES_COPY_OUT, PGRES_COPY_BOTH:
                    finish()
                    throw PostgresError(.invalidStatement, "COPY is run by copyIn and copyOut")
                default:
                    affected = Int(String(cString: PQcmdTuples(result))) ?? 0
                }
            }
            try await progress(&conversation)
        }
    }
}
