import Booking
import Logging
import Postgres
import Support
import Synchronization
import Testing

@testable import Registry

/// A clock that stands still until it is set.
final class TestClock: WallClock {
    private let time: Mutex<Instant>

    init(_ start: Instant) { time = Mutex(start) }

    func now() -> Instant { time.withLock { $0 } }
    func set(_ now: Instant) { time.withLock { $0 = now } }
}

/// One daemon's share of a zone: a desk and a reader on connections of their own.
struct Stand: Sendable {
    let pool: PostgresPool
    let registry: Registry

    var desk: Desk { registry.desk }
    var reader: Reader { registry.reader }
}

/// A zone in a database of its own, with the zone office signed in. It is Monday, 23 November 2026, 9:00.
struct TestZone: Sendable {
    let conninfo: String
    let clock: TestClock
    let policy: Policy
    let stands: [Stand]
    /// A connection beside everything else, for looking at the tables.
    let side: PostgresConnection
    private(set) var office = Requester.daemon

    var desk: Desk { stands[0].desk }
    var reader: Reader { stands[0].reader }

    static let logger: Logger = {
        var logger = Logger(label: "tests")
        logger.logLevel = .critical
        return logger
    }()
    static let identity = ZoneIdentity(code: "demo", name: "示范区", nameEn: "Demo", timezone: "Asia/Shanghai")

