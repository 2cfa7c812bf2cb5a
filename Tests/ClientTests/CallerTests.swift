import Booking
import Synchronization
import Testing
import Wire

@testable import Client

@Suite struct CallerTests {
    /// Counts the waits instead of waiting.
    final class Pauses: Sendable {
        let taken = Mutex<[Duration]>([])
        var count: Int { taken.withLock { $0.count } }
    }

    private func caller(
        _ server: ScriptedServer, token: String? = nil, _ pauses: Pauses, timeout: Duration = .seconds(20)
    ) -> Caller {
        let settings = Caller.Settings(
            endpoint: Endpoint(host: "127.0.0.1", port: server.port, tls: false), token: token, timeout: timeout)
        return Caller(settings) { pause in pauses.taken.withLock { $0.append(pause) } }
    }

    private let reserve = Request(verb: "RESERVE", subject: "siom/a", fields: [Field("start", "x")])

    @Test func aWriteIsSentAgainWithTheSameKey() async throws {
        let server = try await ScriptedServer.start([
            .init(steps: [.say("OK account=a"), .hangUp]), .init(steps: [.hangUp]),
            .init(steps: [.say("OK account=a"), .say("OK booking=b1 replayed=yes")]),
        ])
        let pauses = Pauses()
        var caller = caller(server, token: "t", pauses)
        let reply = try await caller.call(reserve)
        #expect(reply["booking"] == "b1")
        let lines = try await server.stop()
        #expect(lines.count == 3 && pauses.count == 2)
        #expect(lines[0][0] == "AUTH token=t" && lines[1] == ["AUTH token=t"])
        #expect(lines[0][1].contains(" key=yq-"))
        #expect(lines[2][1] == lines[0][1])
    }

    @Test func busyIsWaitedFor() async throws {
        let server = try await ScriptedServer.start([
            .init(steps: [
                .say("ERR busy retry-after=7 message=\"later\""), .say("ERR unavailable message=x"), .say("OK count=0"),
            ])
        ])
        let pauses = Pauses()
        var caller = caller(server, pauses)
        let reply = try await caller.call(Request(verb: "FIND"))
        #expect(reply["count"] == "0")
        let taken = pauses.taken.withLock { $0 }
        #expect(taken.count == 2 && taken[0] >= .seconds(7) && taken[1] < .seconds(1))
        #expect(try await server.stop() == [["FIND", "FIND", "FIND"]])
    }

    @Test func aRefusalIsNotTriedAgain() async throws {
        let server = try await ScriptedServer.start([
            .init(steps: [.say("+ verdict rule=B2 pass=no\nERR rule rule=B2 message=no")])
        ])
        let pauses = Pauses()
        var caller = caller(server, pauses)
        let reply = try await caller.call(reserve)
        #expect(reply.errorCode == .rule && reply.lines == ["verdict rule=B2 pass=no"])
        #expect(pauses.count == 0)
    }

    @Test func aFullHouseGreetsWithBusy() async throws {
        let server = try await ScriptedServer.start([
            .init(greeting: "ERR busy retry-after=1 message=full", steps: []), .init(steps: [.say("OK")]),
        ])
        let pauses = Pauses()
        var caller = caller(server, pauses)
        #expect(try await caller.call(Request(verb: "PING")).succeeded)
        #expect(pauses.count == 1)
    }

    @Test func givingUpSaysWhatToDo() async throws {
        let server = try await ScriptedServer.start(Array(repeating: .init(steps: [.hangUp]), count: 5))
        let pauses = Pauses()
        var caller = caller(server, pauses)
        let error = await #expect(throws: ClientError.self) { try await caller.call(reserve) }
        #expect(error?.kind == .unreachable && error?.message.en.contains("--key yq-") == true)
        #expect(pauses.count == 4)
    }

    @Test func aSilentDaemonIsNotWaitedForForever() async throws {
        let server = try await ScriptedServer.start(Array(repeating: .init(steps: [.silence]), count: 5))
        var caller = caller(server, Pauses(), timeout: .milliseconds(50))
        let error = await #expect(throws: ClientError.self) { try await caller.call(Request(verb: "PING")) }
        #expect(error?.kind == .unreachable)
    }

