import Glibc
import Logging
package import Postgres
import Synchronization

/// A real PostgreSQL cluster of the tests' own: a temporary folder, a unix socket, no TCP, no fsync.
///
/// It is stopped and removed when the test process ends, however that comes: a watching shell holds the other end of a
/// pipe and clears up when the pipe closes.
package final class TestCluster: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Folder of the socket; the port is always 5432.
    package let socketFolder: String
    private let folder: String
    private let bin: String
    private let settings: [String]
    private let server = Mutex<Spawned?>(nil)
    /// Removes the folder when its input ends, that is with this object or with the whole process.
    private let broom: Spawned
    private let databases = Atomic<Int>(0)

    private static let sharedCluster = Mutex<Task<TestCluster, any Error>?>(nil)

    /// The cluster that all tests of the process share; started by the first who asks. Do not stop it.
    package static func shared() async throws -> TestCluster {
        let starting = sharedCluster.withLock { cluster in
            if let cluster { return cluster }
            let task = Task { try await TestCluster() }
            cluster = task
            return task
        }
        return try await starting.value
    }

    /// A cluster of the test's own, to be killed and restarted. `settings` are lines of `postgresql.conf`.
    package init(settings: [String] = []) async throws {
        var template = Array("/tmp/yiqi-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(description: "mkdtemp: errno \(errno)") }
        folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        socketFolder = folder
        // More than one try, as a server that is being stopped at the same moment may still write.
        broom = try Spawned([
            "/bin/sh", "-c", "cat > /dev/null; until rm -rf \"$1\" 2> /dev/null; do sleep 0.1; done", "sh", folder,
        ])
        bin = Self.programs()
        self.settings = settings
        if geteuid() == 0 {
            guard let account = getpwnam("postgres") else {
                throw Failure(description: "PostgreSQL refuses to run as root and there is no account postgres")
            }
            chown(folder, account.pointee.pw_uid, account.pointee.pw_gid)
        }
        let initdb =
            Self.unprivileged + [
                "\(bin)/initdb", "-D", "\(folder)/data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
                "--locale=C.UTF-8", "--no-sync", "--no-instructions",
            ]
        let log = "\(folder)/initdb.log"
        try await blocking { try Spawned.run(initdb, log: log) }
        try await start()
    }

    deinit {
        killAndWait()
        close(broom.lifeline)
        _ = broom.wait()
    }

    /// Connection string for a database of the cluster.
    package func conninfo(_ database: String = "postgres") -> String {
        "host=\(socketFolder) port=5432 user=postgres dbname=\(database)"
    }

    /// Makes an empty database and returns its connection string. Each test takes its own, so that they run in parallel.
    package func createDatabase() async throws -> String {
        let name = "test_\(databases.add(1, ordering: .relaxed).newValue)"
        let connection = try await connect()
        try await connection.script("CREATE DATABASE \(name)")
        await connection.close()
        return conninfo(name)
    }

    /// A connection as superuser.
    package func connect(_ database: String = "postgres") async throws -> PostgresConnection {
        try await Self.connect(conninfo(database))
    }

    /// A connection to an empty database of its own.
    package func connectToNewDatabase() async throws -> PostgresConnection {
        try await Self.connect(try await createDatabase())
    }

    private static func connect(_ conninfo: String) async throws -> PostgresConnection {
        try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: conninfo), logger: Logger(label: "tests"))
    }

    /// Starts the server and returns when it accepts connections.
    package func start() async throws { try await blocking { try self.startAndWait() } }

    private func startAndWait() throws {
        try server.withLock { server in
            guard server == nil else { return }
            // The shell outlives the server only to stop it: `cat` ends when the test process does.
            let script = "\"$@\" & server=$!; cat > /dev/null; kill -QUIT $server 2> /dev/null; wait $server"
            var arguments =
                Self.unprivileged + ["/bin/sh", "-c", script, "sh", "\(bin)/postgres", "-D", "\(folder)/data"]
            let all =
                [
                    "listen_addresses=", "unix_socket_directories=\(socketFolder)", "fsync=off", "full_page_writes=off",
                    "max_connections=300", "shared_buffers=32MB",
                ] + settings
            for setting in all { arguments += ["-c", setting] }
            server = try Spawned(arguments, log: "\(folder)/server.log")
        }
        try Spawned.run(
            ["\(bin)/pg_isready", "-q", "-h", socketFolder].waiting(tries: 300), log: "\(folder)/ready.log")
    }

    /// Kills the server without warning (SIGQUIT to its first process: no checkpoint, no goodbye). Its data stay.
    package func kill() async throws { try await blocking { self.killAndWait() } }

    private func killAndWait() {
        server.withLock { server in
            guard let running = server else { return }
            close(running.lifeline)
            _ = running.wait()
            server = nil
        }
    }

    private static let unprivileged: [String] =
        geteuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : []

    /// Where the server's programs are; nothing to say when they are on the PATH.
    private static func programs() -> String {
        if let given = getenv("YIQI_POSTGRES_BIN") { return String(cString: given) }
        for version in (13...20).reversed() {
            let folder = "/usr/lib/postgresql/\(version)/bin"
            if access("\(folder)/initdb", X_OK) == 0 { return folder }
        }
        return "/usr/bin"
    }
}

extension [String] {
    /// The same command, tried again until it succeeds.
    fileprivate func waiting(tries: Int) -> [String] {
        ["/bin/sh", "-c", "i=0; until \"$@\"; do i=$((i+1)); [ $i -lt \(tries) ] || exit 1; sleep 0.05; done", "sh"]
            + self
    }
}
