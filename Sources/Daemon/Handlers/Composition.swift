import Booking
import Edition
import Logging
import Postgres
import Registry
import ServiceLifecycle
import Wire

extension DaemonServices {
    /// The parts of Yiqi, put together.
    package static let yiqi = DaemonServices(
        migrate: { address, settings, logger in
            let connection = try await PostgresConnection.connect(address.configuration(settings), logger: logger)
            do {
                try await Migrator.migrate(connection, logger: logger)
                await connection.close()
            } catch {
                await connection.close()
                throw error
            }
        },
        makeApplication: { ground in
            let policy = try await ground.writes.withConnection { connection in
                try await Opening.prepare(
                    connection, zone: ground.settings.identity, policy: PolicyFile.load(ground.settings.policy),
                    clock: ground.clock, logger: ground.logger)
            }
            let workingTime = try ground.settings.workingTime(ground.calendar)
            if let warning = ground.settings.holidayWarning(workingTime, by: ground.clock) {
                ground.logger.warning("\(warning)")
            }
            let registry = Registry(
                reads: ground.reads, writes: ground.writes, calendar: ground.calendar, policy: policy,
                workingTime: workingTime, clock: ground.clock,
                desk: Desk.Settings(lanes: ground.settings.desk.lanes, batch: ground.settings.desk.batch),
                logger: ground.logger)
            let press = try ground.settings.press(ground.calendar, version: ground.version)
            let started = ground.clock.now()
            let feed = LogFeed(reader: registry.reader, pool: ground.reads, logger: ground.logger)
            let leader = ClockLeader(ground.database.configuration(ground.settings), logger: ground.logger)
            let router = CommandRouter(
                registry: registry, calendar: ground.calendar, clock: ground.clock,
                status: StatusSource {
                    let shell = ground.figures.snapshot()
                    return ShellStatus(
                        version: ground.version, isEmbedded: ground.database.isEmbedded, connections: shell.open,
                        requests: shell.requests, started: started, leadsClock: leader.isLeading)
                }, feed: feed, ping: ground.settings.limits.watchPing, profiles: try PolicyFile.shipped(),
                web: WebAddress(base: ground.settings.zone.url), press: press, logger: ground.logger)
            let work = ground.settings.clockWork
            let duties: [any ClockDuty] = [
                BookingDuty(registry: registry, finishAfter: work.finishAfter.span, logger: ground.logger),
                KeyDuty(registry.keys, keep: work.keepKeys.span),
                // Last, as it may take the longest.
                SealDuty(
                    sealer: router.sealer,
                    schedule: SealSchedule(day: ground.settings.edition.sealDay, calendar: ground.calendar)),
            ]
            let wishes = WishDuty(
                registry: registry, hold: ground.settings.waiting.offer.span, logger: ground.logger)
            return Application(
                handler: router,
                services: [
                    DeskService(desk: registry.desk), feed,
                    ClockWork(
                        duties, clock: ground.clock, every: work.every, logger: ground.logger,
                        leads: { try await leader.look() }, resign: { await leader.resign() }),
                    // Those who wait see each other wait: more often than what falls due by the day.
                    ClockWork(
                        [wishes, NeedDuty(registry: registry, logger: ground.logger)], clock: ground.clock,
                        every: .seconds(1), logger: ground.logger,
                        leads: { try await leader.look() }),
                ])
        },
        issueToken: { address, settings, account, logger in
            return try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                let (registry, pool) = try await ToolGround.open(address, settings, logger, in: &group)
                group.addTask { await registry.desk.run() }
                // A year, as a token that TOKEN gives: there is no other way in, so this goes by the desk as well.
                let result = await registry.desk.perform(
                    .register(IssueToken(account: account, days: 365)), by: .daemon)
                registry.desk.close()
                await pool.shutDown()
                switch result {
                case .registered(.token(let secret, _, _)): return secret
                case .refused(.notFound(let message)), .refused(.forbidden(let message)):
                    throw ConfigurationFault(problems: [
                        "\(message.en) The zone office's account is \(settings.identity.office)."
                    ])
                default: throw ConfigurationFault(problems: ["no token could be issued: \(result)"])
                }
            }
        },
        audit: { address, settings, logger in
            let pool = PostgresPool(address.configuration(settings), limits: PoolLimits(maximum: 1), logger: logger)
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await pool.run() }
                defer { group.cancelAll() }
                let verdict = try await LogWalk.verify(pool)
                await pool.shutDown()
                guard let broken = verdict.broken else {
                    return (true, "The chain holds: \(verdict.rows) rows, the last is \(verdict.last).")
                }
                return (false, "The chain is broken at row \(broken); \(verdict.last) rows before it are right.")
            }
        },
        export: { address, settings, order, logger in
            let calendar = try ZoneFile.load(settings.zone.timezone)
            let clock = try settings.clock(calendar)
            let pool = PostgresPool(address.configuration(settings), limits: PoolLimits(maximum: 1), logger: logger)
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await pool.run() }
                defer { group.cancelAll() }
                let registry = Registry(
                    reads: pool, writes: pool, calendar: calendar, policy: .zhangjiang,
                    workingTime: try settings.workingTime(calendar), clock: clock, desk: Desk.Settings(lanes: 1),
                    logger: logger)
                let export = EditionExport(
                    month: order.month, revision: order.revision, scope: order.scope, folder: order.folder)
                let place = try await export.run(registry.reader)
                await pool.shutDown()
                return place
            }
        },
        bulletin: { address, settings, order, logger in
            return try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                let (registry, pool) = try await ToolGround.open(address, settings, logger, in: &group)
                let maker = BulletinMaker(
                    reader: registry.reader, counting: CountingLine(reader: registry.reader),
                    program: "yiqid \(Daemon.version)")
                do {
                    let made = try await maker.make(order)
                    await pool.shutDown()
                    return made.workbook ?? Array(made.lines.map { $0 + "\n" }.joined().utf8)
                } catch let error as WireError {
                    await pool.shutDown()
                    throw ConfigurationFault(problems: [error.message.en])
                }
            }
        })
}

