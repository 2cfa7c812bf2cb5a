import Glibc
import Support
import Synchronization

/// A running `yiqid`. It is ended with the test, and with the test process, however that ends.
final class DaemonProcess: Sendable {
    /// Two seconds before nine on a Tuesday, so that a morning's work may begin.
    static let start = "2026-12-01T08:59:58+08:00"

    let port: UInt16
    let process: pid_t
    private let folder: TemporaryFolder
    private let child: Spawned
    private let watcher: Spawned
    private let ending = Mutex<Int32?>(nil)

    /// Starts the daemon and returns once it listens.
    ///
    /// - Parameter arguments: where its database is, and what else it should know.
    static func launch(_ arguments: [String]) async throws -> DaemonProcess {
        try await blocking { try DaemonProcess(arguments) }
    }

    private init(_ arguments: [String]) throws {
        folder = try TemporaryFolder()
        child = try Spawned(
            [Programs.yiqid, "serve", "--port", "0", "--port-file", folder.path + "/port"]
                + ["--set", "clock.start=\(Self.start)"] + arguments, log: folder.path + "/log")
        process = child.process
        // Its input ends with the test process.
        watcher = try Spawned(["/bin/sh", "-c", "cat > /dev/null; kill -TERM $0", "\(child.process)"])
        guard let port = try Self.awaitPort(folder, child.process) else {
            kill(watcher.process, SIGKILL)
            _ = watcher.wait()
            throw Failure(description: "yiqid did not start: \((try? folder.read("log")) ?? "")")
        }
        self.port = port
    }

    deinit { end() }

    /// What it has written to its log.
    var log: String { (try? folder.read("log")) ?? "" }

    func signal(_ signal: Int32) { kill(process, signal) }

    /// Waits for its end, whatever brings it about, and says how a shell would call it.
    func wait() async throws -> Int32 { try await blocking { self.waitNow() } }

    /// Stops it gently.
    @discardableResult
    func stop() async throws -> Int32 {
        signal(SIGTERM)
        return try await wait()
    }

    private func waitNow() -> Int32 {
        ending.withLock { ending in
            if let ending { return ending }
            let code = Programs.exitCode(child.wait())
            kill(watcher.process, SIGKILL)
            _ = watcher.wait()
            close(watcher.lifeline)
            close(child.lifeline)
            ending = code
            return code
        }
    }

    private func end() {
        guard ending.withLock({ $0 }) == nil else { return }
        kill(process, SIGTERM)
        _ = waitNow()
    }

    /// The port, once the daemon has told it; nil when it ended before.
    private static func awaitPort(_ folder: TemporaryFolder, _ process: pid_t) throws -> UInt16? {
        while true {
            if let text = try? folder.read("port"), let line = text.split(separator: "\n").first, text.hasSuffix("\n") {
                return UInt16(line)
            }
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process { return nil }
            usleep(5_000)
        }
    }
}
