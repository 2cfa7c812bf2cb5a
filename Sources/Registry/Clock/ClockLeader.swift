import Booking
package import Logging
package import Postgres
import Synchronization

/// Which of the daemons on one database does the clock's work.
///
/// Whoever holds a lock of the database leads. The lock ends with the connection that took it, so a daemon that dies, or
/// loses the database, leads no longer, and the next one that looks takes over. Where the database itself is in doubt, as
/// in a failover, two may believe that they lead: what they do is judged again at the desk, so that no step is made
/// twice.
package actor ClockLeader {
    /// Any number that no other lock of ours has.
    private static let lock: Int64 = 0x7969_716A
    /// Longest wait for the database's word; without it nobody leads.
    private static let patience = Duration.seconds(5)

    private let configuration: PostgresConfiguration
    private let logger: Logger
    private var connection: PostgresConnection?
    /// The look that is under way: several who ask at once share it, for the lock is one connection's.
    private var looking: Task<Bool, any Error>?
    private let leads = Mutex(false)

    package init(_ configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// What the last look found.
    package nonisolated var isLeading: Bool { leads.withLock { $0 } }

    /// Looks whether this daemon leads, and takes the lead where nobody has it.
    ///
    /// - Throws: `PostgresError` where the database cannot be asked; then it does not lead.
    package func look() async throws -> Bool {
        if let looking { return try await looking.value }
        let task = Task { try await self.ask() }
        looking = task
        defer { looking = nil }
        return try await task.value
    }

    private func ask() async throws -> Bool {
        do {
            let connection = try await ready()
            // A lock that is held is counted up by every further grant, and all of them end with the connection.
            let statement =
                isLeading
                ? Statement("SELECT true") : Statement("SELECT pg_try_advisory_lock($1::int8)", .int8(Self.lock))
            let rows = try await connection.pipeline([statement], timeout: Self.patience)
            set(try rows[0][0].decode(0, as: Bool.self))
            return isLeading
        } catch {
            await resign()
            throw error
        }
    }

    /// Lets another lead, from now on.
    package func resign() async {
        let held = connection
        let led = isLeading
        connection = nil
        set(false)
        if led, let held, held.isUsable {
            // The server would let go by itself a little later.
            let unlock = Statement("SELECT pg_advisory_unlock($1::int8)", .int8(Self.lock))
            _ = try? await held.pipeline([unlock], timeout: Self.patience)
        }
        await held?.close()
    }

    private func ready() async throws -> PostgresConnection {
        if let connection, connection.isUsable { return connection }
        await resign()
        let fresh = try await PostgresConnection.connect(configuration, logger: logger)
        connection = fresh
        return fresh
    }

    private func set(_ leads: Bool) {
        let was = self.leads.withLock { flag in
            defer { flag = leads }
            return flag
        }
        if leads, !was { logger.info("this daemon does the clock's work") }
        if was, !leads { logger.info("another daemon may do the clock's work") }
    }
}
