import Booking

extension JSONReader {
    /// The string whose opening quote stands here.
    mutating func string() throws(InventoryFault) -> String {
        at += 1
        var start = at
        var text = ""
        while let byte = peek {
            if byte == UInt8(ascii: "\"") {
                text += piece(start)
                at += 1
                guard text.utf8.count <= limits.maxCellBytes else {
                    throw fault(
                        "文字超过 \(limits.maxCellBytes) 字节。", "A text is longer than \(limits.maxCellBytes) bytes.")
                }
                return text
            }
            if byte == UInt8(ascii: "\\") {
                text += piece(start)
                at += 1
                text.unicodeScalars.append(try escape())
                start = at
            } else if byte < 32 {
                throw fault(
                    "引号中的文字含有换行或控制字符；换行请写 \\n。", "A text has a newline or control character in it; write \\n.")
            } else {
                at += 1
            }
        }
        throw fault("引号到文件末尾仍未闭合。", "A quote is never closed.")
    }

    private func piece(_ start: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
    }

    private mutating func escape() throws(InventoryFault) -> Unicode.Scalar {
        guard let byte = peek else { throw fault("引号到文件末尾仍未闭合。", "A quote is never closed.") }
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            throw fault(
                "\\ 之后不是 JSON 的转义。", "After \\ stands no escape that a list may have (\\\" \\\\ \\/ \\n \\r \\t \\u).")
        }
    }

    private mutating func unicodeEscape() throws(InventoryFault) -> Unicode.Scalar {
        var value = try hex()
        if (0xD800..<0xDC00).contains(value), peek == UInt8(ascii: "\\"), at + 1 < bytes.count,
            bytes[at + 1] == UInt8(ascii: "u")
        {
            at += 2
            let low = try hex()
            guard (0xDC00..<0xE000).contains(low) else { throw surrogate() }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw surrogate() }
        guard value >= 32 && value != 127 || value == 9 || value == 10 || value == 13 else {
            throw fault("文字含有控制字符；请删去。", "A text has a control character; take it out.")
        }
        return scalar
    }

    private func surrogate() -> InventoryFault {
        fault("\\u 之后不是一个完整的字符。", "After \\u stands half a character.")
    }

    private mutating func hex() throws(InventoryFault) -> UInt32 {
        guard at + 4 <= bytes.count else { throw surrogate() }
        var value: UInt32 = 0
        for byte in bytes[at..<at + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw fault("\\u 之后须有四位十六进制数字。", "Four hexadecimal digits are expected after \\u.")
            }
            value = value << 4 | UInt32(digit)
        }
        at += 4
        return value
    }
}
