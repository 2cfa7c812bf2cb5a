import Booking
import Postgres
import Support
import Testing

@testable import Registry

@Suite struct MigrationTests {
    private func connect(_ conninfo: String) async throws -> PostgresConnection {
        try await PostgresConnection.connect(PostgresConfiguration(conninfo: conninfo), logger: TestZone.logger)
    }

    private func versions(_ connection: PostgresConnection) async throws -> [Int32] {
        try await connection.query(Statement("SELECT version FROM schema_migration ORDER BY version"))
            .map { try $0.decode(0) }
    }

    private let known = Migration.all.map { Int32($0.version) }

    @Test func freshAndAgain() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await Migrator.migrate(connection, logger: TestZone.logger)
        #expect(try await versions(connection) == known)
        try await Migrator.migrate(connection, logger: TestZone.logger)
        #expect(try await versions(connection) == known)
        await connection.close()
    }

    @Test func daemonsThatStartTogether() async throws {
        let conninfo = try await TestCluster.shared().createDatabase()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let connection = try await connect(conninfo)
                    try await Migrator.migrate(connection, logger: TestZone.logger)
                    await connection.close()
                }
            }
            try await group.waitForAll()
        }
        let connection = try await connect(conninfo)
        #expect(try await versions(connection) == known)
        await connection.close()
    }

    @Test func aNewerSchemaStops() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await Migrator.migrate(connection, logger: TestZone.logger)
        try await connection.script("INSERT INTO schema_migration (version, name) VALUES (99, 'tomorrow')")
        let fault = await #expect(throws: Migrator.Fault.self) {
            try await Migrator.migrate(connection, logger: TestZone.logger)
        }
        #expect(fault?.description.contains("schema version 99") == true)
        #expect(fault?.description.contains("start the newer yiqid") == true)
        await connection.close()
    }

    /// A table that is in the way: the step that meets it leaves nothing behind, and gives the lock back.
    @Test func aStepThatFailsLeavesNothing() async throws {
        let conninfo = try await TestCluster.shared().createDatabase()
        let connection = try await connect(conninfo)
        try await connection.script("CREATE TABLE booking (mine integer)")
        await #expect(throws: PostgresError.self) {
            try await Migrator.migrate(connection, logger: TestZone.logger)
        }
        #expect(try await versions(connection) == [1])
        let left = try await connection.query(
            Statement("SELECT to_regclass('log') IS NULL AND to_regclass('booking_number') IS NULL"))
        #expect(try left[0].decode(0, as: Bool.self))
        // From another connection, while the first is open: once the way is clear the rest is made up.
        let other = try await connect(conninfo)
        try await other.script("DROP TABLE booking")
        try await Migrator.migrate(other, logger: TestZone.logger)
        #expect(try await versions(other) == known)
        await connection.close()
        await other.close()
    }
}

@Suite struct OpeningTests {
    private let clock = TestClock(at("2026-11-23T09:00"))

    private func prepare(
        _ connection: PostgresConnection, zone: ZoneIdentity = TestZone.identity,
        _ values: [String: [String: String]] = [:]
    ) async throws -> Policy {
        try await Opening.prepare(
            connection, zone: zone, policy: PolicySource(profile: "test", values: values), clock: clock)
    }

    @Test func policyVersionsGrowOnChangeOnly() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await Migrator.migrate(connection, logger: TestZone.logger)
        #expect(try await prepare(connection).version == 1)
        #expect(try await prepare(connection).version == 1)
        #expect(try await prepare(connection, ["B5": ["days": "60d"]]).version == 2)
        #expect(try await prepare(connection, ["B5": ["days": "60d"]]).version == 2)
        #expect(try await prepare(connection).version == 3)
        await #expect(throws: PolicyFault.self) { _ = try await prepare(connection, ["B5": ["days": "no"]]) }
        #expect(try await prepare(connection).version == 3)
        await connection.close()
    }

    /// A tool beside the daemons needs a policy and leaves theirs in force.
    @Test func aToolAdoptsNothing() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await Migrator.migrate(connection, logger: TestZone.logger)
        func look(_ values: [String: [String: String]]) async throws -> Policy {
            try await Opening.prepare(
                connection, zone: TestZone.identity, policy: PolicySource(profile: "tool", values: values),
                adopting: false, clock: clock)
        }
        #expect(try await look([:]).version == 1, "there was none yet")
        let daemons = try await prepare(connection, ["B5": ["days": "60d"]])
        #expect(try await look([:]) == daemons)
        #expect(daemons.version == 2 && daemons.profile == "test" && daemons["B5"]?[B5.horizon] == .days(60))
        #expect(try await prepare(connection, ["B5": ["days": "60d"]]).version == 2)
        await connection.close()
    }

    @Test func anotherZoneIsRefused() async throws {
        let connection = try await TestCluster.shared().connectToNewDatabase()
        try await Migrator.migrate(connection, logger: TestZone.logger)
        _ = try await prepare(connection)
        for other in [
            ZoneIdentity(code: "other", name: "示范区", nameEn: nil, timezone: "Asia/Shanghai"),
            ZoneIdentity(code: "demo", name: "示范区", nameEn: nil, timezone: "Europe/Berlin"),
        ] {
            let fault = await #expect(throws: Opening.Fault.self) { _ = try await prepare(connection, zone: other) }
            #expect(fault?.description.contains("holds the zone 'demo' in Asia/Shanghai") == true)
        }
        let rows = try await connection.query(
            Statement("SELECT (SELECT count(*) FROM zone), (SELECT count(*) FROM organisation)"))
        #expect(try rows[0].decode(0, as: Int64.self) == 1)
        #expect(try rows[0].decode(1, as: Int64.self) == 1)
        await connection.close()
    }

    @Test func daemonsThatOpenTogether() async throws {
        let conninfo = try await TestCluster.shared().createDatabase()
        let first = try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: conninfo), logger: TestZone.logger)
        try await Migrator.migrate(first, logger: TestZone.logger)
        let versions = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let connection = try await PostgresConnection.connect(
                        PostgresConfiguration(conninfo: conninfo), logger: TestZone.logger)
                    let policy = try await prepare(connection)
                    await connection.close()
                    return policy.version
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(versions == [1, 1, 1, 1, 1, 1])
        let accounts = try await first.query(Statement("SELECT name FROM account"))
        #expect(try accounts.map { try $0.decode(0, as: String.self) } == ["demo/office"])
        await first.close()
    }
}
