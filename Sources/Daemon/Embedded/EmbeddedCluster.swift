internal import Glibc
package import Logging
internal import ServiceLifecycle
internal import Synchronization

/// A private PostgreSQL server: created when first needed, reached through a unix socket only, watched over, and stopped
/// with the daemon. While it is down its clients see connections refused.
package actor EmbeddedCluster: Service {
    private let settings: Settings.Embedded
    private let logger: Logger
    private let folder: ClusterFolder
    private let lock: ClusterLock
    private let programs: PostgresPrograms
    /// The running server's process; heard on its thread.
    private nonisolated let process = Mutex<pid_t?>(nil)
    private var supervision: Task<Void, Never>?
    private var isStopping = false
    /// Whether a start has ever succeeded.
    private var wasReady = false
    private var failure: ClusterFault?

    /// Prepares the folder and, if it is empty, creates the cluster. Nothing runs yet.
    package init(_ settings: Settings.Embedded, logger: Logger) async throws(ClusterFault) {
        self.settings = settings
        self.logger = logger
        folder = try ClusterFolder.prepare(settings)
        lock = try ClusterLock(folder)
        let major = try folder.clusterMajor()
        programs = try await PostgresPrograms.find(named: settings.bin, clusterMajor: major)
        try await ClusterLeftovers(folder: folder, logger: logger).clear()
        if major == nil { try await ClusterMaker(folder: folder, programs: programs, logger: logger).make() }
    }

    /// libpq's words for reaching it.
    package nonisolated var conninfo: String { folder.conninfo }

    /// The same for a cluster that another daemon runs.
    package static func conninfo(_ settings: Settings.Embedded) -> String {
        ClusterFolder(path: ClusterFolder.path(settings), user: nil).conninfo
    }

    /// The server's process id while it runs.
    package nonisolated var processID: Int32? { process.withLock { $0 } }

    /// Starts the server and returns when it takes connections, after whatever recovery it needs.
    package func start() async throws(ClusterFault) {
        precondition(supervision == nil)
        supervision = Task { await self.supervise() }
        let clock = ContinuousClock()
        var word = clock.now + .seconds(10)
        while !isReady {
            if let failure { throw failure }
            if clock.now > word {
                logger.notice("the database server is still starting, perhaps recovering")
                word += .seconds(10)
            }
            do {
                try await clock.sleep(for: .milliseconds(20))
            } catch {
                await stop()
                throw ClusterFault(.failed, "the start was given up")
            }
        }
        logger.info("the database server is ready", metadata: ["pid": "\(processID ?? 0)"])
    }

    /// Watches over the server until the daemon shuts down, then stops it.
    package func run() async throws {
        await whenShuttingDown()
        await stop()
    }

    /// Stops it quickly and cleanly: transactions under way are rolled back, what is committed is on disk.
    /// Others may have the folder then.
    package func stop() async {
        isStopping = true
        supervision?.cancel()
        signal(SIGINT)
        let impatient = Task { [logger] in
            try await Task.sleep(for: .seconds(60))
            logger.error("the database server does not stop; ending it at once, it will recover at the next start")
            self.signal(SIGQUIT)
        }
        await supervision?.value
        impatient.cancel()
        lock.release()
    }

    private nonisolated func signal(_ number: Int32) {
        process.withLock { if let process = $0 { _ = kill(process, number) } }
    }

    /// Keeps the server running; gives up only if the very first start fails.
    private func supervise() async {
        var pause = Duration.milliseconds(200)
        while !isStopping {
            let began = ContinuousClock.now
            let tail: String
            do {
                let ended = try await serve()
                tail = ended.tail
            } catch {
                tail = "\(error)"
            }
            process.withLock { $0 = nil }
            if isStopping { break }
            guard wasReady else {
                failure = .read(tail, doing: "starting the database server")
                return
            }
            if ContinuousClock.now - began > .seconds(60) { pause = .milliseconds(200) }
            logger.error("the database server ended by itself; starting it again", metadata: ["after": "\(pause)"])
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(10))
        }
    }

    private var isReady: Bool {
        guard let process = processID, let bytes = try? Files.read(folder.postmasterFile, atMost: 4096) else {
            return false
        }
        // Its first line is the process, its eighth the state.
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 8, lines[0] == "\(process)", lines[7].hasPrefix("ready") else { return false }
        wasReady = true
        return true
    }

    private func serve() async throws(SystemError) -> ChildProcess.Ended {
        let logger = logger
        let child = ChildProcess(
            path: programs.path("postgres"), arguments: ServerSettings.arguments(folder, settings), folder: nil,
            user: folder.user, deathSignal: SIGINT)
        return try await child.run(
            started: { [self] process in
                self.process.withLock { $0 = process }
            },
            line: { line in
                logger.log(level: ServerSettings.level(of: line), "postgres: \(line)")
            })
    }
}
