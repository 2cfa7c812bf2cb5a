extension Line {
    /// Reads one line of the grammar, without its LF, in one pass over its bytes, which must be UTF-8.
    ///
    /// More than one space between tokens, and spaces at the end, are let pass: people type them.
    /// - Throws: `syntax`, with the place and the cure.
    package static func parse(_ bytes: [UInt8]) throws(WireError) -> Line {
        var parser = LineParser(bytes)
        return try parser.parse()
    }

    /// Reads a line given as text.
    package static func parse(_ text: String) throws(WireError) -> Line { try parse(Array(text.utf8)) }
}

/// One pass over the bytes of a line. Indices are checked by the array; nothing is looked at twice but a token's name.
private struct LineParser {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func parse() throws(WireError) -> Line {
        var line = Line(word: try word())
        var first = true
        while skipSpaces() {
            let start = index
            if let name = fieldName() {
                guard line.fields.count < Limits.fields else { throw tooManyFields() }
                line.fields.append(Field(name, try value(of: name)))
            } else {
                let text = try value(of: nil)
                guard first else { throw strayValue(text, at: start) }
                line.subject = text
            }
            first = false
        }
        return line
    }

    private mutating func word() throws(WireError) -> String {
        while index < bytes.count, isWord(bytes[index]) { index += 1 }
        guard index > 0 else { throw noWord() }
        guard index == bytes.count || bytes[index] == 0x20 else {
            throw fault(
                at: index, zh: "命令名只含英文字母、数字和连字符，其后是空格",
                en: "a word is letters, digits and hyphens, then a space")
        }
        return text(0..<index)
    }

    /// Moves to the next token; false at the end of the line.
    private mutating func skipSpaces() -> Bool {
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        return index < bytes.count
    }

    /// Takes `name=` if the token begins so; otherwise takes nothing.
    private mutating func fieldName() -> String? {
        let start = index
        var end = start
        guard (0x61...0x7A).contains(bytes[end]) else { return nil }
        while end < bytes.count, isName(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == 0x3D else { return nil }
        index = end + 1
        return text(start..<end)
    }

    private mutating func value(of name: String?) throws(WireError) -> String {
        if index < bytes.count, bytes[index] == 0x22 { return try quoted() }
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if Printer.isPlain(byte) || byte > 0x7F && !isControl(at: index) {
                index += 1
            } else if byte == 0x20 {
                break
            } else {
                throw badAtom(name)
            }
        }
        guard index > start else {
            throw fault(
                at: index, zh: "\(name ?? "")= 后面没有值；空值写作 \(name ?? "")=\"\"",
                en: "there is no value after \(name ?? "")=; an empty one is written \(name ?? "")=\"\"")
        }
        return text(start..<index)
    }

