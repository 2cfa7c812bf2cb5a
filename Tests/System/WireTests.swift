import Testing
import Wire

extension SystemTests {
    /// What comes over the wire, good and bad.
    @Suite struct Lines {
        @Test func aThousandRequestsAreAnsweredInOrder() async throws {
            let world = try await World.corner()
            let client = try await world.client("acme")
            let requests = (0..<1_000).map { index in
                switch index % 4 {
                case 0: "PING"
                case 1: "SHOW \(world.unit)/none-\(index)"
                case 2: "LANG \(index % 8 == 2 ? "zh" : "en")"
                default: "FREE \(world.sem) from=2026-12-02 to=2026-12-03"
                }
            }
            let answers = try await client.pipeline(requests)
            for (index, answer) in answers.enumerated() {
                switch index % 4 {
                case 0: #expect(answer["time"] != nil)
                case 1: #expect(answer.code == .notFound && answer.final.contains("none-\(index)"))
                case 2: #expect(answer["lang"] == (index % 8 == 2 ? "zh" : "en"))
                default: #expect(answer["count"] == "1")
                }
            }
        }

        @Test func aSessionSeesItsOwnWrites() async throws {
            let world = try await World.corner()
            let client = try await world.client("acme")
            let day = "from=2026-12-02 to=2026-12-03"
            let answers = try await client.pipeline([
                "RESERVE \(world.sem) start=2026-12-02T09:00 for=4h service=imaging", "FREE \(world.sem) \(day)",
                "RESERVE \(world.sem) start=2026-12-02T13:00 for=4h service=imaging", "FREE \(world.sem) \(day)",
                "PING",
            ])
            #expect(answers.allSatisfy { $0.succeeded })
            #expect(answers[1].lines == ["free start=2026-12-02T13:00:00+08:00 end=2026-12-02T17:00:00+08:00"])
            #expect(answers[3].lines.isEmpty)
        }

        /// Each malformed line, and the code that it gets.
        static let malformed: [(String, ErrorCode)] = [
            ("", .syntax), ("   ", .syntax), ("FROB", .unknownVerb), ("PING x=1", .unknownField),
            ("FIND text=", .syntax),
            ("FIND text=\"abc", .syntax), ("FIND limit=1 limit=2", .invalid), ("FIND limit=0", .invalid),
            ("FREE siom/sem-01", .missingField), ("SHOW", .missingField), ("FIND from=2026-12-02", .missingField),
            ("WEEK siom/sem-01 day=2026-13-45", .notFound), ("EXPORT 2026-13", .invalid), ("LANG fr", .invalid),
            ("BOOKINGS", .auth), (String(repeating: "x", count: 9_000), .tooLong),
            ("FIND text=" + String(repeating: "电", count: 3_000), .tooLong),
        ]

        @Test(arguments: malformed)
        func aMalformedLineIsOneError(_ line: String, _ code: ErrorCode) async throws {
            let world = try await World.corner([])
            let client = try await LineClient.open(world.daemon)
            let answer = try await client.ask(line)
            #expect(answer.text.count == 1 && answer.code == code, "\(answer.final)")
            #expect(answer["message"]?.isEmpty == false && answer.final.utf8.count < 600)
            #expect(try await client.ask("PING").succeeded)
        }

        @Test func bytesThatAreNotTextAreOneError() async throws {
            let world = try await World.corner([])
            let client = try await LineClient.open(world.daemon)
            client.send(Array("FIND text=".utf8) + [0xC3, 0x28, 0x0A])
            #expect(try await client.next().code == .syntax)
            client.send(Array("FIND text=".utf8) + [0x00, 0x07, 0x0A])
            #expect(try await client.next().code == .syntax)
            client.send(Array("ping\r\n".utf8))
            #expect(try await client.next().succeeded)
        }

        @Test func otherProtocolsAreSentAway() async throws {
            let world = try await World.corner([])
            for noise in [
                Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8), [0x16, 0x03, 0x01, 0x02, 0x00], [0xFF, 0x00],
            ] {
                let client = try await LineClient.open(world.daemon)
                client.send(noise)
                #expect(try await client.next().code == .syntax)
                await #expect(throws: LineClient.Closed.self) { try await client.next() }
            }
            #expect(try await LineClient.open(world.daemon).ask("PING").succeeded)
        }

