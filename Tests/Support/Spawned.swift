package import Glibc

/// A child process that dies with the test process: its standard input is a pipe that closes then.
package struct Spawned {
    package let process: pid_t
    /// Write end of the pipe to its standard input.
    package let lifeline: Int32

    /// POSIX_SPAWN_SETSID, which Glibc's module hides.
    private static let ownSession: Int16 = 0x80

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Starts a program found on the PATH, in a session of its own. Its output goes to `log`, or nowhere.
    package init(_ arguments: [String], log: String = "/dev/null") throws {
        var ends: [Int32] = [0, 0]
        // A socket pair rather than a pipe, as it can be made closed-on-exec in one step: another child that is started
        // at the same time must not keep this one alive.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw Failure(description: "socketpair: errno \(errno)")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The test runner blocks or ignores signals that a server needs.
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | Self.ownSession)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        let refused = posix_spawnp(&child, arguments[0], &actions, &attributes, &words, environ)
        close(ends[0])
        guard refused == 0 else {
            close(ends[1])
            throw Failure(description: "\(arguments[0]): \(String(cString: strerror(refused)))")
        }
        process = child
        lifeline = ends[1]
    }

    /// Waits for its end; 0 for success.
    package func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }

    /// Runs a program to its end. Throws when it fails, with the end of what it said.
    package static func run(_ arguments: [String], log: String) throws {
        let child = try Spawned(arguments, log: log)
        close(child.lifeline)
        guard child.wait() == 0 else {
            throw Failure(description: "\(arguments.joined(separator: " ")) failed, see \(log)")
        }
    }
}
