import Logging
import Postgres
import Support
import Testing

@Suite struct ListenTests {
    @Test func hearsAcrossALostConnection() async throws {
        let cluster = try await TestCluster.shared()
        let sender = try await cluster.connect()
        let pool = PostgresPool(
            PostgresConfiguration(conninfo: cluster.conninfo(), applicationName: "listener"),
            logger: Logger(label: "tests"))
        var events = pool.listen(to: ["bookings", #"odd "name""#]).makeAsyncIterator()
        func notify(_ channel: String, _ payload: String) async throws {
            _ = try await sender.query(Statement("SELECT pg_notify($1, $2)", .text(channel), .text(payload)))
        }
        func heard() async -> String? {
            guard case .notification(let note)? = await events.next() else { return nil }
            return "\(note.channel): \(note.payload)"
        }
        #expect(await events.next() == .started)
        try await notify("bookings", "first")
        try await notify(#"odd "name""#, "第二")
        try await notify("elsewhere", "not for us")
        try await notify("bookings", "")
        #expect(await heard() == "bookings: first")
        #expect(await heard() == #"odd "name": 第二"#)
        #expect(await heard() == "bookings: ")
        // Twice, so that the second loss finds the same iterator in order.
        for round in 1...2 {
            _ = try await sender.query(
                Statement(
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'listener'")
            )
            try await notify("bookings", "lost")
            #expect(await events.next() == .reconnected)
            try await notify("bookings", "round \(round)")
            #expect(await heard() == "bookings: round \(round)")
        }
        await sender.close()
    }

    @Test func manyNotificationsComeInOrder() async throws {
        let cluster = try await TestCluster.shared()
        let sender = try await cluster.connectToNewDatabase()
        let database: String = try await sender.query(Statement("SELECT current_database()::text")).only.decode(0)
        let pool = PostgresPool(
            PostgresConfiguration(conninfo: cluster.conninfo(database)), logger: Logger(label: "tests"))
        var events = pool.listen(to: ["c"]).makeAsyncIterator()
        #expect(await events.next() == .started)
        _ = try await sender.query(Statement("SELECT pg_notify('c', n::text) FROM generate_series(1, 3000) n"))
        for number in 1...3000 {
            guard case .notification(let note)? = await events.next() else {
                Issue.record("another event")
                break
            }
            #expect(note.payload == "\(number)")
        }
        await sender.close()
    }

    @Test func endsWhenTheTaskIsCancelled() async throws {
        let pool = PostgresPool(
            PostgresConfiguration(conninfo: try await TestCluster.shared().conninfo()), logger: Logger(label: "tests"))
        let (started, start) = AsyncStream<Void>.makeStream()
        let task = Task {
            var count = 0
            for await event in pool.listen(to: ["silent"]) {
                count += 1
                if event == .started { start.yield() }
            }
            return count
        }
        for await _ in started { break }
        task.cancel()
        #expect(await task.value == 1)
    }
}
