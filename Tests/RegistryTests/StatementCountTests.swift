import Booking
import Postgres
import Support
import Testing

@testable import Registry

/// A batch takes a constant number of statements, whatever its size.
@Suite struct StatementCountTests {
    @Test func aBatchOfOneAndOfAHundred() async throws {
        let cluster = try await TestCluster(settings: ["shared_preload_libraries=pg_stat_statements"])
        try await TestZone.with(roomy, on: cluster.createDatabase()) { zone in
            try await zone.side.script("CREATE EXTENSION pg_stat_statements")
            let ground = try await zone.furnish((0..<10).map { instrument("i\($0)") }, firms: 10)
            func calls(_ acts: [Asked], expecting: String = "booked") async throws -> Int64 {
                let sum = Statement(
                    """
                    SELECT coalesce(sum(calls), 0)::int8 FROM pg_stat_statements JOIN pg_database ON oid = dbid
                    WHERE datname = current_database() AND query NOT LIKE '%pg_stat_statements%'
                    """)
                let before: Int64 = try await zone.side.query(sum)[0].decode(0)
                let results = await zone.batch(acts)
                #expect(results.allSatisfy { word($0) == expecting })
                return try await zone.side.query(sum)[0].decode(0, as: Int64.self) - before
            }
            func reserve(_ index: Int, _ day: Int) -> Asked {
                let firm = ground.firms[index / 10]
                return Asked(
                    ground.instruments[index % 10].reserve(december(day, index / 10, index / 10 + 1), by: firm),
                    by: firm, key: RequestKey(key: "\(day)-\(index)", request: ""))
            }
            let one = try await calls([reserve(0, 1)])
            let hundred = try await calls((0..<100).map { reserve($0, 2) })
            #expect(one == hundred)
            #expect((1...32).contains(one), "\(one)")
            // Published in one act, too.
            let unit = ground.unit
            func publish(_ count: Int, _ model: String) async throws -> Int64 {
                let records = (0..<count).map { index in instrument("\(model)-\(index)") { $0.model = model } }
                return try await calls(
                    [
                        Asked(
                            .register(
                                PublishInventory(
                                    unit: unit.organisation, unitCode: "siom",
                                    rows: records.map { PublishRow(line: 1, candidate: .record($0)) }, mode: .all,
                                    dryRun: false)), by: unit)
                    ], expecting: "registered")
            }
            #expect(try await publish(1, "m") == publish(100, "n"))
        }
    }
}
