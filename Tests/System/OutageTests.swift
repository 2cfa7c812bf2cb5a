import Glibc
import Logging
import Postgres
import Support
import Testing
import Wire

extension SystemTests {
    /// Things fail under the daemon, and nothing that was acknowledged is lost.
    @Suite struct Outages {
        /// Always open, so that there are slots enough.
        private static let instruments = (1...4).map { Listing.always("x-\($0)") }

        private static func reserve(_ world: World, _ instrument: Int, _ index: Int, _ key: String) -> String {
            "RESERVE \(world.unit)/x-\(instrument) start=\(slot(index)) for=1h service=imaging key=\(key)"
        }

        /// Asks until the service is back. Keys make that safe.
        private static func insist(_ client: LineClient, _ request: String) async throws -> Answer {
            for _ in 0..<600 {
                let answer = try await client.ask(request)
                guard answer.code == .unavailable || answer.code == .busy else { return answer }
                // The reconnection takes its time; asking without a pause would only slow it down.
                try await Task.sleep(for: .milliseconds(50))
            }
            throw Failure(description: "the service does not come back")
        }

        @Test func aDatabaseThatIsAwayIsSaidAndWaitedFor() async throws {
            let cluster = try await TestCluster()
            let folder = try TemporaryFolder()
            let settings = ["pool.acquire-timeout=500ms", try Policies.unlimited(in: folder)]
            try await World.own(settings, on: cluster.createDatabase(), instruments: Self.instruments) { world in
                let acme = try await world.client("acme")
                let before = try await acme.ask(Self.reserve(world, 1, 0, "before"))
                #expect(before.succeeded)
                try await cluster.kill()
                let during = Self.reserve(world, 1, 1, "during")
                #expect(try await acme.ask(during).code == .unavailable)
                #expect(try await acme.ask("FREE \(world.unit)/x-1 from=2027-02-01 to=2027-02-02").code == .unavailable)
                #expect(try await acme.ask("STATUS").code == .unavailable)
                #expect(try await acme.ask("PING").succeeded, "what needs no database goes on")
                #expect(try await LineClient.open(world.daemon).ask("HELP").succeeded, "so do new connections")
                try await cluster.start()
                let after = try await Self.insist(acme, during)
                #expect(after.succeeded, "\(after.final)")
                let replayed = try await Self.insist(acme, Self.reserve(world, 1, 0, "before"))
                #expect(replayed["booking"] == before["booking"] && replayed["replayed"] == "yes")
                #expect(try await Self.insist(acme, "BOOKINGS")["count"] == "2")
                #expect(try await world.liveBookings() == Set([before, after].compactMap { $0["booking"] }))
            }
        }

        @Test func backendsKilledUnderLoadLoseNothing() async throws {
            let folder = try TemporaryFolder()
            try await World.own([try Policies.unlimited(in: folder)], instruments: Self.instruments) { world in
                let killer = try await PostgresConnection.connect(
                    PostgresConfiguration(conninfo: world.conninfo), logger: Logger(label: "tests"))
                var clients: [LineClient] = []
                for _ in 1...4 { clients.append(try await world.client("acme")) }
                var acknowledged: Set<String> = []
                var unknown = 0
                for round in 0..<12 {
                    // Four at a time on each connection, no two for one slot.
                    func request(_ client: Int, _ index: Int) -> String {
                        Self.reserve(world, client + 1, round * 4 + index, "r\(round)-\(client)-\(index)")
                    }
                    for client in clients.indices {
                        let lines = (0..<4).map { request(client, $0) + "\n" }.joined()
                        clients[client].send(Array(lines.utf8))
                    }
                    _ = try await killer.query(
                        Statement(
                            """
                            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid()
                            """))
                    for client in clients.indices {
                        for _ in 0..<4 {
                            let answer = try await clients[client].next()
                            if !answer.succeeded {
                                #expect(answer.code == .unavailable || answer.code == .busy, "\(answer.final)")
                                unknown += answer["outcome"] == "unknown" ? 1 : 0
                            }
                            if let number = answer["booking"] { acknowledged.insert(number) }
                        }
                    }
                    // Every key is asked once more; whatever became of the first try, it is told.
                    for client in clients.indices {
                        for index in 0..<4 {
                            let answer = try await Self.insist(clients[client], request(client, index))
                            #expect(answer.succeeded, "\(answer.final)")
                            acknowledged.insert(answer["booking"] ?? "")
                        }
                    }
                }
                await killer.close()
                #expect(acknowledged.count == 12 * 16, "a key has one booking, before and after")
                #expect(try await world.liveBookings() == acknowledged)
                #expect(try await world.overlaps() == 0)
                print("backends killed under load: \(unknown) outcomes were unknown at first")
            }
        }

