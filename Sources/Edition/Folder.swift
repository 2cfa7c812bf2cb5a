package import Booking
internal import Glibc

/// Editions as folders on a disk.
package enum EditionFolder {
    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        package let path: String
        /// What the system said.
        package let reason: String

        package init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }

        package var description: String { message.en }

        package var message: Bilingual {
            Bilingual(zh: "\(path)：\(reason)。", en: "\(path): \(reason).")
        }

        static func last(_ path: String) -> Fault { Fault(path: path, reason: String(cString: strerror(errno))) }
    }

    /// Every file of a folder; a folder inside it counts as a file without bytes, so that it is noticed.
    package static func read(_ path: String) throws(Fault) -> EditionFiles {
        guard let handle = opendir(path) else { throw .last(path) }
        defer { closedir(handle) }
        var files: [ArchiveFile] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            var status = stat()
            let whole = "\(path)/\(name)"
            guard stat(whole, &status) == 0 else { throw .last(whole) }
            let isFile = status.st_mode & S_IFMT == S_IFREG
            files.append(ArchiveFile(name: name, bytes: isFile ? try bytes(whole) : []))
        }
        return EditionFiles(files)
    }

    package static func bytes(_ path: String) throws(Fault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 262_144)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .last(path)
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Writes a folder whole or not at all: beside its place, to the disk, then renamed.
    package static func write(_ files: EditionFiles, to path: String) throws(Fault) {
        try makeParents(path)
        let fresh = "\(path).\(getpid()).new"
        guard mkdir(fresh, 0o755) == 0 else { throw .last(fresh) }
        do throws(Fault) {
            for file in files.files { try write(file.bytes, to: "\(fresh)/\(file.name)") }
            guard Glibc.rename(fresh, path) == 0 else { throw .last(path) }
        } catch {
            for file in files.files { unlink("\(fresh)/\(file.name)") }
            rmdir(fresh)
            throw error
        }
    }

    /// Makes a new file of that mode and writes it through to the disk; one that is there already is a fault.
    package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(Fault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .last(path) }
        defer { close(descriptor) }
        try put(bytes, descriptor, path)
    }

    private static func put(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(Fault) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + sent, bytes.count - sent) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last(path)
            }
            sent += count
        }
        guard fsync(descriptor) == 0 else { throw .last(path) }
    }

    /// Bytes of a file; nil where there is none.
    package static func size(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a folder with those that it is in; one that is there already is as good.
    package static func make(_ path: String) throws(Fault) {
        try makeParents(path)
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last(path) }
    }

    /// Adds to the end of a file, which is made if need be, through to the disk.
    package static func append(_ bytes: [UInt8], to path: String) throws(Fault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .last(path) }
        defer { close(descriptor) }
        try put(bytes, descriptor, path)
    }

    package static func remove(_ path: String) { unlink(path) }

    /// Gives a folder that is whole its place.
    package static func rename(_ path: String, to place: String) throws(Fault) {
        guard Glibc.rename(path, place) == 0 else { throw .last(place) }
    }

    private static func makeParents(_ path: String) throws(Fault) {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let parent = String(path[..<slash])
        if access(parent, F_OK) == 0 { return }
        try makeParents(parent)
        guard mkdir(parent, 0o755) == 0 || errno == EEXIST else { throw .last(parent) }
    }

    /// A zone's calendar from the system's tz database; nil where it has none of that name.
    package static func calendar(_ name: String) -> ZoneCalendar? {
        guard !name.contains(".."), let bytes = try? bytes("/usr/share/zoneinfo/\(name)") else {
            return name == "UTC" ? .utc : nil
        }
        return try? ZoneCalendar(name: name, tzif: bytes)
    }
}