    @Test(arguments: ["HTTP/1.1 400 Bad Request", "OK yiqi/2 server=x", "220 mail ready"])
    func strangersAreNotSpokenTo(_ greeting: String) async throws {
        let server = try await ScriptedServer.start([.init(greeting: greeting, steps: [])])
        var caller = caller(server, token: "secret", Pauses())
        let error = await #expect(throws: ClientError.self) { try await caller.call(reserve) }
        #expect(error?.kind == .foreign)
        #expect(try await server.stop() == [[]])
    }

    @Test func nobodyThere() async throws {
        let server = try await ScriptedServer.start([])
        let pauses = Pauses()
        var caller = caller(server, pauses)
        _ = try await server.stop()
        let error = await #expect(throws: ClientError.self) { try await caller.call(Request(verb: "PING")) }
        #expect(error?.kind == .unreachable && error?.exitStatus == .unreachable)
        #expect(error?.message.en.contains("Is yiqid running") == true)
    }

    @Test func aWrongTokenIsTold() async throws {
        let server = try await ScriptedServer.start([.init(steps: [.say("ERR auth message=wrong")])])
        var caller = caller(server, token: "t", Pauses())
        #expect(try await caller.call(reserve).errorCode == .auth)
        #expect(try await server.stop() == [["AUTH token=t"]])
    }

    @Test func oneConnectionAndOneSignInServeManyRequests() async throws {
        let server = try await ScriptedServer.start([.init(steps: [.say("OK"), .say("OK"), .say("OK"), .say("OK")])])
        var caller = caller(server, token: "t", Pauses())
        #expect(try await caller.greeting()["zone"] == "x")
        for _ in 0..<2 { _ = try await caller.call(Request(verb: "BOOKINGS")) }
        _ = try await caller.call(Request(verb: "FIND"))
        #expect(try await server.stop() == [["AUTH token=t", "BOOKINGS", "BOOKINGS", "FIND"]])
    }

    @Test func documentsAreFramedAndSentAgainWhole() async throws {
        let server = try await ScriptedServer.start([.init(steps: [.hangUp]), .init(steps: [.say("OK created=1")])])
        let document = try FramedDocument(Array("a,b\r\n\n.\n1,2".utf8))
        var caller = caller(server, Pauses())
        var shown: [Int] = []
        let request = Request(verb: "PUBLISH", subject: "siom", fields: [Field("key", "k")])
        let reply = try await caller.call(request, document: document) { sent, total in shown.append(sent * 100 / total)
        }
        #expect(reply["created"] == "1" && shown == [100, 100])
        let lines = try await server.stop()
        #expect(lines[0] == ["PUBLISH siom key=k", "+ a,b\r", "+ ", "+ .", "+ 1,2", "."])
        #expect(lines[1] == lines[0])
    }

    @Test func keysAreFreshAndFit() {
        let keys = Set((0..<1_000).map { _ in Caller.makeKey() })
        #expect(keys.count == 1_000)
        #expect(keys.allSatisfy { $0.utf8.count == 28 })
    }

    @Test func waitsGrowSpreadAndEnd() {
        let policy = RetryPolicy(
            attempts: 4, first: .milliseconds(100), longest: .milliseconds(250), patience: .seconds(10))
        #expect(policy.delay(tried: 1, retryAfter: nil, dice: 1) == .milliseconds(100))
        #expect(policy.delay(tried: 1, retryAfter: nil, dice: 0) == .milliseconds(50))
        #expect(policy.delay(tried: 2, retryAfter: nil, dice: 1) == .milliseconds(200))
        #expect(policy.delay(tried: 3, retryAfter: nil, dice: 1) == .milliseconds(250))
        #expect(policy.delay(tried: 4, retryAfter: nil, dice: 1) == nil)
        #expect(policy.delay(tried: 1, retryAfter: 10, dice: 1) == .seconds(10))
        #expect(policy.delay(tried: 1, retryAfter: 11, dice: 1) == nil)
        #expect(policy.delay(tried: 1, retryAfter: -5, dice: 1) == .milliseconds(100))
    }
}
