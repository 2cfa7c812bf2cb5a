#if canImport(Glibc)
import Glibc
#endif

/// Whole files, read and written at once.
package enum Files {
    /// Nil where there is no such file.
    package static func read(_ path: String) throws(LoadFault) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 {
            let reason = errno
            if reason == ENOENT { return nil }
            throw fault("cannot read", path, reason)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0 {
                let reason = errno
                if reason == EINTR { continue }
                throw fault("cannot read", path, reason)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// Writes beside the file and renames, so that no reader sees half of it. Only its owner may read it.
    package static func write(_ text: String, to path: String) throws(LoadFault) {
        let draft = path + ".new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        if file < 0 { throw fault("cannot write", draft, errno) }
        defer { close(file) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 {
                let reason = errno
                if reason == EINTR { continue }
                throw fault("cannot write", draft, reason)
            }
            rest = rest.dropFirst(count)
        }
        if rename(draft, path) != 0 { throw fault("cannot write", path, errno) }
    }

    private static func fault(_ what: String, _ path: String, _ reason: Int32) -> LoadFault {
        LoadFault("\(what) \(path): \(String(cString: strerror(reason)))")
    }
}
