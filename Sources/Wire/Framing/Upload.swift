/// Collects the document that follows a request: lines of `+ text` up to a line with a single `.`.
///
/// A fault does not end the upload. It is remembered, the rest is read and dropped up to the `.`, and only then is the
/// request refused, so that no line of a document is ever taken for a command.
package struct Upload: Sendable {
    package enum Step: Sendable {
        case more
        /// The document's bytes, lines joined by LF, each line ended by one.
        case document([UInt8])
        case refused(WireError)
    }

    private let limit: Int
    private var bytes: [UInt8] = []
    private var lineNumber = 0
    private var fault: WireError?

    /// - Parameter fault: Set when the request itself is at fault: its document is read and dropped all the same.
    package init(limit: Int = Limits.upload, refusing fault: WireError? = nil) {
        self.limit = limit
        self.fault = fault
    }

    /// Bytes held, bounded by the limit.
    package var held: Int { bytes.count }

    /// Takes the next line, read with ``LineDecoder/Mode/document``.
    package mutating func take(_ line: DecodedLine) -> Step {
        switch line {
        case .line(let line):
            if line == [UInt8(ascii: ".")] {
                defer { self = Upload(limit: limit) }
                return fault.map(Step.refused) ?? .document(bytes)
            }
            lineNumber += 1
            if fault == nil { append(line) }
        case .tooLong:
            lineNumber += 1
            fail(
                .tooLong, zh: "文档第 \(lineNumber) 行超过 \(Limits.documentLine) 字节：请缩短，或换行拆开。",
                en:
                    "Line \(lineNumber) of the document is over \(Limits.documentLine) bytes: shorten it or break it up."
            )
        case .notUTF8:
            lineNumber += 1
            fail(
                .syntax, zh: "文档第 \(lineNumber) 行不是 UTF-8。", en: "Line \(lineNumber) of the document is not UTF-8.")
        }
        return .more
    }

    private mutating func append(_ line: [UInt8]) {
        guard line.first == UInt8(ascii: "+"), line.count == 1 || line[1] == 0x20 else {
            let quoted = snippet(line)
            return fail(
                .syntax,
                zh: "文档第 \(lineNumber) 行应以“+ ”开头，收到 \(quoted)；文档以单独一行“.”结束。",
                en:
                    "Line \(lineNumber) of the document must begin with \"+ \", not \(quoted); a line with a single . ends it."
            )
        }
        guard !line.contains(0) else {
            return fail(
                .syntax, zh: "文档第 \(lineNumber) 行含有 NUL 字节：请另存为 UTF-8 或 GB18030 文本。",
                en: "Line \(lineNumber) of the document holds a NUL byte: save the list as UTF-8 or GB18030 text.")
        }
        let text = line.dropFirst(2)
        guard bytes.count + text.count + 1 <= limit else {
            return fail(
                .tooLong, zh: "文档超过 \(limit) 字节：请分成几份，分别发布。",
                en: "The document is over \(limit) bytes: split it and publish the parts one by one.")
        }
        bytes.append(contentsOf: text)
        bytes.append(0x0A)
    }

    private mutating func fail(_ code: ErrorCode, zh: String, en: String) {
        guard fault == nil else { return }
        fault = WireError(code, zh: zh, en: en)
        bytes = []
    }
}
