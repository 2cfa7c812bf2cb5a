import CLibPQ
package import Logging
import Synchronization

/// Connections to one database, lent one caller at a time in the order of asking.
///
/// ``run()`` must be running: it opens the connections, replaces broken ones, with growing pauses while the database is
/// away, tries unused ones and closes superfluous ones.
package final class PostgresPool: Sendable {
    package let configuration: PostgresConfiguration
    let logger: Logger
    private let state: Mutex<PoolState<PostgresConnection>>
    private let runner = Reactor.shared.makeTicket()

    package init(_ configuration: PostgresConfiguration, limits: PoolLimits = PoolLimits(), logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        state = Mutex(PoolState(limits))
    }

    package var statistics: PoolStatistics { state.withLock { $0.statistics } }

    /// Lends a connection to `body`, which runs in the caller's isolation.
    ///
    /// Throws what `body` throws, or a ``PostgresError`` of the pool (`poolTimedOut`, `poolExhausted`, `poolClosed`,
    /// `connectFailed`, `cancelled`). A transaction that `body` leaves open is rolled back.
    package func withConnection<Value>(_ body: (PostgresConnection) async throws -> Value) async throws -> Value {
        let connection = try await lease()
        do {
            let value = try await body(connection)
            await giveBack(connection)
            return value
        } catch {
            await giveBack(connection)
            throw error
        }
    }

    /// Runs the pool until it is shut down; cancelling the task shuts it down with the usual grace.
    package func run() async {
        await withDiscardingTaskGroup { group in
            await withTaskCancellationHandler {
                while true {
                    let plan = state.withLock { $0.plan(now: .now) }
                    if plan.isFinished { break }
                    for _ in 0..<plan.connect { group.addTask { await self.connect() } }
                    for connection in plan.check { group.addTask { await self.check(connection) } }
                    for connection in plan.close { group.addTask { await connection.close() } }
                    if Task.isCancelled { break }
                    _ = await Reactor.shared.wait(runner, until: plan.next)
                }
            } onCancel: {
                Reactor.shared.interrupt(runner)
            }
            group.cancelAll()
        }
        if Task.isCancelled { return await shutDown() }
        // Whoever shuts it down sees to the grace; here only the end is waited for.
        await close(until: nil)
    }

    deinit { Reactor.shared.retire(runner) }

    /// Lends no more, waits for what is lent, and closes everything; after the grace lent connections are cut off.
    package func shutDown(grace: Duration = .seconds(10)) async {
        await close(until: .now + grace)
        for connection in state.withLock({ Array($0.leased.values) }) { await connection.abort() }
    }

    /// Begins closing, unless begun, and waits for what is lent.
    private func close(until deadline: ContinuousClock.Instant?) async {
        let ticket = Reactor.shared.makeTicket()
        await carryOut(state.withLock { $0.beginClosing(ticket) })
        poke()
        _ = await Reactor.shared.wait(ticket, until: deadline)
        Reactor.shared.retire(ticket)
    }

    // MARK: Lending

    private func lease() async throws(PostgresError) -> PostgresConnection {
        while true {
            let connection = try await take()
            guard await isAlive(connection) else {
                await carryOut(state.withLock { $0.discard(connection) })
                poke()
                continue
            }
            return connection
        }
    }

    private func take() async throws(PostgresError) -> PostgresConnection {
        let ticket = Reactor.shared.makeTicket()
        switch state.withLock({ $0.request(ticket) }) {
        case .take(let connection): return connection
        case .refuse(let error): throw error
        case .wait: break
        }
        let (canGrow, timeout) = state.withLock { ($0.canGrow, $0.limits.acquireTimeout) }
        if canGrow { poke() }
        let deadline = ContinuousClock.now + timeout
        _ = await withTaskCancellationHandler {
            await Reactor.shared.wait(ticket, until: deadline)
        } onCancel: {
            Reactor.shared.interrupt(ticket)
        }
        defer { Reactor.shared.retire(ticket) }
        if let result = state.withLock({ $0.settle(ticket) }) { return try result.get() }
        if Task.isCancelled { throw PostgresError(.cancelled, "cancelled while waiting for a database connection") }
        throw state.withLock { state in
            state.countTimeout()
            return PostgresError(.poolTimedOut, state.timedOutReason)
        }
    }

    /// A look at the socket costs less than a change of threads, and nearly always suffices.
    private func isAlive(_ connection: PostgresConnection) async -> Bool {
        guard let socket = connection.standing.socket else { return false }
        if yiqi_socket_peek(socket) < 0 { return true }
        return await connection.isAlive()
    }

    private func giveBack(_ connection: PostgresConnection) async {
        if connection.isUsable, connection.standing.isInTransaction {
            logger.warning("a database connection came back with an open transaction, which is rolled back")
            do {
                _ = try await connection.query(.rollback)
            } catch {
                await connection.abort()
            }
        }
        if connection.isUsable {
            await carryOut(state.withLock { $0.giveBack(connection, now: .now) })
        } else {
            await carryOut(state.withLock { $0.discard(connection) })
            poke()
        }
    }

    // MARK: The runner's work

    private func connect() async {
        let effects: PoolState<PostgresConnection>.Effects
        do {
            let connection = try await PostgresConnection.connect(configuration, logger: logger)
            effects = state.withLock { $0.connected(connection, now: .now) }
        } catch {
            if error.code != .cancelled { logger.warning("cannot connect to PostgreSQL: \(error)") }
            effects = state.withLock { $0.connectFailed(error, now: .now, random: .random(in: 0..<1)) }
        }
        await carryOut(effects)
        poke()
    }

    private func check(_ connection: PostgresConnection) async {
        let answer = try? await connection.query(Statement("SELECT 1"), timeout: .seconds(5))
        if answer == nil { await connection.abort() }
        await carryOut(state.withLock { $0.checked(connection, isSound: answer != nil, now: .now) })
        poke()
    }

    private func carryOut(_ effects: PoolState<PostgresConnection>.Effects) async {
        for ticket in effects.wake { Reactor.shared.interrupt(ticket) }
        for connection in effects.close { await connection.close() }
    }

    /// Makes the runner look again.
    private func poke() { Reactor.shared.interrupt(runner) }
}

extension PostgresConnection {
    /// Reads what waits in the idle socket; false when the peer has gone.
    func isAlive() -> Bool {
        do {
            _ = try liveSession()
            return true
        } catch {
            return false
        }
    }
}