/// Runs the desk until everything it accepted is answered.
private struct DeskService: Service {
    let desk: Desk

    func run() async throws {
        await withGracefulShutdownHandler {
            await desk.run()
        } onGracefulShutdown: {
            desk.close()
        }
    }
}

/// What a command of the server's own works on beside the daemons: one small pool, and the policy that is in force.
private enum ToolGround {
    /// The pool runs in `group` until that is cancelled.
    static func open(
        _ address: DatabaseAddress, _ settings: Settings, _ logger: Logger,
        in group: inout ThrowingTaskGroup<Void, any Error>
    ) async throws -> (registry: Registry, pool: PostgresPool) {
        let calendar = try ZoneFile.load(settings.zone.timezone)
        let clock = try settings.clock(calendar)
        let pool = PostgresPool(address.configuration(settings), limits: PoolLimits(maximum: 2), logger: logger)
        group.addTask { await pool.run() }
        let policy = try await pool.withConnection { connection in
            try await Opening.prepare(
                connection, zone: settings.identity, policy: PolicyFile.load(settings.policy), adopting: false,
                clock: clock)
        }
        let registry = Registry(
            reads: pool, writes: pool, calendar: calendar, policy: policy,
            workingTime: try settings.workingTime(calendar), clock: clock, desk: Desk.Settings(lanes: 1),
            logger: logger)
        return (registry, pool)
    }
}

extension Duration {
    /// Whole seconds.
    fileprivate var span: Span { Span(seconds: components.seconds) }
}

extension Settings {
    /// The zone as the database knows it.
    var identity: ZoneIdentity {
        ZoneIdentity(code: zone.code, name: zone.name, nameEn: zone.nameEnglish, timezone: zone.timezone)
    }
}
