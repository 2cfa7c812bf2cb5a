import Glibc
import Support
import Synchronization
import Wire

/// A reply as it came, and as it is meant.
struct Answer: Sendable {
    /// All lines, the final one last.
    let text: [String]
    let reply: ParsedReply

    var succeeded: Bool { reply.succeeded }
    var code: ErrorCode? { reply.errorCode }
    /// What stood behind each `+ `.
    var lines: [String] { reply.lines }
    var final: String { reply.finalLine }
    subscript(_ name: String) -> String? { reply[name] }
    func records() throws -> [Line] { try reply.records() }
}

/// A client of nothing but a socket. What waits, waits on a thread of its own.
final class LineClient: Sendable {
    struct Closed: Error {}
    struct Silent: Error {}

    private struct Input {
        var bytes: [UInt8] = []
        var offset = 0
    }

    private let socket: Int32
    private let input = Mutex(Input())

    init(port: UInt16) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var one: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(socket)
            throw Closed()
        }
    }

    deinit { close(socket) }

    // MARK: For tests

    /// Connects and takes the greeting.
    static func open(_ daemon: DaemonProcess) async throws -> LineClient { try await open(port: daemon.port) }

    static func open(port: UInt16) async throws -> LineClient {
        try await blocking {
            let client = try LineClient(port: port)
            _ = try client.receive()
            return client
        }
    }

    /// Sends a request and waits for its reply.
    @discardableResult
    func ask(_ request: String) async throws -> Answer { try await blocking { try self.exchange(request) } }

    /// Sends a request with its document and waits for the reply.
    @discardableResult
    func upload(_ request: String, _ document: [UInt8]) async throws -> Answer {
        try await blocking {
            self.send(Self.framed(request, document))
            return try self.receive()
        }
    }

    @discardableResult
    func upload(_ request: String, _ document: String) async throws -> Answer {
        try await upload(request, Array(document.utf8))
    }

    func signIn(_ token: String) async throws -> LineClient {
        let answer = try await ask("AUTH token=\(token)")
        guard answer.succeeded else { throw Failure(description: answer.final) }
        return self
    }

    /// The next reply.
    func next() async throws -> Answer { try await blocking { try self.receive() } }

    /// Sends all requests at once and gathers as many replies.
    func pipeline(_ requests: [String]) async throws -> [Answer] {
        try await blocking {
            let bytes = Array((requests.joined(separator: "\n") + "\n").utf8)
            // Written beside the reading: a daemon that holds back must not be waited for before it is read.
            let writer = Writer(self, bytes)
            defer { writer.join() }
            return try requests.map { _ in try self.receive() }
        }
    }

    // MARK: On the caller's thread

    func exchange(_ request: String) throws -> Answer {
        send(Array((request + "\n").utf8))
        return try receive()
    }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    /// Says that nothing more will be sent.
    func finish() { shutdown(socket, Int32(SHUT_WR)) }

    func receive() throws -> Answer {
        var reader = ReplyReader()
        var text: [String] = []
        while true {
            let line = try receiveLine()
            text.append(String(decoding: line, as: UTF8.self))
            if let reply = try reader.take(line) { return Answer(text: text, reply: reply) }
        }
    }

    /// The next line, whatever it belongs to.
    func line() throws -> String { String(decoding: try receiveLine(), as: UTF8.self) }

    private func receiveLine() throws -> [UInt8] {
        try input.withLock { input in
            while true {
                if let end = input.bytes[input.offset...].firstIndex(of: 0x0A) {
                    defer { input.offset = end + 1 }
                    return Array(input.bytes[input.offset..<end])
                }
                input.bytes.removeFirst(input.offset)
                input.offset = 0
                var buffer = [UInt8](repeating: 0, count: 65_536)
                let count = read(socket, &buffer, buffer.count)
                if count < 0, errno == EAGAIN { throw Silent() }
                guard count > 0 else { throw Closed() }
                input.bytes += buffer[..<count]
            }
        }
    }

    /// A request and its document as they go over the wire, byte for byte whatever the encoding.
    static func framed(_ request: String, _ document: [UInt8]) -> [UInt8] {
        var bytes = Array((request + "\n").utf8)
        var lines = document.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines { bytes += Array("+ ".utf8) + line + [0x0A] }
        return bytes + Array(".\n".utf8)
    }

    /// Writes on a thread of its own.
    private final class Writer: Sendable {
        private let thread: pthread_t

        init(_ client: LineClient, _ bytes: [UInt8]) {
            final class Work {
                let run: () -> Void
                init(_ run: @escaping () -> Void) { self.run = run }
            }
            var thread = pthread_t()
            let work = Unmanaged.passRetained(Work { client.send(bytes) })
            let refused = pthread_create(
                &thread, nil,
                { argument in
                    if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
                    return nil
                }, work.toOpaque())
            precondition(refused == 0, "no thread can be started")
            self.thread = thread
        }

        func join() { pthread_join(thread, nil) }
    }
}
