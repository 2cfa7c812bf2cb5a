/// Puts a mapping file's lines before a list, as PUBLISH reads them.
package enum ListDocument {
    /// - Parameters:
    ///   - mapping: A file of `%` lines; blank lines and `#` comments are left out.
    ///   - list: The list as it is, in its own encoding.
    /// - Throws: `usage` where the mapping holds anything else.
    package static func join(mapping: [UInt8]?, path: String, list: [UInt8]) throws(ClientError) -> [UInt8] {
        guard let mapping else { return list }
        var result: [UInt8] = []
        var number = 0
        for line in mapping.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            var line = line
            if number == 1, line.starts(with: mark) { line = line.dropFirst(3) }
            if line.last == 0x0D { line = line.dropLast() }
            let first = line.first { $0 != 0x20 && $0 != 0x09 }
            if first == nil || first == UInt8(ascii: "#") { continue }
            guard first == UInt8(ascii: "%") else {
                throw .usage(
                    zh: "\(path) 第 \(number) 行：映射文件每行以 % 开头，如 %map 仪器名称 = name；# 开头的是注释。",
                    en:
                        "\(path), line \(number): a line of a mapping begins with %, as %map Name = name; # begins a comment."
                )
            }
            result += line.drop { $0 == 0x20 || $0 == 0x09 }
            result.append(0x0A)
        }
        // The list keeps its own encoding, byte order mark and line numbers.
        return result + Array("%list\n".utf8) + list
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
