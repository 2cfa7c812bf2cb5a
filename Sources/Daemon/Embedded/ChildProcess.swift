internal import CProcess
internal import Glibc
internal import Synchronization

/// The user that a child process runs as.
struct SystemUser: Hashable, Sendable {
    let name: String
    let user: uid_t
    let group: gid_t

    static func named(_ name: String) -> Self? {
        ask { entry, buffer, found in getpwnam_r(name, entry, buffer.baseAddress!, buffer.count, found) }
    }

    static func numbered(_ user: uid_t) -> Self? {
        ask { entry, buffer, found in getpwuid_r(user, entry, buffer.baseAddress!, buffer.count, found) }
    }

    /// With the calls that write into the caller's memory: the plain ones share one place among all threads.
    private static func ask(
        _ call: (
            UnsafeMutablePointer<passwd>, UnsafeMutableBufferPointer<CChar>,
            UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        ) -> Int32
    ) -> Self? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16384) { buffer in
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            guard call(&entry, buffer, &found) == 0, let found else { return nil }
            return Self(found.pointee)
        }
    }

    private init(_ entry: passwd) {
        name = String(cString: entry.pw_name)
        user = entry.pw_uid
        group = entry.pw_gid
    }
}

/// Runs a program and hears what it says. Everything about one child happens on one thread of its own: the kernel ends
/// a child with the *thread* that started it, and threads of the cooperative pool may end at any time.
struct ChildProcess: Sendable {
    var path: String
    var arguments: [String]
    var folder: String?
    /// Nil to stay who we are.
    var user: SystemUser?
    /// Text for its standard input; small, for it is written before anything is read.
    var input = ""
    /// Sent when this process dies.
    var deathSignal: Int32 = SIGKILL

    struct Ended: Sendable {
        /// Exit status, or 128 and the signal.
        let code: Int32
        /// The end of what it wrote.
        let tail: String
    }

    /// Starts it and waits until it has ended.
    /// - Parameters:
    ///   - started: hears its process id, on the thread.
    ///   - line: hears each line that it writes, on the thread.
    /// - Throws: if it cannot be started.
    func run(
        started: @escaping @Sendable (pid_t) -> Void = { _ in }, line: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(SystemError) -> Ended {
        let result: Result<Ended, SystemError> = await OwnThread.run {
            do throws(SystemError) {
                return .success(try runHere(started, line))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func runHere(
        _ started: (pid_t) -> Void, _ line: (String) -> Void
    ) throws(SystemError) -> Ended {
        var output: [Int32] = [-1, -1]
        guard yiqi_pipe(&output) == 0 else { throw .last("make a pipe") }
        defer { close(output[0]) }
        let child = start(output: output[1])
        let failure: SystemError? = child < 0 ? .last("run \(path)") : nil
        close(output[1])
        if let failure { throw failure }
        started(child)
        return follow(child, output[0], line)
    }

    private func start(output: Int32) -> pid_t {
        var inputs: [Int32] = [-1, -1]
        if !input.isEmpty {
            guard yiqi_pipe(&inputs) == 0 else { return -1 }
            let bytes = Array(input.utf8)
            precondition(bytes.count <= 4096)
            _ = write(inputs[1], bytes, bytes.count)
            close(inputs[1])
        }
        defer { if inputs[0] >= 0 { close(inputs[0]) } }
        // Nothing of our environment may steer the programs (PGDATA, PGOPTIONS, LANG).
        let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC"]
        return withCStrings([path] + arguments) { arguments in
            withCStrings(environment) { environment in
                (folder ?? "/").withCString { folder in
                    var child = yiqi_child()
                    child.path = UnsafePointer(arguments[0])
                    child.arguments = UnsafePointer(arguments)
                    child.environment = UnsafePointer(environment)
                    child.folder = folder
                    child.input = inputs[0]
                    child.output = output
                    child.change_user = user == nil ? 0 : 1
                    child.user = user?.user ?? 0
                    child.group = user?.group ?? 0
                    child.death_signal = deathSignal
                    return yiqi_start(&child)
                }
            }
        }
    }

    /// Reads what it says until it has ended; its own children may hold the pipe for longer.
    private func follow(_ child: pid_t, _ output: Int32, _ line: (String) -> Void) -> Ended {
        var said = SaidLines()
        var status: Int32 = 0
        var open = true
        while true {
            var waiting = pollfd(fd: open ? output : -1, events: Int16(POLLIN), revents: 0)
            // At the pipe's end the child is as good as gone; otherwise its end is looked for now and then.
            let ready = poll(&waiting, 1, open ? 200 : 10)
            if ready > 0 {
                let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
                    count = max(read(output, buffer.baseAddress, buffer.count), 0)
                }
                if bytes.isEmpty { open = false } else { said.take(bytes, line) }
                if open { continue }
            }
            if yiqi_poll(child, &status) != 0 { break }
        }
        said.finish(line)
        return Ended(code: yiqi_exit_code(status), tail: said.tail.joined(separator: "\n"))
    }
}

/// Cuts output into lines and remembers the last of them.
private struct SaidLines {
    private var partial: [UInt8] = []
    private(set) var tail: [String] = []

    mutating func take(_ bytes: [UInt8], _ line: (String) -> Void) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") || partial.count >= 4096 { finish(line) }
            if byte != UInt8(ascii: "\n") { partial.append(byte) }
        }
    }

    mutating func finish(_ line: (String) -> Void) {
        guard !partial.isEmpty else { return }
        let text = String(decoding: partial, as: UTF8.self)
        partial.removeAll(keepingCapacity: true)
        tail.append(text)
        if tail.count > 30 { tail.removeFirst() }
        line(text)
    }
}

/// A null-terminated array of C strings for the length of a call.
private func withCStrings<R>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
) -> R {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
}
