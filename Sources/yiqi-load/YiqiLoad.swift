import ArgumentParser
import LoadGenerator

#if canImport(Glibc)
import Glibc
#endif

@main
struct YiqiLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yiqi-load",
        abstract: "Measures a yiqid with many clients at once.",
        discussion: """
            First 'prepare' makes instruments and firms through the protocol, on a daemon that is there for nothing
            else; then 'run' books them. Exit codes: 0 done, 1 the load failed or had too many errors, 64 usage.
            """,
        subcommands: [Prepare.self, Run.self])
}

/// Where the daemon is and what was prepared on it.
struct Target: ParsableArguments {
    @Option(help: "The daemon's host.") var host = "127.0.0.1"
    @Option(help: "The daemon's port.") var port = 9474
    @Option(help: "The file of what was prepared. It holds tokens.") var state = "yiqi-load.state"
    @Flag(help: "Let the host be another machine.") var allowRemote = false

    func validate() throws {
        guard allowRemote || Loopback.isLoopback(host) else {
            throw ValidationError("\(host) is not this machine; a load on another needs --allow-remote.")
        }
        guard (1...65535).contains(port) else { throw ValidationError("--port is from 1 to 65535.") }
    }

    func readState() throws -> LoadState? {
        guard let bytes = try Files.read(state) else { return nil }
        return try LoadState(text: String(decoding: bytes, as: UTF8.self))
    }
}

/// A length of time as `20s`.
struct Length: ExpressibleByArgument {
    var duration: Duration

    init(seconds: Int) { duration = .seconds(seconds) }

    init?(argument: String) {
        guard let duration = DurationText.parse(argument) else { return nil }
        self.duration = duration
    }

    var defaultValueDescription: String { "\(duration.components.seconds)s" }
}

func say(_ text: String) {
    let line = Array("yiqi-load: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
}
