import Support
import Testing
import Wire

extension SystemTests {
    /// One way in: whatever gives somebody time on an instrument is judged by the rules, each of them.
    @Suite struct SideDoors {
        /// The commands that give time.
        private static let giving: Set<Verb> = [.reserve, .move, .approve, .accept]
        /// Those that write and give none: they take time back, tell what happened, or are about the register.
        private static let others: Set<Verb> = [
            .cancel, .decline, .start, .finish, .noshow, .contract, .wait, .unwait, .need, .unneed, .publish, .withdraw,
            .close, .reopen, .policy, .add, .token, .revoke, .exempt, .qualify, .disqualify, .roster, .relate,
            .unrelate,
            .certify, .decertify, .suspend, .restore, .seal, .edition, .records,
        ]

        /// Every writing command takes a key, so a new one is found here until somebody has said what it gives.
        @Test func everyCommandThatWritesIsKnown() {
            let writing = Set(
                CommandTable.all.filter { spec in spec.fields.contains { $0.name == "key" } }.map(\.verb))
            #expect(writing.subtracting(Self.giving).subtracting(Self.others).isEmpty)
            #expect(Self.giving.isSubset(of: writing) && Self.giving.isDisjoint(with: Self.others))
        }

        /// Times that one rule each forbids; rule B6 leaves five hours a week.
        private static let wrong = [
            ("B1", "start=2026-12-02T10:00 for=1h"), ("B2", "start=2026-12-05T10:00 for=2h"),
            ("B3", "start=2026-12-03T10:07 for=1h"), ("B3", "start=2026-12-03T10:00 for=15m"),
            ("B4", "start=2026-12-01T09:30 for=1h"), ("B5", "start=2027-01-20T10:00 for=1h"),
            ("B6", "start=2026-12-03T09:00 for=6h"),
        ]

        @Test func eachIsRefusedByEachRule() async throws {
            let folder = try TemporaryFolder()
            try folder.write("few.yaml", "profile: few\nrules:\n  B6:\n    week: 5h\n")
            var second = Listing.sem
            second.number = "sem-02"
            try await World.own(["policy=\(folder.path)/few.yaml"], instruments: [.sem, second]) { world in
                let (firm, other) = (try await world.client("acme"), try await world.client("lumen"))
                let wish = "RESERVE \(world.sem) service=imaging"
                #expect(try await other.ask("\(wish) start=2026-12-02T10:00 for=1h").succeeded)
                let one = try #require(try await firm.ask("\(wish) start=2026-12-04T09:00 for=1h")["booking"])
                let series = try #require(
                    try await firm.ask("\(wish) start=2026-12-09T09:00 for=30m repeat=FREQ=DAILY count=2")["booking"])
                let before = try await firm.ask("BOOKINGS").text
                for (rule, times) in Self.wrong {
                    for door in [
                        "\(wish) \(times)", "\(wish) \(times) repeat=FREQ=WEEKLY count=2",
                        "\(wish) \(times) with=\(world.unit)/sem-02", "MOVE \(one) \(times)",
                        "MOVE \(series) \(times) scope=all",
                    ] {
                        let answer = try await firm.ask(door)
                        #expect(Self.rules(answer).contains(rule), "\(rule), \(door): \(answer.text)")
                    }
                    let dry = try await firm.ask("CHECK \(world.sem) service=imaging \(times)")
                    let failing = try dry.records().filter { $0.word == "verdict" && $0["pass"] == "no" }
                    #expect(dry["allowed"] == "no" && failing.contains { $0["rule"] == rule })
                }
                #expect(try await firm.ask("BOOKINGS").text == before, "what is refused leaves nothing")
            }
        }

        /// What was right when it was asked for, or offered, is judged again when it is granted or taken.
        @Test func whatIsGrantedLaterIsJudgedAgain() async throws {
            var asking = Listing.sem
            asking.number = "ask-01"
            asking.shareMode = "by-request"
            try await World.own(instruments: [.sem, asking]) { world in
                let (firm, lab) = (try await world.client("acme"), try await world.client("lab"))
                let asked = try await firm.ask(
                    "RESERVE \(world.unit)/ask-01 service=imaging start=2026-12-10T10:00 for=1h")
                let request = try #require(asked["booking"])
                #expect(asked["state"] == "requested")
                let waits = try await firm.ask(
                    "WAIT \(world.sem) from=2026-12-10T10:00 to=2026-12-10T11:00 for=1h service=imaging")
                #expect(waits.succeeded, "\(waits.final)")
                var offer: String?
                while offer == nil {
                    offer = try await firm.ask("WAITS").records().first { $0["state"] == "offered" }?["booking"]
                }
                for instrument in ["ask-01", "sem-01"] {
                    let closed = try await lab.ask(
                        "CLOSE \(world.unit)/\(instrument) start=2026-12-10T09:00 for=4h reason=fault")
                    #expect(closed.succeeded, "\(closed.final)")
                }
                #expect(Self.rules(try await lab.ask("APPROVE \(request)")) == ["B2"])
                #expect(Self.rules(try await firm.ask("ACCEPT \(offer ?? "")")) == ["B2"])
            }
        }

        private static func rules(_ answer: Answer) -> [String] {
            answer.code == .conflict ? ["B1"] : (answer["rule"] ?? "").split(separator: ",").map(String.init)
        }
    }
}
