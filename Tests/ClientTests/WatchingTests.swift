import Booking
import Synchronization
import Testing
import Wire

@testable import Client

/// `yiqi watch` behind the terminal: one stream out of many connections.
@Suite struct WatchingTests {
    private final class Seen: Sendable {
        let lines = Mutex<[String]>([])
        var numbers: [String] { lines.withLock { $0 }.compactMap { EventLine.read($0)?["seq"] } }
    }

    private func watching(_ server: ScriptedServer, patience: Int = 3) -> Watching {
        let settings = Caller.Settings(
            endpoint: Endpoint(host: "127.0.0.1", port: server.port, tls: false), token: "t", timeout: .seconds(20))
        return Watching(Caller(settings) { _ in }, patience: patience) { _ in }
    }

    @Test func itGoesOnWhereItWasCut() async throws {
        let server = try await ScriptedServer.start([
            .init(steps: [
                .say("OK account=a"),
                .sayLast(
                    "OK since=5 ping=30\n! event seq=7 event=reserve\n! ping seq=9 time=x\n! event seq=11 event=cancel"),
            ]),
            .init(steps: [.hangUp]),
            .init(steps: [
                .say("OK account=a"),
                .sayLast("OK since=11 ping=30\n! ping seq=20 time=x\nERR unavailable since=20 message=x"),
            ]),
            .init(steps: [.say("OK account=a"), .sayLast("OK since=20 ping=30\n! event seq=21 event=move")]),
            .init(steps: [.say("ERR auth message=\"revoked\"")]),
        ])
        let seen = Seen()
        var watching = watching(server)
        var notes = 0
        let end = try await watching.follow([Field("instrument", "siom/a")], since: nil) { line in
            seen.lines.withLock { $0.append(line) }
        } note: { _ in
            notes += 1
        }
        #expect(end.errorCode == .auth)
        #expect(seen.numbers == ["7", "11", "21"] && notes == 3)
        let asked = try await server.stop().flatMap { $0 }.filter { $0.hasPrefix("WATCH") }
        #expect(
            asked == [
                "WATCH instrument=siom/a", "WATCH instrument=siom/a since=11", "WATCH instrument=siom/a since=20",
            ])
    }

    @Test func silenceIsALostConnection() async throws {
        let server = try await ScriptedServer.start([
            .init(steps: [.say("OK account=a"), .say("OK since=5 ping=1")]),
            .init(steps: [.say("OK account=a"), .say("ERR forbidden message=\"no\"")]),
        ])
        var watching = watching(server, patience: 0)
        let end = try await watching.follow([], since: "5") { _ in
        } note: { _ in
        }
        #expect(end.errorCode == .forbidden)
        #expect(try await server.stop()[1].last == "WATCH since=5")
    }

    @Test func theFirstConnectionHasToBeMade() async throws {
        let server = try await ScriptedServer.start([])
        var watching = watching(server)
        await #expect(throws: ClientError.self) {
            _ = try await watching.follow([], since: nil) { _ in
            } note: { _ in
            }
        }
        _ = try await server.stop()
    }

    @Test func anEventIsOneLineInEveryForm() {
        let line =
            "! event seq=8 at=2026-12-01T09:00:00+08:00 event=move booking=b1042 instrument=siom/sem-01 state=confirmed "
            + "start=2026-12-02T10:00:00+08:00 end=2026-12-02T13:00:00+08:00 was-start=2026-12-02T09:00:00+08:00 "
            + "was-end=2026-12-02T12:00:00+08:00 account=acme/lin"
        func render(_ form: ReplyView.Form, _ line: String) -> String? {
            EventView(form: form, language: .en, terminal: OutputTests.screen, offset: "+08:00").render(line)
        }
        #expect(
            render(.tables, line) == "2026-12-01 09:00  move      b1042 siom/sem-01  2026-12-02 10:00 – 13:00  "
                + "was 2026-12-02 09:00 – 12:00  (confirmed, acme/lin)\n")
        #expect(render(.tabs, line) == line.dropFirst(8) + "\n")
        #expect(render(.json, "! event seq=8 event=\"a b\"") == "{\"seq\":\"8\",\"event\":\"a b\"}\n")
        #expect(render(.tables, "! event event=\"a\\u\"") == nil && render(.json, "! ping seq=8") == nil)
    }
}
