internal import Glibc
internal import Logging

/// Makes a new cluster: UTF-8, the C.UTF-8 locale, checksums, one role and one database `yiqi`, no way in by network.
struct ClusterMaker: Sendable {
    let folder: ClusterFolder
    let programs: PostgresPrograms
    let logger: Logger

    /// An empty cluster with its first log segments takes about 60 MB; less than this and it would soon stop.
    static let neededBytes: UInt64 = 256 << 20

    func make() async throws(ClusterFault) {
        try checkSpace()
        logger.notice("creating the database cluster", metadata: ["folder": "\(folder.cluster)"])
        let fresh = folder.unfinished
        try await run(
            "initdb",
            [
                "--pgdata=\(fresh)", "--username=yiqi", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
                "--auth-local=trust", "--auth-host=reject",
            ], doing: "creating the cluster")
        // The server's own single-user mode needs neither a client program nor a running server.
        try await single("postgres", "CREATE DATABASE yiqi\n", in: fresh, doing: "creating the database")
        do {
            try await single("yiqi", "CREATE EXTENSION btree_gist\n", in: fresh, doing: "adding btree_gist")
        } catch {
            guard error.description.contains("btree_gist") else { throw error }
            throw ClusterFault(
                .extensionMissing,
                """
                PostgreSQL's extension btree_gist is missing beside \(programs.folder). \
                Install PostgreSQL's contrib modules (often a package postgresql-contrib).
                """)
        }
        guard rename(fresh, folder.cluster) == 0 else {
            throw ClusterFault(.failed, "\(SystemError.last("rename \(fresh)")).")
        }
    }

    private func checkSpace() throws(ClusterFault) {
        var space = statvfs()
        guard statvfs(folder.path, &space) == 0 else { return }
        let free = UInt64(space.f_bavail) * UInt64(space.f_frsize)
        guard free < Self.neededBytes else { return }
        throw ClusterFault(
            .diskFull,
            "embedded.data: \(folder.path) has \(free >> 20) MiB free; at least \(Self.neededBytes >> 20) are needed.")
    }

    private func single(
        _ database: String, _ statements: String, in cluster: String, doing: String
    ) async throws(ClusterFault) {
        try await run("postgres", ["--single", "-D", cluster, database], input: statements, doing: doing)
    }

    private func run(
        _ program: String, _ arguments: [String], input: String = "", doing: String
    ) async throws(ClusterFault) {
        let logger = logger
        let ended: ChildProcess.Ended
        do {
            ended = try await ChildProcess(
                path: programs.path(program), arguments: arguments, user: folder.user, input: input
            ).run(line: { logger.trace("\($0)") })
        } catch {
            throw ClusterFault(.failed, "\(doing): \(error).")
        }
        // Single-user mode goes on after an error and ends well.
        guard ended.code == 0, !ended.tail.contains("ERROR:"), !ended.tail.contains("FATAL:") else {
            throw .read(ended.tail, doing: doing)
        }
    }
}