        @Test func aCommitWhoseAnswerIsCutOffIsFoundOut() async throws {
            let cluster = try await TestCluster.shared()
            let name = try await cluster.createDatabase().split(separator: "=").last.map(String.init) ?? ""
            let proxy = try CuttingProxy(to: cluster)
            defer { proxy.stop() }
            let folder = try TemporaryFolder()
            let settings = [try Policies.unlimited(in: folder), "desk.lanes=1"]
            try await World.own(settings, on: proxy.conninfo(name), instruments: Self.instruments) { world in
                let acme = try await world.client("acme")
                var numbers: Set<String> = []
                var open = 0
                for round in 0..<10 {
                    // The booking's row goes before the commit, the log's with it: that one is done by the database and
                    // its answer never arrives.
                    let mark = "project-\(round)."
                    proxy.cutAfter(round.isMultiple(of: 2) ? mark : "\"project\":\"\(mark)")
                    let request = Self.reserve(world, 1, round, "cut-\(round)") + " project=\(mark)"
                    let first = try await acme.ask(request)
                    if !first.succeeded {
                        #expect(first.code == .unavailable, "\(first.final)")
                        open += 1
                    }
                    let second = try await Self.insist(acme, request)
                    #expect(second.succeeded, "\(second.final)")
                    if first.succeeded { #expect(second["booking"] == first["booking"] && second["replayed"] == "yes") }
                    numbers.insert(second["booking"] ?? "")
                }
                #expect(numbers.count == 10)
                #expect(try await world.liveBookings() == numbers)
                #expect(world.daemon.log.contains("lost the answer to a commit"))
                print("commits cut off: \(open) of 10 were left open at first, and a repeat told")
            }
        }

        @Test func aStopFinishesWhatItTook() async throws {
            let folder = try TemporaryFolder()
            try await World.own([try Policies.unlimited(in: folder)], instruments: Self.instruments) { world in
                let acme = try await world.client("acme")
                let idle = try await world.client("lumen")
                let requests = (0..<200).map { Self.reserve(world, 1 + $0 % 4, $0 / 4, "stop-\($0)") + "\n" }
                acme.send(Array(requests.joined().utf8))
                var answers = [try await acme.next()]
                world.daemon.signal(SIGTERM)
                while let answer = try? await acme.next() { answers.append(answer) }
                #expect(try await world.daemon.wait() == 0)
                let booked = answers.filter { $0.succeeded }
                #expect(!booked.isEmpty)
                #expect(answers.filter { !$0.succeeded }.allSatisfy { $0.code == .unavailable })
                #expect(try await world.liveBookings() == Set(booked.compactMap { $0["booking"] }))
                // Who only waited is told, and then it is over.
                #expect(try await idle.next().code == .unavailable)
                await #expect(throws: LineClient.Closed.self) { try await idle.next() }
            }
        }

        @Test func connectionsBeyondTheLimitAreToldSo() async throws {
            try await World.own(["limits.connections=4"], instruments: []) { world in
                var clients: [LineClient] = []
                for _ in 0..<3 { clients.append(try await LineClient.open(world.daemon)) }
                let fifth = try await blocking { [port = world.daemon.port] in try LineClient(port: port) }
                let refused = try await fifth.next()
                #expect(refused.code == .busy && refused["retry-after"] != nil)
                await #expect(throws: LineClient.Closed.self) { try await fifth.next() }
                clients.removeLast()
                // Its place is free as soon as the daemon has seen the end of it.
                var served = false
                for _ in 0..<5_000 where !served {
                    let client = try await blocking { [port = world.daemon.port] in try LineClient(port: port) }
                    served = try await client.next().succeeded
                }
                #expect(served)
            }
        }

        @Test func aKilledDaemonFindsEverythingAgain() async throws {
            let folder = try TemporaryFolder()
            let place = ["--data", folder.path + "/data"]
            let settings = ["--set", try Policies.unlimited(in: folder), "--set", "embedded.shared-buffers=32MiB"]
            let daemon = try await DaemonProcess.launch(place + settings)
            let office = try await World.officeToken(place)
            let world = try await World.settle(daemon, "", office, "", Self.instruments)
            let acme = try await world.client("acme")
            let requests = (0..<40).map { Self.reserve(world, 1 + $0 % 4, $0 / 4, "kill-\($0)") }
            acme.send(Array(requests.map { $0 + "\n" }.joined().utf8))
            var acknowledged: [String: String] = [:]
            for request in requests.prefix(25) { acknowledged[request] = try await acme.next()["booking"] }
            daemon.signal(SIGKILL)
            #expect(try await daemon.wait() == 137)

            // Its clock goes on, and does not begin the morning again.
            let later = ["--set", "clock.start=2026-12-01T09:30:00+08:00"]
            let second = try await DaemonProcess.launch(place + settings + later)
            let again = try await world.client("acme", at: second)
            for request in requests {
                let answer = try await again.ask(request)
                #expect(answer.succeeded, "\(answer.final)")
                if let number = acknowledged[request] {
                    #expect(answer["booking"] == number && answer["replayed"] == "yes")
                }
            }
            #expect(try await again.ask("BOOKINGS state=confirmed limit=500")["count"] == "40")
            #expect(try await second.stop() == 0)
        }
    }
}
