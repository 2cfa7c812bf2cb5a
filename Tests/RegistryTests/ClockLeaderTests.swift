import Booking
import Postgres
import Testing

@testable import Registry

/// One daemon does the clock's work; the next takes over when it is gone.
@Suite struct ClockLeaderTests {
    @Test func oneLeadsUntilItIsGone() async throws {
        try await TestZone.with { zone in
            let configuration = PostgresConfiguration(conninfo: zone.conninfo, applicationName: "leader")
            let (one, two) = (
                ClockLeader(configuration, logger: TestZone.logger), ClockLeader(configuration, logger: TestZone.logger)
            )
            #expect(!one.isLeading)
            #expect(try await one.look() && one.isLeading)
            #expect(try await !two.look() && !two.isLeading)
            // Looking again changes nothing, however often.
            for _ in 0..<3 { #expect(try await one.look()) }
            #expect(try await !two.look())
            // It goes by itself: the next look finds the place empty.
            await one.resign()
            #expect(!one.isLeading)
            #expect(try await two.look())
            #expect(try await !one.look())
            // It loses the database, as when it is killed: the server lets go of the lock at once.
            let held = """
                FROM pg_locks WHERE locktype = 'advisory' AND objid = 2036953450
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """
            let holder: Int32 = try await zone.side.query(Statement("SELECT pid \(held)"))[0].decode(0)
            _ = try await zone.side.query(Statement("SELECT pg_terminate_backend($1::int4)", .int4(holder)))
            // The server ends it when it gets to it.
            while try await zone.count(held) > 0 {}
            #expect(try await one.look())
            // The former leader learns of it when it looks, and is no leader meanwhile.
            await #expect(throws: PostgresError.self) { try await two.look() }
            #expect(!two.isLeading)
            #expect(try await !two.look())
            await one.resign()
            await two.resign()
        }
    }

    /// Several duties of one daemon ask at once: they ask by one connection, so none takes the lead from another.
    @Test func manyMayLookAtOnce() async throws {
        try await TestZone.with { zone in
            let configuration = PostgresConfiguration(conninfo: zone.conninfo, applicationName: "leader")
            let one = ClockLeader(configuration, logger: TestZone.logger)
            let two = ClockLeader(configuration, logger: TestZone.logger)
            let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 { group.addTask { try await one.look() } }
                return try await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0 } && answers.count == 20)
            #expect(try await !two.look())
            await one.resign()
            await two.resign()
        }
    }

    @Test func nobodyLeadsWithoutADatabase() async throws {
        let leader = ClockLeader(
            PostgresConfiguration(conninfo: "host=/nowhere dbname=none", connectTimeout: .seconds(1)),
            logger: TestZone.logger)
        await #expect(throws: PostgresError.self) { try await leader.look() }
        #expect(!leader.isLeading)
    }
}
