internal import Glibc

/// One installation of PostgreSQL's server programs.
struct PostgresPrograms: Hashable, Sendable {
    let folder: String
    let major: Int

    /// The oldest that has all that the migrations use.
    static let oldest = 14

    /// Picks the installation for a cluster: the named folder, or the newest that fits.
    /// - Parameter clusterMajor: what an existing cluster was made by; nil for a new one.
    static func find(
        named: String?, clusterMajor: Int?, candidates: [String]? = nil
    ) async throws(ClusterFault) -> Self {
        var found: [Self] = []
        for folder in named.map({ [$0] }) ?? candidates ?? usualFolders() {
            if let programs = await look(in: folder) { found.append(programs) }
        }
        guard !found.isEmpty else {
            let place =
                named.map { "embedded.bin \($0) does not hold them" } ?? "none are in /usr/lib/postgresql or on PATH"
            throw ClusterFault(
                .programsMissing,
                """
                PostgreSQL's server programs (initdb, postgres) are needed, and \(place). \
                Install PostgreSQL \(oldest) or newer (Debian: apt install postgresql), name their folder in embedded.bin, \
                or set database.url to use a server that runs elsewhere.
                """)
        }
        let newest = found.sorted { $0.major > $1.major }
        let versions = newest.map { "\($0.major) in \($0.folder)" }.joined(separator: ", ")
        if let clusterMajor {
            if let fitting = newest.first(where: { $0.major == clusterMajor }) { return fitting }
            throw ClusterFault(
                .wrongVersion,
                """
                The data folder was made by PostgreSQL \(clusterMajor), but found only \(versions). \
                Install PostgreSQL \(clusterMajor), or move the data with pg_upgrade.
                """)
        }
        guard newest[0].major >= oldest else {
            throw ClusterFault(.wrongVersion, "PostgreSQL \(oldest) or newer is needed, but found only \(versions).")
        }
        return newest[0]
    }

    func path(_ program: String) -> String { folder + "/" + program }

    private static func usualFolders() -> [String] {
        let packaged = Files.names(in: "/usr/lib/postgresql").map { "/usr/lib/postgresql/\($0)/bin" }
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        var seen: Set<String> = []
        return (packaged + path.split(separator: ":").map(String.init)).filter { seen.insert($0).inserted }
    }

    /// Asks `postgres --version`; nil if the folder lacks one of the programs.
    private static func look(in folder: String) async -> Self? {
        guard access(folder + "/initdb", X_OK) == 0, access(folder + "/postgres", X_OK) == 0 else { return nil }
        let asked = ChildProcess(path: folder + "/postgres", arguments: ["--version"])
        guard let said = try? await asked.run(), said.code == 0 else { return nil }
        // "postgres (PostgreSQL) 15.8 (Debian …)"; a beta says "17beta1".
        guard let number = said.tail.split(separator: ") ").dropFirst().first else { return nil }
        guard let major = Int(number.prefix { $0.isASCII && $0.isNumber }) else { return nil }
        return Self(folder: folder, major: major)
    }
}
