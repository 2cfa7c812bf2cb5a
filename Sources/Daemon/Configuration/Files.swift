internal import Glibc

/// An error number of the system with what was tried; says both.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    package let number: Int32
    package let doing: String

    /// Takes `errno` at once, before anything else can change it.
    static func last(_ doing: String) -> Self { Self(number: errno, doing: doing) }

    package var description: String { "\(doing): \(String(cString: strerror(number)))" }
}

/// The few calls on small files that the daemon makes itself. All of them block: for start and stop, not for sessions.
enum Files {
    static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func read(_ path: String, atMost limit: Int) throws(SystemError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open \(path)") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            var failure: SystemError?
            let chunk = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
                let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if got < 0 { failure = .last("read \(path)") }
                count = max(got, 0)
            }
            if let failure { throw failure }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
        throw SystemError(number: EFBIG, doing: "read \(path)")
    }

    /// Writes beside the path and renames, so that a reader sees the whole text or nothing.
    static func replace(_ path: String, with text: String, mode: mode_t = 0o644) throws(SystemError) {
        let fresh = "\(path).\(getpid()).new"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .last("create \(fresh)") }
        let bytes = Array(text.utf8)
        let written = write(descriptor, bytes, bytes.count)
        let failure: SystemError? = written == bytes.count ? nil : .last("write \(fresh)")
        close(descriptor)
        if let failure {
            unlink(fresh)
            throw failure
        }
        guard rename(fresh, path) == 0 else { throw .last("rename \(fresh)") }
    }

    /// Makes the folder and those above it that are missing, the last with `mode`.
    static func makeFolder(_ path: String, mode: mode_t) throws(SystemError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw .last("create folder \(path)")
        }
        try makeFolder(String(path[..<slash]), mode: 0o755)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .last("create folder \(path)") }
    }

    static func status(_ path: String) throws(SystemError) -> stat {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last("look at \(path)") }
        return status
    }

    /// Names in a folder, sorted, without `.` and `..`; empty if it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Does something with a path and all that is below it, the deepest first; links are not followed.
    static func walk(_ path: String, _ visit: (String, stat) throws(SystemError) -> Void) throws(SystemError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .last("look at \(path)") }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in names(in: path) { try walk(path + "/" + name, visit) }
        }
        try visit(path, status)
    }

    static func remove(_ path: String) throws(SystemError) {
        try walk(path) { (path, status) throws(SystemError) in
            let result = status.st_mode & S_IFMT == S_IFDIR ? rmdir(path) : unlink(path)
            guard result == 0 else { throw .last("remove \(path)") }
        }
    }

    /// The path from the root, with `.` and `..` and doubled slashes resolved by text; links are kept.
    static func absolute(_ path: String) -> String {
        var whole = path
        if !path.hasPrefix("/"), let here = getcwd(nil, 0) {
            whole = String(cString: here) + "/" + path
            free(here)
        }
        var parts: [Substring] = []
        for part in whole.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
