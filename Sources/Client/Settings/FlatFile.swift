/// Reads `key: value` lines, the flat part of YAML: comments, blank lines, and quotes around values.
package struct FlatFile: Sendable {
    package struct Entry: Hashable, Sendable {
        package let line: Int
        package let key: String
        package let value: String
    }

    package let entries: [Entry]

    /// - Parameter path: Named in messages.
    package init(_ text: String, path: String) throws(ClientError) {
        var entries: [Entry] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let content = Self.trim(line)
            if content.isEmpty || content.first == "#" || content == "---" { continue }
            guard let (key, rest) = Self.key(content), let value = Self.value(rest) else {
                throw .usage(
                    zh: "\(path) 第 \(number) 行应为 键: 值。", en: "\(path), line \(number): a line is key: value.")
            }
            if entries.contains(where: { $0.key == key }) {
                throw .usage(
                    zh: "\(path) 第 \(number) 行：\(key) 写了两次。", en: "\(path), line \(number): \(key) is given twice.")
            }
            entries.append(Entry(line: number, key: key, value: value))
        }
        self.entries = entries
    }

    package subscript(_ key: String) -> String? { entries.first { $0.key == key }?.value }

    private static func trim(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }

    private static func key(_ text: Substring) -> (String, Substring)? {
        if text.first == "\"" {
            guard let close = text.dropFirst().firstIndex(of: "\"") else { return nil }
            let after = text[text.index(after: close)...]
            guard after.first == ":" else { return nil }
            return (String(text[text.index(after: text.startIndex)..<close]), trim(after.dropFirst()))
        }
        guard let colon = text.firstRange(of: ": ")?.lowerBound ?? (text.last == ":" ? text.indices.last : nil),
            colon > text.startIndex
        else { return nil }
        return (String(text[..<colon]), trim(text[text.index(after: colon)...]))
    }

    private static func value(_ text: Substring) -> String? {
        for quote in ["\"", "'"] as [Character] where text.first == quote {
            guard let close = text.dropFirst().firstIndex(of: quote) else { return nil }
            let after = trim(text[text.index(after: close)...])
            guard after.isEmpty || after.first == "#" else { return nil }
            return String(text[text.index(after: text.startIndex)..<close])
        }
        let plain = text.firstRange(of: " #").map { trim(text[..<$0.lowerBound]) } ?? text
        return String(plain)
    }
}
