import Glibc
import Logging
import Postgres
import Support
import Testing
import Wire

extension SystemTests {
    /// WATCH over real sockets: nothing missed, nothing twice, and nobody's business told to others.
    @Suite struct Watches {
        private static func number(_ line: Line) throws -> Int { try #require(line["seq"].flatMap { Int($0) }) }

        /// Two daemons on one database, one of them stopped and started again: whoever goes on behind what it has read
        /// sees the log's rows, each once and in order, wherever it connects.
        @Test func nothingIsMissedOrDoubledOverCutsAndDaemons() async throws {
            let folder = try TemporaryFolder()
            let conninfo = try await TestCluster.shared().createDatabase()
            let settings = [try Policies.unlimited(in: folder)]
            // A clock that began again where the first one did would find the instruments not published yet.
            let later = settings + ["clock.start=2026-12-01T10:00:00+08:00"]
            let first = try await World.launch(settings, conninfo)
            let office = try await World.officeToken(["--database", conninfo])
            let world = try await World.settle(first, conninfo, office, "", [.always("x-1")])
            var daemons = [first, try await World.launch(later, conninfo)]
            var seen: [Int] = []
            var since = 0
            for round in 0..<8 {
                let acme = try await world.client("acme", at: daemons[round % 2])
                // Sometimes at the daemon that writes, sometimes at the other.
                let watcher = try await Watcher(
                    world.client("acme", at: daemons[round / 2 % 2]), "WATCH since=\(since)")
                // Many at once, so that several are in one commit and the cut falls among them.
                let requests = (0..<20).map { index in
                    "RESERVE \(world.unit)/x-1 start=\(slot(round * 20 + index)) for=1h service=imaging"
                }
                for answer in try await acme.pipeline(requests) { try #require(answer.succeeded, "\(answer.final)") }
                let wanted = round == 7 ? 8 * 20 - seen.count : Int.random(in: 1...20)
                for _ in 0..<wanted {
                    let event = try await watcher.next()
                    #expect(event["event"] == "reserve" && event["account"] == "acme/lin")
                    since = try Self.number(event)
                    seen.append(since)
                }
                if round == 3 {
                    try await daemons[1].stop()
                    daemons[1] = try await World.launch(later, conninfo)
                }
            }
            let connection = try await PostgresConnection.connect(
                PostgresConfiguration(conninfo: conninfo), logger: Logger(label: "tests"))
            let rows = try await connection.query(Statement("SELECT seq FROM log WHERE act = 'reserve' ORDER BY seq"))
                .map { Int(try $0.decode(0, as: Int64.self)) }
            await connection.close()
            #expect(seen == rows)
            for daemon in daemons { try await daemon.stop() }
        }

        /// A token that is revoked ends its stream at once, at whichever daemon it was revoked.
        @Test func aRevokedTokenEndsTheStream() async throws {
            let world = try await World.corner()
            let issued = try await world.zone.ask("TOKEN acme\(world.unit.dropFirst(4))/lin")
            let acme = try await LineClient.open(world.daemon).signIn(issued["token"] ?? "")
            #expect(try await acme.ask("WATCH").succeeded)
            #expect(try await world.zone.ask("REVOKE \(issued["token"] ?? "")").succeeded)
            var last = ""
            while !last.hasPrefix("ERR") { last = try await blocking { try acme.line() } }
            #expect(last.hasPrefix("ERR auth since="))
            await #expect(throws: LineClient.Closed.self) { _ = try await blocking { try acme.line() } }
        }

        @Test func eachSeesWhatIsTheirs() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let own = try await Watcher(world.client("acme"), "WATCH")
            let other = try await Watcher(world.client("lumen"), "WATCH")
            let public_ = try await Watcher(world.client("lumen"), "WATCH instrument=\(world.sem)")
            let lab = try await Watcher(world.client("lab"), "WATCH")
            let booked = try await acme.ask(
                "RESERVE \(world.sem) start=2026-12-02T09:00 for=2h service=imaging project=secret")
            let number = try #require(booked["booking"])
            #expect(try await acme.ask("MOVE \(number) start=2026-12-02T10:00 for=2h").succeeded)
            #expect(try await acme.ask("CANCEL \(number)").succeeded)
            let lumen = try await world.client("lumen")
            let second = try await lumen.ask("RESERVE \(world.sem) start=2026-12-03T09:00 for=1h service=imaging")
            #expect(second.succeeded)

            var steps: [String] = []
            for _ in 0..<3 {
                let event = try await own.next()
                #expect(event["booking"] == number && event["account"]?.hasSuffix("/lin") == true)
                #expect(event["instrument"] == world.sem)
                steps.append("\(event["event"] ?? "") \(event["state"] ?? "")")
            }
            #expect(steps == ["reserve confirmed", "move confirmed", "cancel cancelled"])

            var told: [String] = []
            for _ in 0..<4 {
                let event = try await public_.next()
                told.append(event["event"] ?? "")
                if event["event"] == "reserve" { continue }
                #expect(event["account"] == nil && event["booking"] == nil && event["state"] == nil)
                #expect(event["start"] != nil && event["instrument"] == world.sem)
                if event["event"] == "moved" { #expect(event["was-start"] == "2026-12-02T09:00:00+08:00") }
            }
            #expect(told == ["taken", "moved", "freed", "reserve"])
            // Of all that happened, lumen's own is all it hears of unasked.
            #expect(try await other.next()["booking"] == second["booking"])

            var seen: [String] = []
            for _ in 0..<4 {
                let event = try await lab.next()
                seen.append(event["event"] ?? "")
                #expect(event["account"] != nil && event["booking"] != nil)
            }
            #expect(seen == ["reserve", "move", "cancel", "reserve"])

            // What a unit does with its instrument is told to all who watch it.
            let desk = try await world.client("lab")
            #expect(
                try await desk.ask(
                    "CLOSE \(world.sem) start=2026-12-05T09:00 for=1h reason=fault"
                ).succeeded)
            let closed = try await public_.next()
            #expect(
                closed["event"] == "close" && closed["start"] == "2026-12-05T09:00:00+08:00" && closed["account"] == nil
            )
        }

