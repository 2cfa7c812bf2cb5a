import Booking
import Postgres
import Support
import Testing

@testable import Registry

/// Connections that break under the desk: what it says is true, and everybody is answered once.
@Suite struct LossTests {
    private static let daemon = "current_database() = datname AND pid <> pg_backend_pid()"

    /// Each act is told by its project. `booked`: in the table and in the log; refused or unavailable: in neither.
    private func compare(
        _ zone: TestZone, _ projects: [String], _ results: [DeskResult], through side: PostgresConnection? = nil
    ) async throws {
        let side = side ?? zone.side
        let rows = try await side.query(
            Statement(
                """
                SELECT b.project, count(*), count(l.seq) FROM booking b LEFT JOIN log l ON l.subject = 'b' || b.id
                GROUP BY b.project
                """))
        var stored: [String: (Int64, Int64)] = [:]
        for row in rows { stored[try row.decode(0)] = (try row.decode(1), try row.decode(2)) }
        for (project, result) in zip(projects, results) {
            let found = stored[project] ?? (0, 0)
            switch word(result) {
            case "booked": #expect(found == (1, 1), "\(project)")
            case "unknown": #expect(found == (0, 0) || found == (1, 1), "\(project)")
            case "conflict", "unavailable": #expect(found == (0, 0), "\(project)")
            case let other: Issue.record("\(project): \(other)")
            }
        }
        #expect(try await zone.overlaps(through: side) == 0)
        #expect(try await zone.faultsOfLog(through: side) == [])
    }

