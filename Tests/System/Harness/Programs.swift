import Glibc
import Support

/// Why a test could not go on.
struct Failure: Error, CustomStringConvertible {
    let description: String
}

/// The real programs, as the build made them beside these tests.
enum Programs {
    static let yiqid = folder + "/yiqid"
    static let yiqi = folder + "/yiqi"

    /// Root of the repository, for its documents and seeds, and the lists that stand beside it.
    static let repository = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 }

    /// Where this process' own program lies.
    private static let folder: String = {
        let path = realpath("/proc/self/exe", nil)
        defer { free(path) }
        guard let path else { preconditionFailure("the tests cannot tell where they lie") }
        return String(cString: path).split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
    }()

    /// How a program ended, and what it said.
    struct Ending: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs a program to its end in a shell, so that its input and environment can be given.
    static func run(_ command: [String], input: String = "", environment: [String: String] = [:]) async throws -> Ending
    {
        let folder = try TemporaryFolder()
        let assignments = environment.map { "\($0.key)=\($0.value)" }
        try folder.write("input", input)
        return try await blocking {
            let child = try Spawned(
                ["/bin/sh", "-c", "exec \"$@\" < '\(folder.path)/input' 2> '\(folder.path)/errors'", "sh", "env"]
                    + assignments + command,
                log: folder.path + "/output")
            let status = child.wait()
            close(child.lifeline)
            return Ending(
                status: exitCode(status), output: try folder.read("output"),
                errors: try folder.read("errors"))
        }
    }

    /// What a shell would call it: the exit status, or 128 and the signal.
    static func exitCode(_ status: Int32) -> Int32 {
        status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }
}

/// A folder that is removed when the last who knows it forgets it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/yiqi-system-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(description: "mkdtemp: errno \(errno)") }
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        // A cluster in it is run by another user.
        chmod(path, 0o755)
    }

    deinit { try? Spawned.run(["rm", "-rf", path], log: "/dev/null") }

    func write(_ name: String, _ text: String) throws {
        guard let file = fopen("\(path)/\(name)", "w") else {
            throw Failure(description: "\(name): errno \(errno)")
        }
        defer { fclose(file) }
        _ = Array(text.utf8).withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    }

    func read(_ name: String) throws -> String { String(decoding: try readBytes("\(path)/\(name)"), as: UTF8.self) }
}

func readBytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw Failure(description: "\(path): errno \(errno)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { return bytes }
        bytes += buffer[..<count]
    }
}
