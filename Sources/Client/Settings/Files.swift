import Glibc

/// Whole files, read and written by the C library.
package enum Files {
    /// Nil where there is no such file.
    package static func read(_ path: String) throws(ClientError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let cause = errno
            if cause == ENOENT { return nil }
            throw failure(path, cause, zh: "不能读取", en: "Cannot read")
        }
        defer { close(descriptor) }
        return try drain(descriptor, path)
    }

    /// All that a descriptor has to give, standard input as well.
    package static func drain(_ descriptor: Int32, _ path: String) throws(ClientError) -> [UInt8] {
        var result: [UInt8] = []
        while true {
            let more = try some(descriptor, path)
            if more.isEmpty { return result }
            result += more
        }
    }

    /// What a descriptor has to give now, waiting for something; empty at its end.
    package static func some(_ descriptor: Int32, _ path: String) throws(ClientError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            let cause = errno
            if count >= 0 { return Array(buffer[..<count]) }
            if cause != EINTR { throw failure(path, cause, zh: "不能读取", en: "Cannot read") }
        }
    }

    /// Writes a file that only its owner may read, whole or not at all, making its folder if need be.
    package static func writePrivate(_ bytes: [UInt8], to path: String) throws(ClientError) {
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeFolder(String(path[..<slash])) }
        try write(bytes, to: path, mode: 0o600)
    }

    /// Writes a file whole or not at all, replacing one that is there.
    package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(ClientError) {
        let temporary = "\(path).\(getpid())"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(temporary, errno, zh: "不能写入", en: "Cannot write") }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            let cause = errno
            if count < 0, cause == EINTR { continue }
            guard count > 0 else {
                close(descriptor)
                unlink(temporary)
                throw failure(temporary, cause, zh: "不能写入", en: "Cannot write")
            }
            written += count
        }
        fsync(descriptor)
        close(descriptor)
        guard rename(temporary, path) == 0 else {
            let cause = errno
            unlink(temporary)
            throw failure(path, cause, zh: "不能写入", en: "Cannot write")
        }
    }

    /// Whether others than the owner may read it.
    package static func isOpenToOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }

    private static func makeFolder(_ path: String) throws(ClientError) {
        if mkdir(path, 0o700) == 0 { return }
        let cause = errno
        if cause == EEXIST { return }
        guard cause == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw failure(path, cause, zh: "不能建立文件夹", en: "Cannot make the folder")
        }
        try makeFolder(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 else { throw failure(path, errno, zh: "不能建立文件夹", en: "Cannot make the folder") }
    }

    private static func failure(_ path: String, _ cause: Int32, zh: String, en: String) -> ClientError {
        let text = String(cString: strerror(cause))
        return .usage(zh: "\(zh) \(path)：\(text)。", en: "\(en) \(path): \(text).")
    }
}
