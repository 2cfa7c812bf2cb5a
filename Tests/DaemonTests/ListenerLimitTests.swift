import Testing
import Wire

@testable import Daemon

@Suite struct ListenerLimitTests {
    @Test func anIdleConnectionIsClosedWithAWord() async throws {
        try await RunningListener.with(adjust: { $0.limits.idle = .milliseconds(200) }) { listener in
            let client = try await listener.connect()
            // Drops of an unfinished line are no sign of life.
            await client.send("PIN")
            let rest = await client.rest()
            #expect(rest.tail.hasPrefix("ERR unavailable"), "\(rest)")
            #expect(rest.isClean)
        }
    }

    @Test func aConnectionWithWorkUnderWayIsNotIdle() async throws {
        let handler = TestHandler(.held)
        // Long enough that a busy machine does not take the sender for idle before it has sent anything.
        try await RunningListener.with(handler, adjust: { $0.limits.idle = .seconds(3) }) { listener in
            let client = try await listener.connect(signIn: true)
            await client.send("CANCEL b1\n")
            // A second connection, begun later, has come and gone by idleness.
            await eventually { handler.held == 1 }
            _ = await (try await listener.connect()).rest()
            handler.release()
            let lines = await client.restLines()
            #expect(lines.first == "OK n=b1", "\(lines)")
        }
    }

    @Test func aReaderWhoTakesNothingIsCutOff() async throws {
        let handler = TestHandler()
        try await RunningListener.with(
            handler,
            adjust: {
                $0.limits.outboundBytes = 64 << 10
                $0.limits.outboundTime = .milliseconds(300)
            }
        ) { listener in
            let client = try await listener.connect(receiveBuffer: 4096)
            await client.send(String(repeating: "CATEGORIES\n", count: 100))
            await eventually { listener.figures.snapshot().open == 0 }
            #expect(handler.begun < 100, "what is not read is not begun")
            _ = client
        }
    }

    @Test func aLongReplyReachesAPatientReader() async throws {
        try await RunningListener.with(adjust: { $0.limits.outboundBytes = 64 << 10 }) { listener in
            let client = try await listener.connect()
            await client.send("CATEGORIES\nCATEGORIES\nCATEGORIES\nQUIT\n")
            let rest = await client.rest()
            #expect(rest.bytes == 3 * (1024 * 1024 + 3) + 3)
            #expect(rest.tail.hasSuffix("OK\nOK\n"))
        }
    }

    @Test func newcomersBeyondTheLimitAreToldBusy() async throws {
        try await RunningListener.with(adjust: { $0.limits.connections = 2 }) { listener in
            let first = try await listener.connect()
            let second = try await listener.connect()
            let third = try TestClient(port: listener.port)
            let rest = await third.rest()
            #expect(rest.tail.hasPrefix("ERR busy retry-after="), "\(rest)")
            #expect(rest.tail.split(separator: "\n").count == 1)
            await first.send("QUIT\n")
            _ = await first.rest()
            await eventually { listener.figures.snapshot().open == 1 }
            let fourth = try await listener.connect()
            await fourth.send("PING\n")
            #expect(await fourth.lines(1)[0].hasPrefix("OK time="))
            _ = second
        }
    }

    @Test func oneAddressHasItsShare() {
        var limits = Settings().limits
        limits.connections = 10
        limits.connectionsPerAddress = 2
        let admission = Admission(limits)
        let here = AddressKey([192, 0, 2, 1])
        func isAdmitted(_ address: AddressKey?) -> Bool {
            if case .admitted = admission.enter(from: address) { true } else { false }
        }
        #expect(isAdmitted(here) && isAdmitted(here) && !isAdmitted(here))
        #expect(isAdmitted(AddressKey([192, 0, 2, 2])))
        admission.leave(.admitted, from: here)
        #expect(isAdmitted(here))
        // Loopback has the rest, but not more than all.
        #expect((0..<7).allSatisfy { _ in isAdmitted(nil) })
        #expect(!isAdmitted(nil))
    }

    @Test func drainingFinishesWhatWasAccepted() async throws {
        let handler = TestHandler(.held)
        try await RunningListener.with(handler, adjust: { $0.zone.name = "draining" }) { listener in
            let client = try await listener.connect(signIn: true)
            let idle = try await listener.connect()
            await client.send("CANCEL b1\nCANCEL b2\nPARKS\n")
            await eventually { handler.held == 2 }
            await listener.stop()
            // The idle one is told and closed while the others' work goes on; then nobody new is let in.
            let word = await idle.restLines()
            #expect(word.count == 1 && word[0].hasPrefix("ERR unavailable retry-after="), "\(word)")
            // Another test's listener may have been given the port since, and must not be kept busy: it greets otherwise.
            while let newcomer = try? TestClient(port: listener.port),
                await newcomer.lines(1).first?.contains("zone=draining") == true
            { try await Task.sleep(for: .milliseconds(5)) }
            handler.release()
            let lines = await client.restLines()
            #expect(lines.prefix(3) == ["OK n=b1", "OK n=b2", "OK n=-"], "\(lines)")
            #expect(lines.count == 4 && lines[3].hasPrefix("ERR unavailable"), "\(lines)")
        }
    }

    @Test func aDrainThatTakesTooLongIsCut() async throws {
        let handler = TestHandler(.held)
        try await RunningListener.with(handler, adjust: { $0.drain.timeout = .milliseconds(200) }) { listener in
            let client = try await listener.connect(signIn: true)
            await client.send("CANCEL b1\n")
            await eventually { handler.held == 1 }
            await listener.stop()
            #expect(await client.rest().bytes == 0)
            // Nobody is there to hear it, and nobody minds.
            handler.release()
        }
    }
}