        @Test func stopGivesTheConnectionBack() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let answers = try await acme.pipeline(["WATCH", "PING", "BOOKINGS", "STOP", "BOOKINGS"])
            #expect(answers[0]["since"] == answers[3]["since"])
            #expect(answers[1].succeeded && answers[2].code == .state && answers[4]["count"] == "0")
            #expect(try await acme.ask("STOP").code == .state)
            #expect(try await acme.ask("WATCH since=99999999").code == .invalid)
            #expect(try await acme.ask("WATCH instrument=\(world.unit)/none").code == .notFound)
            #expect(try await acme.ask("WATCH booking=b1").code == .notFound)
            #expect(try await LineClient.open(world.daemon).ask("WATCH").code == .auth)
        }

        @Test func aDrainSaysSoAndSilenceIsBroken() async throws {
            try await World.own(["limits.watch-ping=200ms", "limits.idle=1s"]) { world in
                let acme = try await world.client("acme")
                let start = try #require(try await acme.ask("WATCH")["since"])
                for _ in 0..<8 {
                    // Longer than an idle connection may live.
                    let line = try await blocking { try acme.line() }
                    #expect(EventLine.read(line)?.word == "ping" && EventLine.read(line)?["seq"] == start)
                }
                world.daemon.signal(SIGTERM)
                var last = ""
                while !last.hasPrefix("ERR") { last = try await blocking { try acme.line() } }
                #expect(last.hasPrefix("ERR unavailable retry-after=5 since=\(start) "))
                await #expect(throws: LineClient.Closed.self) { _ = try await blocking { try acme.line() } }
            }
        }

        /// The notices are lost with their connection; the log is not.
        @Test func lostNoticesAreMadeUpFor() async throws {
            try await World.own { world in
                let acme = try await world.client("acme")
                let watcher = try await Watcher(world.client("acme"), "WATCH")
                let killer = try await PostgresConnection.connect(
                    PostgresConfiguration(conninfo: world.conninfo), logger: Logger(label: "tests"))
                _ = try await killer.query(
                    Statement(
                        """
                        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                        """))
                await killer.close()
                let request = "RESERVE \(world.sem) start=2026-12-02T09:00 for=2h service=imaging key=k"
                while true {
                    let answer = try await acme.ask(request)
                    if answer.succeeded { break }
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(try await watcher.next()["event"] == "reserve")
            }
        }
    }
}