    @Test func backendsTerminatedAtRandom() async throws {
        try await TestZone.with(roomy, desk: Desk.Settings(lanes: 2, batch: 8)) { zone in
            let ground = try await zone.furnish((0..<4).map { instrument("i\($0)") }, firms: 4)
            var random = Seeded(state: 7)
            var projects: [String] = []
            var results: [DeskResult] = []
            for round in 0..<25 {
                let acts = (0..<30).map { index -> Asked in
                    let firm = ground.firms.randomElement(using: &random)!
                    let start = december(1, 0, 1).start + .minutes(30 * Int.random(in: 0..<1000, using: &random))
                    projects.append("p\(round)-\(index)")
                    return Asked(
                        ground.instruments.randomElement(using: &random)!.reserve(
                            Period(start: start, end: start + .minutes(60))!, by: firm, project: projects.last),
                        by: firm)
                }
                async let answers = zone.desk.performAll(acts)
                for _ in 0..<3 {
                    _ = try await zone.side.query(
                        Statement(
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE \(Self.daemon)
                                AND state <> 'idle' ORDER BY random() LIMIT 1
                            """))
                }
                results += await answers
            }
            #expect(results.count == 750)
            #expect(results.count { word($0) == "booked" } > 100)
            try await compare(zone, projects, results)
        }
    }

    /// The server commits and the answer is lost. Also with a single connection in the pool: the lost one has to give
    /// up its place before anybody can ask.
    @Test(arguments: [1, 4]) func cutRightAfterTheCommit(connections: Int) async throws {
        let proxy = try await CuttingProxy(to: TestCluster.shared())
        defer { proxy.stop() }
        let limits = PoolLimits(minimum: 1, maximum: connections)
        try await TestZone.with(
            roomy, stands: 2, limits: limits,
            through: { proxy.conninfo(String($0.split(separator: "=").last!)) }
        ) { zone in
            let ground = try await zone.furnish([instrument("a"), instrument("b")], firms: 1)
            let firm = ground.firms[0]
            func asked(_ entry: Int, _ day: Int, _ project: String) -> Asked {
                Asked(
                    ground.instruments[entry].reserve(december(day, 9, 10), by: firm, project: project), by: firm,
                    key: RequestKey(key: project, request: project))
            }
            // The project stands with its name in the log's row only, which goes out together with the COMMIT.
            proxy.cutAfter(#""project":"one""#)
            #expect(await zone.batch([asked(0, 1, "one")], on: 1).map(word) == ["booked"])
            proxy.cutAfter(#""project":"four""#)
            let acts = [asked(0, 2, "two"), asked(0, 2, "three"), asked(1, 3, "four")]
            #expect(await zone.batch(acts, on: 1).map(word) == ["booked", "conflict", "booked"])
            proxy.cutAfter(#""reason":"c-reason""#)
            let made = booking(await zone.batch([asked(0, 5, "five")], on: 1)[0])!
            let cancel = Asked(ground.instruments[0].cancel(made, reason: "c-reason"), by: firm)
            #expect(await zone.batch([cancel], on: 1).map(word) == ["booked"])
            #expect(await zone.batch([asked(0, 1, "one")], on: 1).map(word) == ["replayed kept booked"])
            #expect(try await zone.count("FROM booking") == 4)
            #expect(try await zone.count("FROM log WHERE act = 'cancel'") == 1)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// The connection goes while the batch waits for the log's end, before its commit: nothing is done, a batch is
    /// tried again act by act, and a lonely act is told that nothing was done.
    @Test func terminatedBeforeTheCommit() async throws {
        try await TestZone.with(roomy) { zone in
            let ground = try await zone.furnish([instrument("a")], firms: 1)
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            func asked(_ day: Int) -> Asked { Asked(a.reserve(december(day, 9, 10), by: firm), by: firm) }
            for (acts, expected) in [
                ([asked(1)], ["unavailable"]), ([asked(2), asked(3), asked(2)], ["booked", "booked", "conflict"]),
            ] {
                _ = try await zone.side.pipeline([.begin, Statement(SQL.logHead)])
                async let results = zone.batch(acts)
                let other = try await PostgresConnection.connect(
                    PostgresConfiguration(conninfo: zone.conninfo), logger: TestZone.logger)
                var killed = 0
                while killed == 0 {
                    killed = try await other.query(
                        Statement(
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE \(Self.daemon) AND wait_event_type = 'Lock'
                            """)
                    ).count
                }
                _ = try await zone.side.query(.rollback)
                #expect(await results.map(word) == expected)
                await other.close()
            }
            #expect(try await zone.count("FROM booking") == 2)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// An act that leaves no row in the log, lost in its commit: the log cannot tell, and a second run is harmless.
    @Test func cutAfterAnActThatChangedNothing() async throws {
        let proxy = try await CuttingProxy(to: TestCluster.shared())
        defer { proxy.stop() }
        try await TestZone.with(
            stands: 2, through: { proxy.conninfo(String($0.split(separator: "=").last!)) }
        ) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let act = PublishInventory(
                unit: ground.unit.organisation, unitCode: "siom",
                rows: [PublishRow(line: 2, candidate: .record(instrument("a")))], mode: .all, dryRun: false)
            let asked = Asked(.register(act), by: ground.unit, key: RequestKey(key: "k", request: "PUBLISH"))
            // Its first commit on this connection, so the word itself is sent.
            proxy.cutAfter("COMMIT")
            #expect(await zone.stands[1].desk.performAll([asked]).map(word) == ["replayed kept registered"])
            #expect(try await zone.count("FROM request_key") == 1)
            #expect(try await zone.faultsOfLog() == [])
        }
    }

    /// The whole server goes and comes back: the desk says so, and works again by itself.
    @Test func theServerGoesAndReturns() async throws {
        let cluster = try await TestCluster()
        let conninfo = try await cluster.createDatabase()
        try await TestZone.with(roomy, on: conninfo) { zone in
            let ground = try await zone.furnish([instrument("a")])
            let (a, firm) = (ground.instruments[0], ground.firms[0])
            func asked(_ day: Int) -> Asked { Asked(a.reserve(december(day, 9, 10), by: firm), by: firm) }
            #expect(await zone.desk.performAll([asked(1)]).map(word) == ["booked"])
            try await cluster.kill()
            let away = await zone.desk.performAll((2...20).map { asked($0) })
            #expect(Set(away.map(word)) == ["unavailable"])
            try await cluster.start()
            var result = ""
            repeat { result = word(await zone.desk.perform(asked(2).act, by: firm)) } while result == "unavailable"
            #expect(result == "booked")
            let side = try await PostgresConnection.connect(
                PostgresConfiguration(conninfo: conninfo), logger: TestZone.logger)
            #expect(try await side.query(Statement("SELECT id FROM booking")).count == 2)
            await side.close()
        }
    }

    /// The server is killed under load, again and again, with two daemons on it. Whatever was not on disk is gone, for
    /// nothing but a barrier brings it there before ten seconds are over; but nothing that was acknowledged is, the
    /// chain that is left is whole, and what the daemons remember of lost rows misleads nobody.
    @Test func theServerIsKilledUnderLoad() async throws {
        let cluster = try await TestCluster(settings: ["wal_writer_delay=10000ms"])
        let conninfo = try await cluster.createDatabase()
        let database = String(conninfo.split(separator: "=").last!)
        try await TestZone.with(roomy, desk: Desk.Settings(lanes: 3, batch: 8), stands: 2, on: conninfo) { zone in
            let ground = try await zone.furnish((0..<4).map { instrument("i\($0)") }, firms: 6)
            var random = Seeded(state: 11)
            func wish(_ project: String) -> Asked {
                let firm = ground.firms.randomElement(using: &random)!
                let start = december(1, 0, 1).start + .minutes(30 * Int.random(in: 0..<1300, using: &random))
                return Asked(
                    ground.instruments.randomElement(using: &random)!.reserve(
                        Period(start: start, end: start + .minutes(30))!, by: firm, project: project),
                    by: firm, key: RequestKey(key: project, request: ""))
            }
            var projects: [String] = []
            var results: [DeskResult] = []
            for round in 0..<3 {
                let names = (0..<200).map { "r\(round)-\($0)" }
                let acts = names.map(wish)
                let side = try await cluster.connect(database)
                async let one = zone.stands[0].desk.performAll(Array(acts[..<100]))
                async let two = zone.stands[1].desk.performAll(Array(acts[100...]))
                // In the middle of it.
                let made = Statement("SELECT count(*) FROM booking WHERE project LIKE $1", .text("r\(round)-%"))
                while try await side.query(made)[0].decode(0, as: Int64.self) < 20 + 40 * round {}
                try await cluster.kill()
                try await cluster.start()
                let answers = await one + two
                #expect(answers.contains { word($0) == "booked" })
                projects += names
                results += answers
                // Both desks work on, from what they remember.
                for (index, stand) in zone.stands.enumerated() {
                    var attempt = 0
                    repeat {
                        attempt += 1
                        projects.append("after-\(round)-\(index)-\(attempt)")
                        results += await stand.desk.performAll([wish(projects.last!)])
                    } while word(results.last!) == "unavailable"
                    #expect(["booked", "conflict"].contains(word(results.last!)))
                }
            }
            let side = try await cluster.connect(database)
            try await compare(zone, projects, results, through: side)
            await side.close()
        }
    }
}
