import CLibPQ
import DequeModule
package import Logging
import Synchronization

/// One connection to PostgreSQL.
///
/// Its code runs on the reactor's thread and never blocks it. Calls from several tasks are served one after the other
/// in the order of asking; a transaction belongs to whoever began it, so a connection with an open one must not be
/// shared. Lost connections are not mended: every later call throws `connectionClosed`. A pool replaces them.
package actor PostgresConnection {
    /// What ``PostgresConnection`` says about itself without being asked on its own thread.
    struct Standing: Sendable {
        /// Nil when the connection is closed.
        var socket: Int32?
        /// Between calls: a transaction is open, or one has failed and waits for its ROLLBACK.
        var isInTransaction = false
    }

    nonisolated let configuration: PostgresConfiguration
    nonisolated let logger: Logger
    nonisolated let turnstile = Turnstile()
    nonisolated let notices: NoticeSink
    private nonisolated let standingBox: Mutex<Standing>

    /// Libpq's connection; nil when closed.
    var session: OpaquePointer?
    var cache: StatementCache
    /// Wakes the exchange that is going on; a new one for each.
    var ticket: Ticket?
    /// Set by ``abort()``.
    var isAborted = false
    /// The COPY that is going on, between its steps.
    var copying: Conversation?
    /// Notifications that came and were not yet asked for; only after LISTEN.
    var heard: Deque<PostgresNotification> = []
    /// Kept between calls, so that parameters need no new memory each time.
    var scratch: [UInt8] = []

    package nonisolated var unownedExecutor: UnownedSerialExecutor { Reactor.shared.asUnownedSerialExecutor() }

    init(_ established: EstablishedSession, configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        notices = established.notices
        session = established.pointer
        cache = StatementCache(limit: configuration.preparedStatements)
        standingBox = Mutex(Standing(socket: PQsocket(established.pointer)))
    }

    /// Connects, to the first host of the connection string that accepts. Throws `connectFailed` with libpq's words,
    /// or `cancelled`.
    package static func connect(
        _ configuration: PostgresConfiguration, logger: Logger
    ) async throws(PostgresError) -> PostgresConnection {
        let established = try await ConnectAttempt(configuration, logger: logger).run()
        return PostgresConnection(established, configuration: configuration, logger: logger)
    }

    isolated deinit { finish() }

    /// Can be used for another call. May be wrong about a peer that vanished since the last one.
    package nonisolated var isUsable: Bool { standing.socket != nil }

    nonisolated var standing: Standing { standingBox.withLock { $0 } }

    /// Process number of the server's end, for `pg_terminate_backend` and logs; 0 when closed.
    package var backendProcess: Int32 { session.map { PQbackendPID($0) } ?? 0 }

    /// A parameter that the server reported, such as `server_version` or `in_hot_standby`.
    package func parameter(_ name: String) -> String? {
        session.flatMap { PQparameterStatus($0, name) }.map { String(cString: $0) }
    }

    /// The prepared statements that this connection keeps.
    package var preparedStatementCount: Int { cache.count }

    /// Waits for the calls that were made before, then says goodbye to the server. Nothing to do when closed already.
    package func close() async {
        do {
            try await turnstile.enter(shielded: true)
        } catch {
            return
        }
        finish()
        turnstile.leave()
    }

    /// Closes at once; a call that is going on throws `connectionLost`.
    package func abort() {
        isAborted = true
        if let ticket { Reactor.shared.interrupt(ticket) } else { finish() }
    }

    // MARK: The session

    /// Ends libpq's connection and everything that hangs on it.
    func finish() {
        guard let ended = session else { return }
        session = nil
        standingBox.withLock { $0 = Standing(socket: nil) }
        let socket = PQsocket(ended)
        if socket >= 0 { Reactor.shared.forget(socket) }
        PQfinish(ended)
    }

    /// Tells the outside how the connection stands after a call.
    func updateStanding() {
        guard let session else { return }
        let isInTransaction = PQtransactionStatus(session) != PQTRANS_IDLE
        standingBox.withLock { $0.isInTransaction = isInTransaction }
    }

    /// The open session; closes and throws when the peer has gone meanwhile, before anything is sent.
    func liveSession() throws(PostgresError) -> OpaquePointer {
        guard let session else { throw PostgresError(.connectionClosed, "the connection to PostgreSQL is closed") }
        // Nothing waits in an idle connection as a rule. Otherwise read it: a notice, or the server's farewell.
        for _ in 0..<8 {
            let waiting = yiqi_socket_peek(PQsocket(session))
            if waiting < 0 { return session }
            if waiting == 0 || PQconsumeInput(session) == 0 { break }
            _ = PQisBusy(session)
        }
        if PQstatus(session) == CONNECTION_OK, yiqi_socket_peek(PQsocket(session)) != 0 { return session }
        let farewell = notices.farewell
        finish()
        throw PostgresError(
            .connectionLost, farewell?.safeReason ?? "PostgreSQL closed the connection while it was idle",
            report: farewell)
    }
}
