/// Where the database is and how long to wait for it.
package struct PostgresConfiguration: Sendable {
    /// A connection string of libpq, `host=… dbname=…` or `postgresql://…`. With several hosts and
    /// `target_session_attrs` libpq follows a failover. May hold a password.
    package var conninfo: String
    /// Shown in `pg_stat_activity`, unless the connection string names another.
    package var applicationName: String
    /// For one host; libpq tries the next one afterwards. Whole seconds, at least two. The connection string wins.
    package var connectTimeout: Duration
    /// Longest time for one query, pipeline or script, from the moment it is sent; nil is no limit. COPY has none.
    package var statementTimeout: Duration?
    /// How long the server may take to obey a cancel request before the connection is closed.
    package var cancelGrace: Duration
    /// How many prepared statements a connection keeps; the least recently used one makes room.
    package var preparedStatements: Int

    package init(
        conninfo: String, applicationName: String = "yiqi", connectTimeout: Duration = .seconds(5),
        statementTimeout: Duration? = nil, cancelGrace: Duration = .seconds(5), preparedStatements: Int = 256
    ) {
        self.conninfo = conninfo
        self.applicationName = applicationName
        self.connectTimeout = connectTimeout
        self.statementTimeout = statementTimeout
        self.cancelGrace = cancelGrace
        self.preparedStatements = preparedStatements
    }
}

extension PostgresConfiguration: CustomStringConvertible {
    /// Without the connection string, which may hold a password.
    package var description: String { "PostgresConfiguration(\(applicationName))" }
}
