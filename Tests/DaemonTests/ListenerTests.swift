import Testing

@testable import Daemon

@Suite struct ListenerTests {
    @Test func greetsAndAnswers() async throws {
        try await RunningListener.with { listener in
            let client = try TestClient(port: listener.port)
            await client.send("PING\nQUIT\n")
            let lines = await client.restLines()
            #expect(lines.count == 3)
            #expect(lines[0].hasPrefix("OK yiqi/1 server=yiqid/0.0.0 zone=\"张江示范区\" time=2"))
            #expect(lines[0].hasSuffix("+08:00 tls=no"))
            #expect(lines[1].hasPrefix("OK time="))
            #expect(lines[2] == "OK")
        }
    }

    @Test(arguments: [TestHandler.Mode.atOnce, .elsewhere])
    func pipelinedRequestsAreAnsweredInOrder(mode: TestHandler.Mode) async throws {
        try await RunningListener.with(TestHandler(mode)) { listener in
            try await withThrowingTaskGroup(of: Bool.self) { clients in
                for _ in 0..<8 {
                    clients.addTask {
                        let client = try await listener.connect(signIn: true)
                        let requests = (1...500).map { $0 % 50 == 0 ? "PARKS\n" : "CANCEL b\($0)\n" }
                        await client.send(requests.joined())
                        let expected = (1...500).map { $0 % 50 == 0 ? "OK n=-" : "OK n=b\($0)" }
                        return await client.lines(500) == expected
                    }
                }
                for try await isInOrder in clients { #expect(isInOrder) }
            }
        }
    }

    @Test func readAheadPressesBackAndLosesNothing() async throws {
        let handler = TestHandler(.held)
        try await RunningListener.with(handler, adjust: { $0.limits.readAhead = 4 }) { listener in
            let client = try await listener.connect(signIn: true)
            let signedIn = handler.begun
            let requests = (1...200).map { "CANCEL b\($0)\n" }.joined()
            await client.send(requests)
            for done in stride(from: 4, through: 200, by: 4) {
                await eventually { handler.held == 4 }
                #expect(handler.begun - signedIn == done)
                handler.release()
            }
            #expect(await client.lines(200) == (1...200).map { "OK n=b\($0)" })
        }
    }

    @Test func bytesMayComeOneByOne() async throws {
        try await RunningListener.with { listener in
            let client = try await listener.connect(signIn: true)
            for byte in Array("CANCEL b1\r\nPUBLISH siom\n+ 名,b\n.\nCANCEL b2\n".utf8) { await client.send([byte]) }
            #expect(await client.lines(3) == ["OK n=b1", "OK n=siom bytes=6", "OK n=b2"])
        }
    }

    @Test(
        arguments: [
            (Array(repeating: UInt8(ascii: "a"), count: 100_000), "ERR too-long"),
            (Array("FIND text=".utf8) + [0xff, 0xfe], "ERR syntax"),
            (Array("FIND text=\"a".utf8), "ERR syntax"), (Array("FIND text=a\u{1}b".utf8), "ERR syntax"),
            (Array("FIND nope=1".utf8), "ERR unknown-field"), (Array("NOPE".utf8), "ERR unknown-verb"),
            (Array("PUBLISH siom nope=1\n+ a\n+ PING\n.".utf8), "ERR"),
        ] as [([UInt8], String)])
    func aBadLineGetsOneErrorAndTheConnectionLives(line: [UInt8], said: String) async throws {
        try await RunningListener.with { listener in
            let client = try await listener.connect()
            await client.send(line + Array("\nPING\n".utf8))
            let lines = await client.lines(2)
            #expect(lines.first?.hasPrefix(said) == true, "\(lines)")
            #expect(lines.last?.hasPrefix("OK time=") == true, "\(lines)")
        }
    }

    @Test(
        arguments: [
            Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8),
            [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3] + Array(repeating: 7, count: 300),
            [0, 1, 2, 3, 0xff, 0xfe, 0x0a, 4, 5] + Array(repeating: 0, count: 100_000),
        ] as [[UInt8]])
    func noiseGetsOneErrorAndAClose(bytes: [UInt8]) async throws {
        try await RunningListener.with { listener in
            let client = try await listener.connect()
            await client.send(bytes)
            let rest = await client.rest()
            #expect(rest.tail.hasPrefix("ERR syntax"), "\(rest)")
            #expect(rest.tail.split(separator: "\n").count == 1 && rest.isClean, "\(rest)")
        }
    }

    @Test func aClientMaySayAllAndCloseItsSide() async throws {
        try await RunningListener.with(TestHandler(.elsewhere)) { listener in
            let client = try await listener.connect(signIn: true)
            await client.send((1...300).map { "CANCEL b\($0)\n" }.joined())
            client.endInput()
            #expect(await client.lines(400) == (1...300).map { "OK n=b\($0)" })
        }
    }

    @Test func inputThatEndsInsideARequestIsToldSo() async throws {
        try await RunningListener.with { listener in
            let client = try await listener.connect()
            await client.send("PING\nPIN")
            client.endInput()
            let lines = await client.restLines()
            #expect(lines.count == 2 && lines[1].hasPrefix("ERR syntax"), "\(lines)")
        }
    }

    @Test func anUploadOverTheLimitIsReadAndRefused() async throws {
        try await RunningListener.with(adjust: { $0.limits.uploadBytes = 1024 }) { listener in
            let client = try await listener.connect(signIn: true)
            await client.send("PUBLISH siom\n" + String(repeating: "+ 0123456789\n", count: 1000) + ".\nPING\n")
            let lines = await client.lines(2)
            #expect(lines[0].hasPrefix("ERR too-long"), "\(lines)")
            #expect(lines[1].hasPrefix("OK time="))
        }
    }

    @Test func guessingTokensIsSlowedDown() async throws {
        try await RunningListener.with(adjust: { $0.limits.authFailures = 3 }) { listener in
            let client = try await listener.connect()
            await client.send(String(repeating: "AUTH token=bad\n", count: 4))
            let lines = await client.lines(4)
            #expect(lines.prefix(3).allSatisfy { $0.hasPrefix("ERR auth") }, "\(lines)")
            #expect(lines[3].hasPrefix("ERR busy retry-after="), "\(lines)")
        }
    }
}