    private mutating func quoted() throws(WireError) -> String {
        let open = index
        index += 1
        var start = index
        // Most values have no escape and are taken in one piece.
        var pieces: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22 {
                pieces.append(contentsOf: bytes[start..<index])
                index += 1
                guard index == bytes.count || bytes[index] == 0x20 else {
                    throw fault(
                        at: index, zh: "右引号之后应是空格；值里的引号写作 \\\"",
                        en: "a closing quote is followed by a space; a quote inside a value is written \\\"")
                }
                return String(decoding: pieces, as: UTF8.self)
            }
            if byte == 0x5C {
                pieces.append(contentsOf: bytes[start..<index])
                pieces.append(try escape())
                start = index
            } else if isControl(at: index) {
                throw control()
            } else {
                index += 1
            }
        }
        throw fault(at: open, zh: "这里的引号没有收尾", en: "the quote that opens here is never closed")
    }

    private mutating func escape() throws(WireError) -> UInt8 {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        let result: UInt8
        switch next {
        case 0x22, 0x5C: result = next
        case UInt8(ascii: "n"): result = 0x0A
        case UInt8(ascii: "r"): result = 0x0D
        case UInt8(ascii: "t"): result = 0x09
        default:
            throw fault(
                at: index, zh: "反斜杠之后只能是 \" \\ n r t；反斜杠本身写作 \\\\",
                en: "a backslash is followed by \" \\ n r or t; a backslash itself is written \\\\")
        }
        index += 2
        return result
    }

    private func isWord(_ byte: UInt8) -> Bool { isName(byte) || (0x41...0x5A).contains(byte) }

    private func isName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }

    private func isControl(at index: Int) -> Bool {
        let byte = bytes[index]
        if byte < 0x20 || byte == 0x7F { return true }
        return byte == 0xC2 && index + 1 < bytes.count && bytes[index + 1] < 0xA0
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

// What can be wrong, and how it is said.
extension LineParser {
    private func fault(at place: Int, zh: String, en: String) -> WireError {
        // Columns are counted in characters, as an editor shows them.
        let column = 1 + bytes[..<place].count { $0 & 0xC0 != 0x80 }
        return WireError(.syntax, zh: "第 \(column) 个字符处：\(zh)。", en: "At character \(column), \(en).")
    }

    private func noWord() -> WireError {
        if bytes.allSatisfy({ $0 == 0x20 }) {
            return WireError(
                .syntax, zh: "这一行是空的：请写一条命令，例如 HELP。", en: "The line is empty: write a command, such as HELP.")
        }
        if let first = bytes.first, first == UInt8(ascii: "+") || first == UInt8(ascii: ".") && bytes.count == 1 {
            return WireError(
                .syntax, zh: "文档行只能跟在 PUBLISH 之后：请先发命令行。",
                en: "A document line can only follow a command that takes one: send PUBLISH first.")
        }
        let quoted = snippet(bytes)
        return WireError(
            .syntax, zh: "一行以命令名开头（英文字母），不能以 \(quoted) 开头：输入 HELP 看全部命令。",
            en: "A line begins with a command's name, not with \(quoted): HELP lists the commands.")
    }

    private func control() -> WireError {
        let byte = bytes[index]
        let hex = String(byte == 0xC2 ? bytes[index + 1] : byte, radix: 16, uppercase: true)
        return fault(
            at: index, zh: "有不可见的控制字符（U+\(String(repeating: "0", count: 4 - hex.count))\(hex)）；请删去，换行写作 \\n，制表写作 \\t",
            en: "there is a control character (U+\(String(repeating: "0", count: 4 - hex.count))\(hex)); "
                + "take it out, or write \\n for a new line and \\t for a tab")
    }

    private func badAtom(_ name: String?) -> WireError {
        guard bytes[index] == 0x22 || bytes[index] == 0x5C else { return control() }
        let shape = name.map { "\($0)=\"…\"" } ?? "\"…\""
        return fault(
            at: index, zh: "引号和反斜杠只能在加引号的值里：写作 \(shape)，其中的引号写作 \\\"，反斜杠写作 \\\\",
            en: "a quote or backslash stands only in a quoted value: write \(shape), with \\\" and \\\\ inside")
    }

    private func strayValue(_ text: String, at place: Int) -> WireError {
        let quoted = snippet(text)
        if let equals = text.utf8.firstIndex(of: 0x3D), text[..<equals].utf8.allSatisfy(isWord) {
            return fault(
                at: place, zh: "字段名应为小写字母开头：\(quoted)", en: "a field's name is in lower case: \(quoted)")
        }
        return fault(
            at: place, zh: "多出一个值 \(quoted)：带空格的值要加引号，例如 name=\"a b\"，对象紧跟命令名",
            en: "there is a stray value \(quoted): quote a value with spaces, as name=\"a b\", and put the subject "
                + "right after the word")
    }

    private func tooManyFields() -> WireError {
        fault(at: index, zh: "字段超过 \(Limits.fields) 个", en: "there are more than \(Limits.fields) fields")
    }
}