        @Test func aDocumentIsNeverTakenForCommands() async throws {
            let world = try await World.corner([])
            let client = try await LineClient.open(world.daemon)
            #expect(try await client.upload("PUBLISH \(world.unit)", "PING\nQUIT\n").code == .auth)
            #expect(try await client.ask("PING").succeeded)
            let lab = try await world.client("lab")
            client.send(LineClient.framed("PUBLISH \(world.unit) mode=sideways", Array("QUIT\n".utf8)))
            #expect(try await client.next().code == .invalid)
            // A line without its mark, and a line that is too long.
            lab.send(Array("PUBLISH \(world.unit)\n+ number,name\nPING\n.\n".utf8))
            #expect(try await lab.next().code == .syntax)
            let long = try await lab.upload("PUBLISH \(world.unit)", "number\n" + String(repeating: "x", count: 70_000))
            #expect(long.code == .tooLong)
            #expect(try await lab.ask("PING").succeeded)
        }
    }

    /// `key=`: done once, however often it is sent.
    @Suite struct Keys {
        @Test func theSameKeyTellsTheFirstOutcome() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let first = try await acme.ask("RESERVE \(world.sem) start=2026-12-02T09:00 for=2h service=imaging key=k1")
            #expect(first.succeeded && first["replayed"] == nil)
            let again = try await world.client("acme")
            let second = try await again.ask(
                "reserve \(world.sem) key=k1 service=imaging for=2h start=2026-12-02T09:00")
            #expect(second["booking"] == first["booking"] && second["replayed"] == "yes")
            let other = try await acme.ask("RESERVE \(world.sem) start=2026-12-02T12:00 for=2h service=imaging key=k1")
            #expect(other.code == .invalid && other["field"] == "key")
            // Another account's keys are its own.
            let lumen = try await world.client("lumen")
            let theirs = try await lumen.ask(
                "RESERVE \(world.sem) start=2026-12-02T12:00 for=2h service=imaging key=k1")
            #expect(theirs.succeeded && theirs["replayed"] == nil)
            // A replay tells what was, not what is.
            #expect(try await acme.ask("CANCEL \(first["booking"] ?? "") key=k2").succeeded)
            #expect(try await acme.ask("CANCEL \(first["booking"] ?? "") key=k2")["replayed"] == "yes")
            #expect(try await acme.ask("BOOKINGS state=confirmed")["count"] == "0")
        }

        @Test func aRefusalIsJudgedAnew() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let lumen = try await world.client("lumen")
            let taken = try await lumen.ask("RESERVE \(world.sem) start=2026-12-02T09:00 for=2h service=imaging")
            let request = "RESERVE \(world.sem) start=2026-12-02T09:00 for=2h service=imaging key=k1"
            #expect(try await acme.ask(request).code == .conflict)
            try await lumen.ask("CANCEL \(taken["booking"] ?? "")")
            let second = try await acme.ask(request)
            #expect(second.succeeded && second["replayed"] == nil)
        }

        @Test func sentManyTimesAtOnceItIsDoneOnce() async throws {
            let world = try await World.corner()
            let request = "RESERVE \(world.sem) start=2026-12-02T09:00 for=2h service=imaging key=once"
            var clients: [LineClient] = []
            for _ in 0..<4 { clients.append(try await world.client("acme")) }
            for client in clients { for _ in 0..<5 { client.send(Array((request + "\n").utf8)) } }
            var answers: [Answer] = []
            for client in clients { for _ in 0..<5 { answers.append(try await client.next()) } }
            #expect(answers.allSatisfy { $0.succeeded })
            #expect(Set(answers.compactMap { $0["booking"] }).count == 1)
            #expect(answers.count { $0["replayed"] == nil } == 1)
        }

        @Test func aDocumentBelongsToTheRequest() async throws {
            let world = try await World.corner([])
            let lab = try await world.client("lab")
            let request = "PUBLISH \(world.unit) key=list"
            #expect(try await lab.upload(request, Listing.csv([.sem]))["created"] == "1")
            #expect(try await lab.upload(request, Listing.csv([.sem]))["replayed"] == "yes")
            let other = try await lab.upload(request, Listing.csv([.sem, .always("afm-02")]))
            #expect(other.code == .invalid && other["field"] == "key")
        }
    }
}
