package import Booking

/// A named file of an archive.
package struct ArchiveFile: Hashable, Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// `.tar.gz` with nothing in it but names and bytes: one time for all files, no owner, the same everywhere.
package enum TarGzip {
    package static func pack(_ files: [ArchiveFile], time: Instant) -> [UInt8] { gzip(tar(files, time: time)) }

    static func tar(_ files: [ArchiveFile], time: Instant) -> [UInt8] {
        var out: [UInt8] = []
        for file in files {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, _ at: Int) {
                for (index, byte) in text.utf8.enumerated() { header[at + index] = byte }
            }
            func octal(_ value: Int, _ width: Int) -> String {
                let digits = String(value, radix: 8)
                return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
            }
            precondition(file.name.utf8.count < 100, "a name that the header cannot hold")
            put(file.name, 0)
            put("0000644", 100)
            put("0000000", 108)
            put("0000000", 116)
            put(octal(file.bytes.count, 11), 124)
            put(octal(Int(time.seconds), 11), 136)
            put("        ", 148)
            put("0", 156)
            put("ustar\u{0}00", 257)
            put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", 148)
            out += header
            out += file.bytes
            out += [UInt8](repeating: 0, count: (512 - file.bytes.count % 512) % 512)
        }
        return out + [UInt8](repeating: 0, count: 1024)
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        out += Deflate.pack(bytes)
        out.append(little: CRC32.of(bytes))
        out.append(little: UInt32(truncatingIfNeeded: bytes.count))
        return out
    }
}

/// A zip file, for formats that are one.
package enum Zip {
    package static func pack(_ files: [ArchiveFile]) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let packed = Deflate.pack(file.bytes)
            let offset = UInt32(out.count)
            var common: [UInt8] = []
            common.append(little: UInt16(20))
            // Names are UTF-8; deflated; the first day that the format knows.
            common.append(little: UInt16(0x0800))
            common.append(little: UInt16(8))
            common.append(little: UInt16(0))
            common.append(little: UInt16(0x0021))
            common.append(little: CRC32.of(file.bytes))
            common.append(little: UInt32(packed.count))
            common.append(little: UInt32(file.bytes.count))
            common.append(little: UInt16(file.name.utf8.count))
            common.append(little: UInt16(0))
            out += [0x50, 0x4B, 3, 4] + common + Array(file.name.utf8) + packed
            directory += [0x50, 0x4B, 1, 2, 20, 0] + common
            directory += [UInt8](repeating: 0, count: 10)
            directory.append(little: offset)
            directory += Array(file.name.utf8)
        }
        let start = UInt32(out.count)
        out += directory
        out += [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
        out.append(little: UInt16(files.count))
        out.append(little: UInt16(files.count))
        out.append(little: UInt32(directory.count))
        out.append(little: start)
        out.append(little: UInt16(0))
        return out
    }
}
