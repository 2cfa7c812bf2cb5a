import Booking

/// The encodings that lists come in. Which one a list has is found from its bytes, and told.
package enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "UTF-8"
    case utf8Marked = "UTF-8 with BOM"
    case gbk = "GBK"
    /// GBK with four-byte characters in it.
    case gb18030 = "GB18030"

    /// The bytes as UTF-8 without a byte order mark.
    ///
    /// UTF-8 is taken when every byte agrees with it, GBK or GB18030 when every byte agrees with that and the text
    /// looks like Chinese; all else is refused with what to do. `firstLine` is the number of the first line of `bytes`.
    static func decode(
        _ bytes: ArraySlice<UInt8>, firstLine: Int
    ) throws(InventoryFault) -> (encoding: TextEncoding, text: ArraySlice<UInt8>) {
        if let refusal = Signature.refusal(bytes) { throw InventoryFault(line: firstLine, refusal) }
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let body = marked ? bytes.dropFirst(3) : bytes
        let scan = UTF8Scan(body)
        guard let fault = scan.firstFault else { return (marked ? .utf8Marked : .utf8, body) }
        let line = firstLine + body[..<fault].count { $0 == UInt8(ascii: "\n") }
        if marked || scan.looksLikeUTF8 {
            throw InventoryFault(
                line: line,
                Bilingual(
                    zh: "文件是 UTF-8，但此行有损坏的字节；请从原文件重新导出。",
                    en: "The file is UTF-8 but has broken bytes on this line; export it again from its source."))
        }
        guard let text = GB18030.decode(body) else {
            throw InventoryFault(
                line: line,
                Bilingual(
                    zh: "此行既不是 UTF-8 也不是 GBK/GB18030；请另存为 UTF-8 编码的 CSV。",
                    en: "This line is neither UTF-8 nor GBK/GB18030; save the list as CSV in UTF-8."))
        }
        return (text.hasFourByteCharacters ? .gb18030 : .gbk, text.bytes[...])
    }
}

/// How well bytes agree with UTF-8.
struct UTF8Scan {
    /// Where the first byte is that UTF-8 does not allow; nil for good UTF-8.
    private(set) var firstFault: Int?
    /// Bytes above 127 that stand in well-formed characters of three or four bytes.
    private var wellFormed = 0
    private var high = 0

    /// Whether the bytes are UTF-8 with damage rather than another encoding.
    var looksLikeUTF8: Bool { wellFormed * 2 > high && wellFormed >= 6 }

    init(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { buffer in
            // The library's validation is compiled with speed even where this file is not.
            if String(validating: buffer, as: UTF8.self) != nil { return }
            scan(buffer)
        }
        if let fault = firstFault { firstFault = bytes.startIndex + fault }
    }

    private mutating func scan(_ buffer: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < buffer.count {
            let byte = buffer[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let length = byte < 0xC2 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 1
            let end = min(index + length, buffer.count)
            let character = UnsafeBufferPointer(rebasing: buffer[index..<end])
            if length > 1, end - index == length, String(validating: character, as: UTF8.self) != nil {
                if length > 2 { wellFormed += length }
                high += length
                index = end
            } else {
                if firstFault == nil { firstFault = index }
                high += 1
                index += 1
            }
        }
    }
}

/// Files that are not text at all, known by their first bytes.
private enum Signature {
    static func refusal(_ bytes: ArraySlice<UInt8>) -> Bilingual? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            return Bilingual(
                zh: "这是 Excel 工作簿；请在 Excel 中另存为“CSV UTF-8”。",
                en: "This is an Excel workbook; save the sheet as \"CSV UTF-8\" and send that.")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return Bilingual(
                zh: "文件是 UTF-16；请另存为 UTF-8 编码的 CSV。", en: "The file is UTF-16; save it as CSV in UTF-8.")
        }
        return nil
    }
}
