import Glibc
import Logging
import Postgres
import ServiceLifecycle
import Synchronization
import Testing

@testable import Daemon

/// The order of start and stop, with a database that is not needed.
@Suite struct DaemonTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private struct Nothing: Error {}

    private func settings(_ folder: TemporaryFolder) -> Settings {
        var settings = Settings()
        settings.database.url = "host=\(folder.path) dbname=none"
        settings.listen.port = 0
        settings.listen.portFile = folder.path + "/port"
        return settings
    }

    @Test func partsStartInOrderAndStopInReverse() async throws {
        let folder = try TemporaryFolder()
        let settings = settings(folder)
        let events = Events()
        let handler = TestHandler(.held)
        let tries = Atomic<Int>(0)
        let services = DaemonServices(
            migrate: { address, settings, logger in
                // The database is away at first: this is asked again.
                if tries.add(1, ordering: .relaxed).newValue < 3 {
                    _ = try await PostgresConnection.connect(address.configuration(settings), logger: logger)
                }
                events.add("migrated")
            },
            makeApplication: { ground in
                events.add("made")
                return Application(handler: handler, services: [Witness(events: events)])
            })
        let stop = StopRequest()
        let daemon = Daemon(settings, services, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await daemon.run(until: stop) }
            await eventually { Files.exists(settings.listen.portFile!) }
            let text = String(decoding: try Files.read(settings.listen.portFile!, atMost: 100), as: UTF8.self)
            let client = try TestClient(port: try #require(Int(text.dropLast())))
            await client.send("AUTH token=good\nCANCEL b1\n")
            await eventually { handler.held == 1 && events.all.contains("running") }
            stop.make()
            _ = await client.lines(2)
            events.add("released")
            handler.release()
            let lines = await client.restLines()
            #expect(lines.first == "OK n=b1", "\(lines)")
            try await group.waitForAll()
        }
        #expect(events.all == ["migrated", "made", "running", "released", "stopped"])
        #expect(!Files.exists(settings.listen.portFile!))
    }

    @Test func aStopDuringTheStartGivesItUp() async throws {
        let folder = try TemporaryFolder()
        let events = Events()
        let stop = StopRequest()
        let services = DaemonServices(
            migrate: { address, settings, logger in
                events.add("tried")
                _ = try await PostgresConnection.connect(address.configuration(settings), logger: logger)
            }, makeApplication: { _ in throw Nothing() })
        let daemon = Daemon(settings(folder), services, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await daemon.run(until: stop) }
            await eventually { events.all.contains("tried") }
            stop.make()
            try await group.waitForAll()
        }
        #expect(!events.all.contains("made"))
    }

    @Test func whatIsWrongForGoodEndsTheStart() async throws {
        let folder = try TemporaryFolder()
        let services = DaemonServices(
            migrate: { _, _, _ in throw Nothing() }, makeApplication: { _ in throw Nothing() })
        await #expect(throws: Nothing.self) {
            try await Daemon(settings(folder), services, logger: logger).run(until: StopRequest())
        }
        var wrong = settings(folder)
        wrong.zone.timezone = "Asia/Nowhere"
        await #expect(throws: ConfigurationFault.self) {
            try await Daemon(wrong, services, logger: logger).run(until: StopRequest())
        }
    }

    @Test func aPortThatIsTakenIsNamed() async throws {
        try await RunningListener.with { listener in
            let folder = try TemporaryFolder()
            var settings = settings(folder)
            settings.listen.port = listener.port
            let services = DaemonServices(
                migrate: { _, _, _ in }, makeApplication: { _ in Application(handler: TestHandler()) })
            do {
                try await Daemon(settings, services, logger: logger).run(until: StopRequest())
                Issue.record("two listen on one port")
            } catch let fault as ListenFault {
                #expect(fault.description.contains("127.0.0.1:\(listener.port)"))
            }
        }
    }

    @Test func textIsQuotedForCollectors() {
        #expect(DaemonLog.quoted("a\"b\\c\nd\u{1}电") == "\"a\\\"b\\\\c\\nd\\u0001电\"")
    }

    private final class Events: Sendable {
        private let list = Mutex<[String]>([])
        var all: [String] { list.withLock { $0 } }
        func add(_ event: String) { list.withLock { $0.append(event) } }
    }

    private struct Witness: Service {
        let events: Events

        func run() async throws {
            events.add("running")
            await whenShuttingDown()
            events.add("stopped")
        }
    }
}
