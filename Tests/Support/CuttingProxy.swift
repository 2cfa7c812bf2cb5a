import Glibc
import Synchronization

/// Stands between a client and a cluster's socket and breaks connections as a network does.
package final class CuttingProxy: Sendable {
    private struct State {
        var trigger: [UInt8]?
        var isSilent = false
        var isRefusing = false
        /// Pairs of sockets, client's and server's, shut down to end them.
        var pairs: [Int32: Int32] = [:]
        var isOver = false
        var roundTrips = 0
    }

    /// Folder of the proxy's socket, for the connection string.
    package let socketFolder: String
    private let target: String
    private let listener: Int32
    private let state = Mutex(State())

    package init(to cluster: TestCluster) throws {
        var template = Array("\(cluster.socketFolder)/proxy-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestCluster.Failure(description: "mkdtemp: errno \(errno)") }
        socketFolder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        target = "\(cluster.socketFolder)/.s.PGSQL.5432"
        listener = Self.socket()
        let bound = Self.withAddress("\(socketFolder)/.s.PGSQL.5432") { bind(listener, $0, $1) }
        guard bound == 0, listen(listener, 64) == 0 else {
            throw TestCluster.Failure(description: "the proxy cannot listen: errno \(errno)")
        }
        onThread { self.acceptAll() }
    }

    package func conninfo(_ database: String = "postgres") -> String {
        "host=\(socketFolder) port=5432 user=postgres dbname=\(database)"
    }

    /// Breaks all connections now.
    package func cut() {
        let pairs = state.withLock { $0.pairs }
        for (client, server) in pairs {
            shutdown(client, Int32(SHUT_RDWR))
            shutdown(server, Int32(SHUT_RDWR))
        }
    }

    /// Passes the next request that holds `text` on, waits for the server's answer, and breaks the connection instead
    /// of passing that back: the server has done it and the client cannot know.
    package func cutAfter(_ text: String) { state.withLock { $0.trigger = Array(text.utf8) } }

    /// Passes nothing on any more, and closes nothing: as a cable that was pulled.
    package func silence(_ isSilent: Bool = true) { state.withLock { $0.isSilent = isSilent } }

    /// Closes new connections at once.
    package func refuse(_ isRefusing: Bool = true) { state.withLock { $0.isRefusing = isRefusing } }

    /// How often the clients have begun to speak since their servers spoke last.
    package var roundTrips: Int { state.withLock { $0.roundTrips } }

    package func stop() {
        state.withLock { $0.isOver = true }
        cut()
        shutdown(listener, Int32(SHUT_RDWR))
        unlink("\(socketFolder)/.s.PGSQL.5432")
        rmdir(socketFolder)
    }

    private func acceptAll() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            if state.withLock({ $0.isRefusing || $0.isOver }) {
                close(client)
                continue
            }
            let server = Self.socket()
            guard Self.withAddress(target, { connect(server, $0, $1) }) == 0 else {
                close(client)
                close(server)
                continue
            }
            state.withLock { $0.pairs[client] = server }
            onThread { self.pass(client, server) }
        }
        close(listener)
    }

    private func pass(_ client: Int32, _ server: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65536)
        var isTriggered = false
        var isClientSpeaking = false
        loop: while true {
            var polled = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&polled, 2, -1) > 0 else { break }
            for (from, to) in [(0, server), (1, client)] where polled[from].revents != 0 {
                let count = read(polled[from].fd, &buffer, buffer.count)
                guard count > 0 else { break loop }
                let (trigger, isSilent) = state.withLock { ($0.trigger, $0.isSilent) }
                if isSilent { continue }
                if from == 0, !isClientSpeaking { state.withLock { $0.roundTrips += 1 } }
                isClientSpeaking = from == 0
                if from == 0, let trigger, buffer[..<count].contains(trigger) {
                    isTriggered = true
                    state.withLock { $0.trigger = nil }
                } else if from == 1, isTriggered {
                    break loop
                }
                guard send(buffer[..<count], to: to) else { break loop }
            }
        }
        state.withLock { _ = $0.pairs.removeValue(forKey: client) }
        close(client)
        close(server)
    }

    private func send(_ bytes: ArraySlice<UInt8>, to socket: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    private static func socket() -> Int32 {
        Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