    /// Opens a zone, with a stand for each connection string (nil: the database's own), runs `body`, and closes all.
    static func with<Value: Sendable>(
        _ values: [String: [String: String]] = [:], desk: Desk.Settings = Desk.Settings(), stands: Int = 1,
        limits: PoolLimits = PoolLimits(minimum: 1, maximum: 4), on database: String? = nil,
        through proxied: ((String) -> String)? = nil, working: WorkingTime = .usual(in: shanghai),
        _ body: (TestZone) async throws -> Value
    ) async throws -> Value {
        let conninfo: String
        if let database { conninfo = database } else { conninfo = try await TestCluster.shared().createDatabase() }
        let side = try await PostgresConnection.connect(PostgresConfiguration(conninfo: conninfo), logger: logger)
        try await Migrator.migrate(side, logger: logger)
        let clock = TestClock(at("2026-11-23T09:00"))
        let policy = try await Opening.prepare(
            side, zone: identity, policy: PolicySource(profile: "test", values: values), clock: clock)
        let all = (0..<stands).map { index in
            let address = index == stands - 1 ? proxied?(conninfo) ?? conninfo : conninfo
            let pool = PostgresPool(PostgresConfiguration(conninfo: address), limits: limits, logger: logger)
            return Stand(
                pool: pool,
                registry: Registry(
                    reads: pool, writes: pool, calendar: shanghai, policy: policy, workingTime: working,
                    clock: clock, desk: desk, logger: logger))
        }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            for stand in all {
                group.addTask { await stand.pool.run() }
                group.addTask { await stand.desk.run() }
            }
            var zone = TestZone(conninfo: conninfo, clock: clock, policy: policy, stands: all, side: side)
            zone.office = try await zone.token(identity.office, by: .daemon)
            let value = try await body(zone)
            for stand in all { stand.desk.close() }
            for stand in all { await stand.pool.shutDown() }
            try await group.waitForAll()
            await side.close()
            return value
        }
    }

    /// Another desk on the first stand's connections, which nobody runs yet.
    func secondDesk(_ settings: Desk.Settings) -> Desk {
        Registry(
            reads: stands[0].pool, writes: stands[0].pool, calendar: shanghai, policy: policy,
            workingTime: .usual(in: shanghai), clock: clock, desk: settings, logger: Self.logger
        ).desk
    }

    // MARK: People and things

    @discardableResult func register(_ act: any RegisterAct, by requester: Requester? = nil) async -> DeskResult {
        await desk.perform(.register(act), by: requester ?? office)
    }

    func add(_ kind: Organisation.Kind, _ code: String, park: String? = nil) async {
        let result = await register(
            AddOrganisation(
                code: code, name: "\(code) 公司", nameEn: nil, kind: kind, park: park, contact: "\(code)@example",
                complaints: nil))
        #expect(word(result) == "registered")
    }

    /// A new token for an account, signed in with.
    func token(_ account: String, by requester: Requester? = nil) async throws -> Requester {
        let result = await register(IssueToken(account: account, days: 365), by: requester)
        guard case .registered(.token(let secret, _, _)) = result else {
            throw Missing("no token for \(account): \(word(result))")
        }
        return try #require(try await reader.signIn(token: secret)).requester
    }

    /// An organisation with one person, signed in.
    func person(_ kind: Organisation.Kind, _ code: String, park: String? = nil) async throws -> Requester {
        await add(kind, code, park: park)
        #expect(word(await register(AddAccount(name: "\(code)/lin"))) == "registered")
        return try await token("\(code)/lin")
    }

    func publish(
        _ records: [InventoryRecord], by unit: Requester, mode: PublishInventory.Mode = .all, dryRun: Bool = false,
        reason: String? = nil, confirmed: ConfirmedPrices = ConfirmedPrices()
    ) async throws -> PublishReport {
        let act = PublishInventory(
            unit: unit.organisation, unitCode: String(unit.name.split(separator: "/")[0]),
            rows: records.enumerated().map { PublishRow(line: $0 + 2, candidate: .record($1)) }, mode: mode,
            dryRun: dryRun, correction: reason, confirmed: confirmed)
        let result = await register(act, by: unit)
        guard case .registered(.published(let report)) = result else {
            throw Missing("not published: \(word(result))")
        }
        return report
    }

    func entry(_ path: String) async throws -> RegisterEntry {
        try #require(await reader.instrument(InstrumentPath(path)!))
    }

    /// A unit `siom` in the park `p1` with these instruments, and as many firms as asked for.
    func furnish(_ records: [InventoryRecord], firms: Int = 1) async throws -> Furnished {
        await add(.park, "p1")
        let unit = try await person(.unit, "siom", park: "p1")
        let report = try await publish(records, by: unit)
        #expect(report.applied && report.count(.created) == records.count)
        var people: [Requester] = []
        for index in 0..<firms { people.append(try await person(.firm, "firm\(index)", park: "p1")) }
        var entries: [RegisterEntry] = []
        for record in records { entries.append(try await entry("siom/\(record.number)")) }
        return Furnished(unit: unit, firms: people, instruments: entries)
    }

    struct Furnished: Sendable {
        let unit: Requester
        let firms: [Requester]
        let instruments: [RegisterEntry]
    }

    // MARK: Looking at the tables

    func count(_ sql: String, _ binds: Bind...) async throws -> Int {
        Int(try await side.query(Statement("SELECT count(*) \(sql)", binds: binds))[0].decode(0, as: Int64.self))
    }

    /// Pairs of live bookings of a channel that are nearer than set-up and clean-down allow.
    func overlaps(through connection: PostgresConnection? = nil) async throws -> Int {
        let row = try await (connection ?? side).query(
            Statement(
                """
                SELECT count(*) FROM booking a JOIN booking b ON a.channel_id = b.channel_id AND a.id < b.id AND a.live AND b.live
                WHERE a.starts_at < b.ends_at + make_interval(mins => greatest(b.clean_down, a.set_up))
                    AND b.starts_at < a.ends_at + make_interval(mins => greatest(a.clean_down, b.set_up))
                """))[0]
        return Int(try row.decode(0, as: Int64.self))
    }

    /// What is wrong with the log; empty where every hash covers its row and the row before, without a gap.
    func faultsOfLog(through connection: PostgresConnection? = nil) async throws -> [String] {
        let row = try await (connection ?? side).query(
            Statement(
                """
                WITH chained AS (
                    SELECT *, lag(hash, 1, decode(repeat('00', 32), 'hex')) OVER (ORDER BY seq) AS previous FROM log)
                SELECT count(*), coalesce(min(seq), 1), coalesce(max(seq), 0), count(*) FILTER (WHERE hash <> sha256(
                    previous || convert_to(concat_ws(chr(31), seq, extract(epoch FROM at)::int8, account, act, subject,
                        coalesce(before::text, ''), coalesce(after::text, ''), policy_version), 'UTF8'))),
                    (SELECT seq FROM log_head),
                    (SELECT hash FROM log_head) = (SELECT hash FROM log ORDER BY seq DESC LIMIT 1)
                FROM chained
                """))[0]
        var faults: [String] = []
        let count: Int64 = try row.decode(0)
        if try row.decode(1, as: Int64.self) != 1 { faults.append("does not begin at 1") }
        if try row.decode(2, as: Int64.self) != count { faults.append("has gaps") }
        let wrong: Int64 = try row.decode(3)
        if wrong != 0 { faults.append("\(wrong) wrong hashes") }
        if try row.decode(4, as: Int64.self) != count { faults.append("its head is elsewhere") }
        if try row.decode(5, as: Bool?.self) != true { faults.append("its head has another hash") }
        return faults
    }
}
