package import Booking
package import Logging
internal import Postgres
internal import ServiceLifecycle

/// The whole daemon, from its settings to its end.
package struct Daemon: Sendable {
    package static let version = "0.1.0"

    private let settings: Settings
    private let services: DaemonServices
    private let logger: Logger

    package init(_ settings: Settings, _ services: DaemonServices, logger: Logger) {
        self.settings = settings
        self.services = services
        self.logger = logger
    }

    /// Runs until SIGTERM or SIGINT, then drains: accepted requests are finished and answered. A second signal forces.
    /// - Throws: what keeps it from starting, in words for who started it.
    package func run() async throws {
        ProcessLimits.prepare(connections: settings.limits.connections, logger)
        let signals = await Signals()
        let stop = StopRequest()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.run(until: stop) }
            group.addTask { try await signals.watch(stop, self.logger) }
            defer { group.cancelAll() }
            try await group.next()
        }
        logger.notice("stopped")
    }

    /// Gives an account a token, on the database of the running daemon if there is one.
    package func issueToken(_ account: String) async throws -> String {
        guard let issue = services.issueToken else { preconditionFailure("the composition issues no tokens") }
        return try await beside(migrating: true) { try await issue($0, settings, account, logger) }
    }

    /// Walks the log, on the database of the running daemon if there is one: whether its chain holds, and a sentence.
    package func audit() async throws -> (sound: Bool, text: String) {
        guard let audit = services.audit else { preconditionFailure("the composition keeps no log") }
        return try await beside(migrating: false) { try await audit($0, settings, logger) }
    }

    /// Writes a sealed edition below a folder, from the database of the running daemon if there is one.
    ///
    /// - Returns: The edition's own folder.
    package func export(_ month: Month, revision: Int?, scope: String, to folder: String) async throws -> String {
        guard let export = services.export else { preconditionFailure("the composition has no editions") }
        let order = EditionOrder(month: month, revision: revision, scope: scope, folder: folder)
        return try await beside(migrating: false) { try await export($0, settings, order, logger) }
    }

    /// Makes a month's bulletin, from the database of the running daemon if there is one.
    package func bulletin(_ order: BulletinOrder) async throws -> [UInt8] {
        guard let make = services.bulletin else { preconditionFailure("the composition makes no bulletins") }
        return try await beside(migrating: false) { try await make($0, settings, order, logger) }
    }

    /// Works on the database, and starts it for as long as that takes where no daemon runs it.
    private func beside<Value>(
        migrating: Bool, _ work: (DatabaseAddress) async throws -> Value
    ) async throws -> Value {
        guard settings.database.url == nil else { return try await work(address(nil)) }
        guard let cluster = try await ownCluster() else {
            return try await work(
                DatabaseAddress(conninfo: EmbeddedCluster.conninfo(settings.embedded), isEmbedded: true))
        }
        do {
            try await cluster.start()
            if migrating { try await services.migrate(address(cluster), settings, logger) }
            let value = try await work(address(cluster))
            await cluster.stop()
            return value
        } catch {
            await cluster.stop()
            throw error
        }
    }

    /// Nil if another daemon runs it.
    private func ownCluster() async throws -> EmbeddedCluster? {
        do {
            return try await EmbeddedCluster(settings.embedded, logger: logger)
        } catch {
            if (error as ClusterFault).kind == .inUse { return nil }
            throw error
        }
    }

    // MARK: Start, in order of dependence

    func run(until stop: StopRequest) async throws {
        let calendar = try ZoneFile.load(settings.zone.timezone)
        var cluster: EmbeddedCluster?
        if settings.database.url == nil { cluster = try await EmbeddedCluster(settings.embedded, logger: logger) }
        let database = address(cluster)
        do {
            try await stop.unlessMade { [cluster] in
                try await cluster?.start()
                try await migrate(database)
            }
            try await serve(database, cluster, calendar, stop)
        } catch is StopRequest.Stopped {
            await cluster?.stop()
        } catch {
            await cluster?.stop()
            throw error
        }
    }

    private func address(_ cluster: EmbeddedCluster?) -> DatabaseAddress {
        if let cluster { return DatabaseAddress(conninfo: cluster.conninfo, isEmbedded: true) }
        return DatabaseAddress(conninfo: settings.database.url ?? "", isEmbedded: false)
    }

    /// A database that is away is waited for; any other failure ends the start.
    private func migrate(_ database: DatabaseAddress) async throws {
        var pause = Duration.milliseconds(200)
        while true {
            do {
                return try await services.migrate(database, settings, logger)
            } catch let error as PostgresError where error.isUnavailable || error.isConnectionLost {
                logger.warning(
                    "the database is away; trying again", metadata: ["error": "\(error)", "after": "\(pause)"])
                try await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(5))
            }
        }
    }

    private func serve(
        _ database: DatabaseAddress, _ cluster: EmbeddedCluster?, _ calendar: ZoneCalendar, _ stop: StopRequest
    ) async throws {
        let reads = pool(database, settings.pool.reads)
        let writes = pool(database, settings.pool.writes)
        let figures = ListenerFigures()
        let clock = try settings.clock(calendar)
        let ground = DaemonGround(
            settings: settings, calendar: calendar, database: database, reads: reads, writes: writes, figures: figures,
            clock: clock, version: Self.version, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await reads.run() }
            group.addTask { await writes.run() }
            defer { group.cancelAll() }
            let application = try await stop.unlessMade { try await services.makeApplication(ground) }
            let listener = try await Listener(
                settings, calendar: calendar, version: Self.version, handler: application.handler, figures: figures,
                clock: clock, logger: logger)
            announce(listener.ports, database)
            var parts: [any Service] = []
            if let cluster { parts.append(cluster) }
            parts += [PoolKeeper(pool: reads), PoolKeeper(pool: writes)] as [any Service]
            parts += application.services
            parts.append(listener)
            try await run(parts, stop)
        }
    }

    /// Stops in reverse order: the listener first, the database last.
    private func run(_ parts: [any Service], _ stop: StopRequest) async throws {
        var configuration = ServiceGroupConfiguration(services: parts, logger: quiet)
        // Beyond its own patience nothing should hang; if something does, the process still ends.
        configuration.maximumGracefulShutdownDuration = settings.drain.timeout + .seconds(90)
        configuration.maximumCancellationDuration = .seconds(90)
        let services = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await stop.wait()
                await services.triggerGracefulShutdown()
            }
            defer { group.cancelAll() }
            try await services.run()
        }
    }

    /// The group's own tale is of interest only when something is wrong with it.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private func pool(_ database: DatabaseAddress, _ connections: Int) -> PostgresPool {
        PostgresPool(
            database.configuration(settings),
            limits: PoolLimits(
                minimum: 1, maximum: connections, maximumWaiting: settings.pool.waiting,
                acquireTimeout: settings.pool.acquireTimeout),
            logger: logger)
    }

    private func announce(_ ports: Listener.Ports, _ database: DatabaseAddress) {
        var facts: Logger.Metadata = [
            "version": "\(Self.version)", "host": "\(settings.listen.host)", "port": "\(ports.plain)",
            "database": database.isEmbedded ? "embedded" : "external", "zone": "\(settings.zone.code)",
            "policy": "\(settings.policy)",
        ]
        if let tls = ports.tls { facts["tls-port"] = "\(tls)" }
        logger.notice("yiqid is listening", metadata: facts)
    }
}

/// Closes a pool when its turn comes in the shutdown.
private struct PoolKeeper: Service {
    let pool: PostgresPool

    func run() async throws {
        await whenShuttingDown()
        await pool.shutDown()
    }
}
