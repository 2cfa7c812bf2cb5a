import Support
import Testing
import Wire

extension SystemTests {
    /// The protocol document against the real daemon.
    @Suite struct Transcripts {
        @Test func everyTranscriptIsWhatTheDaemonSays() async throws {
            let document = try ProtocolDocument.read()
            #expect(document.steps.count > 200, "the document has its transcripts")
            let conninfo = try await TestCluster.shared().createDatabase()
            var daemon = try await World.launch([], conninfo)
            let issued = try await Programs.run([Programs.yiqid, "token", "zone/office", "--database", conninfo])
            let office = issued.output.split(separator: "\n").last.map(String.init) ?? ""
            var player = TranscriptPlayer(port: daemon.port, tokens: ["zone/office": office])
            for (index, part) in document.parts.enumerated() {
                if index > 0 {
                    try await daemon.stop()
                    daemon = try await World.launch(["clock.start=\(part.clock)"], conninfo)
                    player.move(to: daemon.port)
                }
                player = try await blocking { [player] in
                    var player = player
                    try player.play(part.steps)
                    return player
                }
            }
            try await daemon.stop()
        }

        @Test(arguments: Verb.allCases)
        func everyCommandIsExplained(_ verb: Verb) throws {
            let document = try ProtocolDocument.read()
            let section = try #require(document.sections[verb.rawValue], "no section ### \(verb.rawValue)")
            #expect(
                section.contains { $0 == "C: \(verb.rawValue)" || $0.hasPrefix("C: \(verb.rawValue) ") },
                "no transcript")
            let text = section.joined(separator: "\n")
            for field in CommandTable.lookup(verb).fields {
                #expect(text.contains("\(field.name)="), "\(field.name)= is not mentioned")
                // What is said of RESERVE holds for CHECK, and so on.
                for word in field.kind.allowed ?? [] {
                    #expect(
                        document.sections.values.joined().contains { $0.contains("`\(word)`") },
                        "\(word) for \(field.name)= is not explained")
                }
            }
        }

        @Test func everyErrorIsExplained() throws {
            let text = try ProtocolDocument.read().sections[""] ?? []
            for code in ErrorCode.allCases {
                #expect(text.contains { $0.hasPrefix("| `\(code.rawValue)` |") }, "\(code.rawValue) is not explained")
            }
        }

        @Test func theLimitsAreThoseOfTheProgram() throws {
            let text = (try ProtocolDocument.read().sections[""] ?? []).joined(separator: "\n")
            for number in ["8,192 bytes", "65,536 bytes", "33,554,432 bytes"] { #expect(text.contains(number)) }
            #expect(Limits.requestLine == 8_192 && Limits.documentLine == 65_536 && Limits.upload == 33_554_432)
            #expect(text.contains("| \(Limits.fields) |") && text.contains("| \(Limits.keyLength) characters |"))
            #expect(text.contains("\(Limits.snippet) characters of bad input") && WireDefaults.version == "yiqi/1")
            #expect(text.contains("port \(WireDefaults.port)") && text.contains("port \(WireDefaults.tlsPort)"))
        }
    }
}

/// Says what the client says, and compares what the daemon answers.
private struct TranscriptPlayer {
    struct Difference: Error, CustomStringConvertible {
        let description: String
    }

    private var port: UInt16
    /// By account; gathered as the story gives them.
    var tokens: [String: String]
    var client: LineClient?

    init(port: UInt16, tokens: [String: String]) {
        self.port = port
        self.tokens = tokens
    }

    mutating func move(to port: UInt16) {
        self.port = port
        client = nil
    }

    mutating func play(_ steps: [ProtocolDocument.Step]) throws {
        for (index, step) in steps.enumerated() {
            switch step {
            case .greet(let pattern, let number):
                client = try LineClient(port: port)
                try compare(pattern, number)
            case .send(let text, _):
                client?.send(Array((fill(text, steps[(index + 1)...]) + "\n").utf8))
            case .expect("…", _):
                break
            case .expect(let pattern, let number):
                if index > 0, case .expect("…", _) = steps[index - 1] {
                    try skip(to: pattern, number)
                } else {
                    try compare(pattern, number)
                }
            }
        }
    }

    /// `AUTH token=…` signs in whomever the reply names.
    private func fill(_ text: String, _ following: ArraySlice<ProtocolDocument.Step>) -> String {
        guard text == "AUTH token=…", case .expect(let reply, _)? = following.first else { return text }
        let account = reply.split(separator: " ").first { $0.hasPrefix("account=") }?.dropFirst(8) ?? ""
        return "AUTH token=\(tokens[String(account)] ?? "")"
    }

    private mutating func compare(_ pattern: String, _ number: Int) throws {
        let line = try next(pattern, number)
        guard ProtocolDocument.matches(line, pattern) else {
            throw Difference(description: "Protocol.md:\(number):\n  written: \(pattern)\n  said:    \(line)")
        }
    }

    private mutating func skip(to pattern: String, _ number: Int) throws {
        while !ProtocolDocument.matches(try next(pattern, number), pattern) {}
    }

    private mutating func next(_ pattern: String, _ number: Int) throws -> String {
        guard let client else { throw Difference(description: "Protocol.md:\(number): no connection") }
        let line: String
        do { line = try client.line() } catch {
            throw Difference(description: "Protocol.md:\(number): \(error) instead of \(pattern)")
        }
        if line.hasPrefix("OK token="), let final = try? Line.parse(line), let account = final["account"] {
            tokens[account] = final["token"]
        }
        return line
    }
}
