internal import Logging

/// What the embedded server is told on its command line, so that an edited file in the cluster cannot weaken it.
enum ServerSettings {
    static func arguments(_ folder: ClusterFolder, _ settings: Settings.Embedded) -> [String] {
        // A list of folders, each of which may be quoted.
        let socket =
            "\"" + folder.socket.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
        let values: [(String, String)] = [
            // Reached by the socket alone, which only its owner (and root) can reach.
            ("listen_addresses", ""), ("unix_socket_directories", socket), ("unix_socket_permissions", "0700"),
            ("port", "5432"),
            // What is answered OK is on the disk.
            ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"),
            // Many small transactions: long stretches between checkpoints, spread out, and no compiling of plans.
            ("shared_buffers", "\(settings.sharedBuffers >> 10)kB"), ("max_wal_size", "\(settings.maxWAL >> 20)MB"),
            ("checkpoint_completion_target", "0.9"), ("checkpoint_timeout", "15min"), ("wal_compression", "on"),
            ("jit", "off"), ("max_connections", "\(settings.maxConnections)"),
            ("timezone", "UTC"), ("log_timezone", "UTC"),
            // The daemon reads what it says and logs it.
            ("logging_collector", "off"), ("log_destination", "stderr"), ("log_line_prefix", ""),
        ]
        return ["-D", folder.cluster] + values.flatMap { ["-c", "\($0.0)=\($0.1)"] }
    }

    /// The daemon's level for a line of the server's.
    static func level(of line: String) -> Logger.Level {
        if line.hasPrefix("PANIC:") { return .critical }
        // Said to each of our own tries during a recovery.
        if line.hasSuffix("the database system is starting up") { return .debug }
        if line.hasPrefix("FATAL:") || line.hasPrefix("WARNING:") { return .notice }
        // A refused statement is the business of whoever sent it.
        return .debug
    }
}
