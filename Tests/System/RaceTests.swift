import Glibc
import Support
import Testing
import Wire

extension SystemTests {
    /// Many want the same time, at two daemons on one database. `YIQI_RACE_ROUNDS` sets how often.
    @Suite struct Races {
        private static let connections = 32
        private static let rounds = getenv("YIQI_RACE_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 60

        @Test func nobodyBooksWhatAnotherHas() async throws {
            let folder = try TemporaryFolder()
            let settings = [try Policies.unlimited(in: folder)]
            let instruments = (0..<4).map { Listing.always("x-\($0)") }
            try await World.own(settings, instruments: instruments) { world in
                // It was started later, and so its clock is.
                let second = try await World.launch(
                    settings + ["clock.start=2026-12-01T09:30:00+08:00"], world.conninfo)
                var clients: [LineClient] = []
                for index in 0..<Self.connections {
                    let daemon = index.isMultiple(of: 2) ? world.daemon : second
                    clients.append(try await world.client(index % 4 < 2 ? "acme" : "lumen", at: daemon))
                }
                var longest = Duration.zero
                for round in 0..<Self.rounds {
                    let requests = (0..<Self.connections).map { Self.request(world, round, $0) }
                    let (answers, waited) = try await Self.race(clients, requests)
                    longest = max(longest, waited)
                    Self.judge(answers, round)
                }
                print("race: the longest wait for a reply was \(longest)")
                // Generous: the machine may be busy with other things. What stands in each other's way waits for seconds.
                #expect(longest < .seconds(20))
                #expect(try await world.overlaps() == 0)
                let live = try await world.liveBookings().count
                #expect(live >= Self.rounds)
                try await second.stop()
                #expect(!(world.daemon.log + second.log).contains("deadlock"))
            }
        }

        /// In even rounds all want one hour; in odd rounds each wants an hour that begins at one of nine quarters.
        private static func request(_ world: World, _ round: Int, _ index: Int) -> String {
            // Every round has a window of three hours of its own.
            let hour = round / 4 * 3
            let quarter = round.isMultiple(of: 2) ? 0 : index % 9
            let start = slot(hour + quarter / 4).dropLast(2) + ["00", "15", "30", "45"][quarter % 4]
            return "RESERVE \(world.unit)/x-\(round % 4) start=\(start) for=1h service=imaging"
        }

        /// Sends all requests before any reply is read. The wait is that until the last reply of all.
        private static func race(
            _ clients: [LineClient], _ requests: [String]
        ) async throws -> (answers: [Answer], waited: Duration) {
            try await blocking {
                let started = ContinuousClock.now
                for (client, request) in zip(clients, requests) { client.send(Array((request + "\n").utf8)) }
                return (try clients.map { try $0.receive() }, ContinuousClock.now - started)
            }
        }

        private static func judge(_ answers: [Answer], _ round: Int) {
            let winners = answers.filter { $0.succeeded }
            if round.isMultiple(of: 2) {
                #expect(winners.count == 1, "round \(round)")
            } else {
                #expect((1...3).contains(winners.count), "three hours hold one to three hours")
            }
            for answer in answers where !answer.succeeded { #expect(answer.code == .conflict, "\(answer.final)") }
            let periods = winners.compactMap { winner in
                winner["start"].flatMap { start in winner["end"].map { (start, $0) } }
            }
            // All are written with one offset, so their texts compare as their times do.
            for (index, one) in periods.enumerated() {
                for other in periods.dropFirst(index + 1) {
                    #expect(one.1 <= other.0 || other.1 <= one.0, "round \(round): \(one) and \(other)")
                }
            }
        }
    }
}
