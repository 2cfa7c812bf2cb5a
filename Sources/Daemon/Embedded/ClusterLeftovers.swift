internal import Glibc
internal import Logging

/// Ends what a killed daemon left behind, so that exactly one server runs on the data, and it is ours.
struct ClusterLeftovers: Sendable {
    let folder: ClusterFolder
    let logger: Logger

    /// Called with the folder's lock held: nobody else watches over these processes.
    func clear() async throws(ClusterFault) {
        guard Files.exists(folder.cluster) else { return }
        let postmaster = writtenProcess()
        let running = processes()
        if let postmaster, running.contains(postmaster) {
            logger.notice("stopping the database server of an earlier run", metadata: ["pid": "\(postmaster)"])
            kill(postmaster, SIGINT)
            if await !wait(for: .seconds(60)) {
                kill(postmaster, SIGQUIT)
                if await !wait(for: .seconds(10)) { throw stuck() }
            }
        } else if !running.isEmpty {
            // Their server is dead; they notice and leave, at the latest when told.
            if await !wait(for: .seconds(5)) {
                for process in processes() { kill(process, SIGQUIT) }
                if await !wait(for: .seconds(10)) { throw stuck() }
            }
        }
        // Its number may have gone to a stranger, whom PostgreSQL would take for its server.
        if let postmaster, Files.exists(folder.postmasterFile), kill(postmaster, 0) == 0 || errno == EPERM {
            unlink(folder.postmasterFile)
        }
    }

    private func stuck() -> ClusterFault {
        ClusterFault(
            .folderInUse,
            "the processes \(processes()) of an earlier run still use \(folder.cluster) and do not stop; end them.")
    }

    private func wait(for limit: Duration) async -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        while !processes().isEmpty {
            guard clock.now < deadline else { return false }
            try? await clock.sleep(for: .milliseconds(20))
        }
        return true
    }

    private func writtenProcess() -> pid_t? {
        guard let bytes = try? Files.read(folder.postmasterFile, atMost: 4096) else { return nil }
        return pid_t(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    /// PostgreSQL's processes work inside the data folder; no stranger does.
    private func processes() -> [pid_t] {
        guard let resolved = realpath(folder.cluster, nil) else { return [] }
        let cluster = String(cString: resolved)
        free(resolved)
        return Files.names(in: "/proc").compactMap { pid_t($0) }.filter {
            Self.link("/proc/\($0)/cwd") == cluster
                && Self.link("/proc/\($0)/exe")?.hasSuffix("/postgres") == true
        }
    }

    private static func link(_ path: String) -> String? {
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(
                readlink(
                    path, UnsafeMutableRawPointer(buffer.baseAddress!).assumingMemoryBound(to: CChar.self), buffer.count
                ), 0)
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
