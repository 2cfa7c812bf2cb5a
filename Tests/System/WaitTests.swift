import Glibc
import Support
import Testing
import Wire

extension SystemTests {
    /// Waiting lists with two daemons on one database.
    @Suite struct Waits {
        /// The next event of that kind; what comes before it is passed over.
        private func event(_ kind: String, _ client: LineClient) async throws -> Line {
            while true {
                let text = try await blocking { try client.line() }
                let line = try #require(EventLine.read(text), "\(text)")
                if line.word == "event", line["event"] == kind { return line }
            }
        }

        /// The first is offered what is freed and holds it against others; the daemon that does the work is killed, the
        /// other finds the offer run out, and the next in the list takes it.
        @Test func aFreedTimeGoesDownTheListThoughItsDaemonDies() async throws {
            let folder = try TemporaryFolder()
            let conninfo = try await TestCluster.shared().createDatabase()
            let settings = [try Policies.unlimited(in: folder), "waiting.offer=1h"]
            let first = try await World.launch(settings, conninfo)
            let office = try await World.officeToken(["--database", conninfo])
            let world = try await World.settle(first, conninfo, office, "", [.always("x-1")])
            // By its clock the offer of the first has run out when it comes to do the work.
            let second = try await World.launch(
                settings + ["clock.start=2026-12-01T11:00:00+08:00"], conninfo)
            let window = "from=\(slot(0)) to=\(slot(1))"
            let period = "start=\(slot(0)) for=1h service=imaging"
            let lumen = try await world.client("lumen")
            let held = try await lumen.ask("RESERVE \(world.unit)/x-1 \(period)")
            let acme = try await world.client("acme")
            let other = try await world.client("other", at: second)
            for client in [acme, other] {
                let waits = try await client.ask("WAIT \(world.unit)/x-1 \(window) for=1h service=imaging")
                #expect(waits.succeeded, "\(waits.final)")
            }
            #expect(try await other.ask("WAITS").lines.first?.contains(" state=waiting place=2") == true)
            #expect(try await acme.ask("WATCH").succeeded)
            #expect(try await other.ask("WATCH").succeeded)
            #expect(try await lumen.ask("CANCEL \(held["booking"] ?? "")").succeeded)
            let offer = try await event("offer", acme)
            #expect(offer["state"] == "requested" && offer["respond-by"] != nil)
            #expect(try await lumen.ask("RESERVE \(world.unit)/x-1 \(period)").code == .conflict)

            first.signal(SIGKILL)
            #expect(try await first.wait() == 137)
            let next = try await event("offer", other)
            #expect(next["booking"] != offer["booking"] && next["start"] == offer["start"])
            #expect(try await other.ask("STOP").succeeded)
            let taken = try await other.ask("ACCEPT \(next["booking"] ?? "")")
            #expect(taken["state"] == "confirmed", "\(taken.final)")
            let again = try await world.client("acme", at: second)
            #expect(try await again.ask("ACCEPT \(offer["booking"] ?? "")").code == .state)
            #expect(try await again.ask("WAITS all=yes").lines.first?.contains(" state=lapsed ") == true)
            #expect(try await world.overlaps() == 0)
            try await second.stop()
        }
    }
}
