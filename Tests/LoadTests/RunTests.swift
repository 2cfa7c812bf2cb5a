import LoadGenerator
import Synchronization
import Testing

/// Real connections to a scripted daemon. Runs end by themselves when the firms run out, so nothing depends on time.
@Suite struct RunTests {
    private func run(_ daemon: ScriptedDaemon, _ plan: LoadPlan, clients: Int, threads: Int, pipeline: Int) async throws
        -> LoadReport
    {
        let outcome = try await daemon.serve { port in
            try await LoadRun(
                host: "127.0.0.1", port: port, clients: clients, threads: threads, pipeline: pipeline,
                warmUp: .zero, duration: .seconds(60), seed: 1
            ).perform(plan)
        }
        return LoadReport(outcome, clients: clients, pipeline: pipeline)
    }

    @Test(arguments: [(1, 1, 1), (16, 1, 1), (16, 2, 8), (3, 2, 50)])
    func everyReservationIsMadeAndCounted(_ clients: Int, _ threads: Int, _ pipeline: Int) async throws {
        let daemon = ScriptedDaemon()
        let report = try await run(
            daemon, somePlan(someState(), keyPrefix: "k"), clients: clients, threads: threads, pipeline: pipeline)
        #expect(report.failures(maxErrors: 0, expectsConflicts: false) == [])
        #expect(report.ranOut)
        // A client that finds no further firm stops; until then each firm has made all that it may.
        #expect(report.verbs.map(\.name) == ["reserve", "auth"])
        #expect(report.verbs[0].measured == 1800)
        #expect(report.verbs[1].measured == 100)
        daemon.world.withLock { world in
            #expect(world.breaches == [])
            #expect(world.taken.count == 1800)
            #expect(world.reservations.count == 100)
            #expect(world.reservations.values.allSatisfy { $0 == 18 })
        }
    }

    @Test func aMixIsUnderstoodThroughout() async throws {
        let daemon = ScriptedDaemon()
        let plan = try somePlan(
            someState(firms: 20), mix: "reserve=4,cancel=2,free=1,week=1,check=1,find=1", contended: 10)
        let report = try await run(daemon, plan, clients: 4, threads: 1, pipeline: 4)
        #expect(report.failures(maxErrors: 0, expectsConflicts: true) == [])
        #expect(Set(report.verbs.map(\.name)) == Set(LoadVerb.allCases.map(\.name)))
        #expect(report.verbs[0].errors.map(\.code) == ["conflict"])
        #expect(daemon.world.withLock { $0.breaches } == [])
        #expect(report.failures(maxErrors: 0, expectsConflicts: false).count == 1)
    }

    @Test func errorsAndNoiseAreCountedAndFailTheRun() async throws {
        let daemon = ScriptedDaemon(oddities: [
            5: "+ verdict rule=B4 pass=no\nERR rule rule=B4 message=\"no\"\n", 9: "what?\n", 11: "ERR new-code\n",
        ])
        let report = try await run(daemon, somePlan(someState(firms: 2)), clients: 1, threads: 1, pipeline: 1)
        #expect(report.errors == 1)
        #expect(report.verbs[0].measured == 33)
        #expect(report.outcome.tally.foreign == 2)
        #expect(report.failures(maxErrors: 50, expectsConflicts: false) == ["2 replies were not understood"])
        #expect(report.failures(maxErrors: 0, expectsConflicts: false).count == 2)
        #expect(report.table.contains("first reserve rule: ERR rule rule=B4"))
    }

    @Test func aConnectionThatEndsFailsTheRun() async throws {
        let daemon = ScriptedDaemon(oddities: [20: nil])
        let report = try await run(daemon, somePlan(someState(firms: 4)), clients: 2, threads: 1, pipeline: 3)
        #expect(report.outcome.tally.lost == 1)
        #expect(report.outcome.tally.unanswered >= 1)
        #expect(report.failures(maxErrors: 100, expectsConflicts: false).count == 2)
    }

    @Test func aDaemonThatIsAwayIsSaid() async throws {
        let plan = try somePlan(someState())
        let port = try await ScriptedDaemon().serve { $0 }
        let run = LoadRun(
            host: "127.0.0.1", port: port, clients: 3, warmUp: .zero, duration: .seconds(1), seed: 1)
        await #expect(throws: (any Error).self) { try await run.perform(plan) }
    }

    @Test func figuresAreWrittenForPrograms() async throws {
        let report = try await run(
            ScriptedDaemon(), somePlan(someState(firms: 2)), clients: 1, threads: 1, pipeline: 1)
        #expect(report.json.contains("\n  \"clients\": 1,\n"))
        #expect(report.json.contains("\n  \"reservations\": 36,\n"))
        #expect(report.json.contains("\n    \"reserve\": {\"ok\": 36, \"ok-with-warm-up\": 36, \"rate\": "))
        #expect(Decimal.text(3.14159, 2) == "3.14")
        #expect(Decimal.text(-0.05, 1) == "-0.1")
        #expect(Decimal.text(2, 3) == "2.000")
        #expect(Decimal.text(.infinity, 1) == "0")
    }
}
