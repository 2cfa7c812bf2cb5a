import Glibc

@testable import Daemon

/// A folder of a test's own, gone with it. Short, for unix sockets in it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/yiqi-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError.last("make a folder") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // A server of another user may live in it.
        chmod(path, 0o755)
    }

    deinit { try? Files.remove(path) }
}
