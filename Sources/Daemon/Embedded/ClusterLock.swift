internal import Glibc
internal import Synchronization

/// Holds a cluster's folder for this daemon. The system lets go of it when the process ends, however it ends.
final class ClusterLock: Sendable {
    private let descriptor: Mutex<Int32?>

    init(_ folder: ClusterFolder) throws(ClusterFault) {
        let opened = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw ClusterFault(.permission, "embedded.data: \(SystemError.last("open \(folder.lock)")).")
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            let holder = (try? Files.read(folder.lock, atMost: 64)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            throw ClusterFault(
                .inUse,
                """
                embedded.data: another yiqid (process \(holder.prefix { $0.isNumber })) runs the cluster in \(folder.path). \
                Stop it, choose another folder, or share its database: \
                database.url = "host=\(folder.socket) user=yiqi dbname=yiqi".
                """)
        }
        let text = Array("\(getpid())\n".utf8)
        ftruncate(opened, 0)
        _ = pwrite(opened, text, text.count, 0)
        descriptor = Mutex(opened)
    }

    /// Lets others have the folder. Once is enough.
    func release() {
        descriptor.withLock { held in
            if let held { close(held) }
            held = nil
        }
    }

    deinit { release() }
}
