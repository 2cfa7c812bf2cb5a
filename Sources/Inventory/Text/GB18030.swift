import Glibc

/// Decoding of GBK and GB18030 by the C library's converter, with a check that the outcome can be Chinese text.
enum GB18030 {
    /// Nil where the bytes are not GB18030, or agree with it by chance only.
    static func decode(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], hasFourByteCharacters: Bool)? {
        guard let shape = shape(bytes), let text = convert(bytes) else { return nil }
        return (text, shape.fourByte)
    }

    /// Walks the characters. Western text read as GBK gives pairs whose second byte is a plain letter; in Chinese text
    /// such pairs are rare characters.
    private static func shape(_ bytes: ArraySlice<UInt8>) -> (pairs: Int, fourByte: Bool)? {
        var pairs = 0
        var rare = 0
        var fourByte = false
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            guard bytes[index] > 0x80, bytes[index] < 0xFF, index + 1 < bytes.endIndex else { return nil }
            let second = bytes[index + 1]
            if (0x30...0x39).contains(second) {
                guard index + 3 < bytes.endIndex else { return nil }
                fourByte = true
                index += 4
            } else {
                pairs += 1
                if second < 0x80 { rare += 1 }
                index += 2
            }
        }
        return rare * 4 > pairs ? nil : (pairs, fourByte)
    }

    private static func convert(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard let descriptor = iconv_open("UTF-8", "GB18030"), descriptor != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(descriptor) }
        // A character of two bytes becomes at most three, one of four at most four.
        let capacity = bytes.count * 3 / 2 + 16
        var complete = false
        let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            var input = Array(bytes)
            input.withUnsafeMutableBytes { source in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = source.count
                buffer.withMemoryRebound(to: CChar.self) { target in
                    var to = target.baseAddress
                    var room = target.count
                    // The count of inexact conversions; the largest value means failure.
                    complete = iconv(descriptor, &from, &left, &to, &room) != .max && left == 0
                    count = target.count - room
                }
            }
        }
        return complete ? output : nil
    }
}
