import Glibc
import Logging
import Postgres
import Testing

@testable import Daemon

/// Real clusters, one after the other: making one writes much to the disk.
@Suite(.serialized) struct EmbeddedClusterTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func settings(_ folder: TemporaryFolder) -> Settings.Embedded {
        var settings = Settings().embedded
        settings.data = folder.path + "/data"
        settings.sharedBuffers = 16 << 20
        settings.maxWAL = 128 << 20
        return settings
    }

    private func connect(_ cluster: EmbeddedCluster) async throws -> PostgresConnection {
        try await PostgresConnection.connect(PostgresConfiguration(conninfo: cluster.conninfo), logger: logger)
    }

    private func sum(_ cluster: EmbeddedCluster) async throws -> Int64 {
        let connection = try await connect(cluster)
        let value = try await connection.query(Statement("SELECT sum(n)::int8 FROM kept")).only.decode(
            0, as: Int64.self)
        await connection.close()
        return value
    }

    private func isAlive(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }

    @Test func aClusterLivesThroughStopsAndKills() async throws {
        let folder = try TemporaryFolder()
        let settings = settings(folder)
        var cluster = try await EmbeddedCluster(settings, logger: logger)
        try await cluster.start()

        // Made as it should be, for us alone, and not run by root.
        let connection = try await connect(cluster)
        let facts = try await connection.query(
            Statement(
                """
                SELECT current_setting('server_encoding') || ' ' || current_setting('data_checksums') || ' '
                    || current_setting('listen_addresses') || ' ' || current_setting('fsync') || ' '
                    || (SELECT datcollate FROM pg_database WHERE datname = current_database()) || ' '
                    || (SELECT count(*) FROM pg_extension WHERE extname = 'btree_gist')
                """)
        ).only.decode(0, as: String.self)
        #expect(facts == "UTF8 on  on C.UTF-8 1")
        try await connection.script("CREATE TABLE kept (n int8); INSERT INTO kept VALUES (1)")
        await connection.close()
        let process = try #require(cluster.processID)
        let owner = try Files.status("/proc/\(process)").st_uid
        #expect(geteuid() == 0 ? owner != 0 : owner == geteuid())
        #expect(try Files.status(settings.data!).st_mode & 0o777 == 0o700)
        #expect(try Files.status(settings.data! + "/socket").st_mode & 0o777 == 0o700)

        // One daemon a folder; the other is told how to share.
        do {
            _ = try await EmbeddedCluster(settings, logger: logger)
            Issue.record("two daemons run one cluster")
        } catch {
            #expect(error.kind == .inUse)
            #expect(error.description.contains("process \(getpid())"))
            #expect(error.description.contains("database.url"))
        }
        #expect(EmbeddedCluster.conninfo(settings) == cluster.conninfo)

        // The server dies: it is started again, with all that was committed.
        kill(process, SIGKILL)
        await eventually { cluster.processID.map { $0 != process } ?? false }
        #expect(try await patiently { try await sum(cluster) } == 1)

        // A clean stop and another start.
        let second = try #require(cluster.processID)
        await cluster.stop()
        #expect(!isAlive(second))
        #expect(!Files.exists(settings.data! + "/cluster/postmaster.pid"))
        cluster = try await EmbeddedCluster(settings, logger: logger)
        try await cluster.start()
        #expect(try await sum(cluster) == 1)
        await cluster.stop()
    }

    @Test func whatAKilledDaemonLeftIsCleared() async throws {
        let folder = try TemporaryFolder()
        let settings = settings(folder)
        var cluster = try await EmbeddedCluster(settings, logger: logger)
        await cluster.stop()
        let place = try ClusterFolder.prepare(settings)
        let programs = try await PostgresPrograms.find(named: nil, clusterMajor: try place.clusterMajor())
        let postmaster = place.postmasterFile

        // A server that nobody watches still runs.
        let orphan = ChildProcess(
            path: programs.path("postgres"), arguments: ServerSettings.arguments(place, settings), user: place.user,
            deathSignal: 0)
        async let ended = orphan.run()
        await eventually {
            (try? Files.read(postmaster, atMost: 4096)).map { String(decoding: $0, as: UTF8.self).contains("ready") }
                ?? false
        }
        cluster = try await EmbeddedCluster(settings, logger: logger)
        #expect(try await ended.code == 0, "it was stopped cleanly")
        try await cluster.start()
        let connection = try await connect(cluster)
        try await connection.script("CREATE TABLE kept (n int8); INSERT INTO kept VALUES (1)")
        await connection.close()
        await cluster.stop()

        // A server that was killed left its file behind.
        async let killed = orphan.run(started: { process in
            while (try? Files.read(postmaster, atMost: 4096)).map({
                String(decoding: $0, as: UTF8.self).contains("ready")
            }) != true {
                usleep(5000)
            }
            kill(process, SIGKILL)
        })
        #expect(try await killed.code == 128 + SIGKILL)
        #expect(Files.exists(postmaster))
        cluster = try await EmbeddedCluster(settings, logger: logger)
        try await cluster.start()
        #expect(try await sum(cluster) == 1)
        await cluster.stop()

        // Its number went to a stranger: to us.
        let written = "\(getpid())\n\(place.cluster)\n1\n5432\n\(place.socket)\n\n1 1\nready   \n"
        try Files.replace(postmaster, with: written, mode: 0o600)
        if let user = place.user { chown(postmaster, user.user, user.group) }
        cluster = try await EmbeddedCluster(settings, logger: logger)
        try await cluster.start()
        #expect(try await sum(cluster) == 1)
        await cluster.stop()

        // Half a cluster is made anew; a whole one without its version is not touched.
        try Files.makeFolder(place.unfinished, mode: 0o700)
        cluster = try await EmbeddedCluster(settings, logger: logger)
        await cluster.stop()
        #expect(!Files.exists(place.unfinished))
        try Files.remove(place.cluster + "/PG_VERSION")
        await #expect(throws: ClusterFault.self) { try await EmbeddedCluster(settings, logger: logger) }
    }

    @Test func aServerThatCannotStartSaysWhy() async throws {
        let folder = try TemporaryFolder()
        var settings = settings(folder)
        await (try await EmbeddedCluster(settings, logger: logger)).stop()
        settings.maxConnections = 1_000_000
        let cluster = try await EmbeddedCluster(settings, logger: logger)
        do {
            try await cluster.start()
            Issue.record("it started")
        } catch {
            #expect(error.description.contains("max_connections"), "\(error)")
        }
        await cluster.stop()
    }

    private func patiently<R>(_ work: () async throws -> R) async throws -> R {
        while true {
            do {
                return try await work()
            } catch let error as PostgresError where error.isUnavailable || error.isConnectionLost {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
