import Wire

/// A document as an upload wants it: each line behind `+ `, a single `.` at the end.
package struct FramedDocument: Sendable {
    package let bytes: [UInt8]

    /// - Parameter verbatim: Framed already.
    package init(verbatim: [UInt8]) { bytes = verbatim }

    /// - Parameter document: Bytes in any encoding that keeps LF for itself, with LF or CRLF.
    /// - Throws: `usage` for a line that is too long to be sent.
    package init(_ document: [UInt8]) throws(ClientError) {
        var framed: [UInt8] = []
        framed.reserveCapacity(document.count + document.count / 16 + 16)
        var number = 0
        for line in document.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            // What follows the last LF is no line if it is empty.
            if line.isEmpty, line.endIndex == document.endIndex { break }
            guard line.count + 3 <= Limits.documentLine else {
                throw .usage(
                    zh: "文件第 \(number) 行超过 \(Limits.documentLine) 字节，发不出去：请检查换行。",
                    en: "Line \(number) of the file is over \(Limits.documentLine) bytes and cannot be sent: "
                        + "look at its line ends.")
            }
            framed += [0x2B, 0x20]
            framed += line
            framed.append(0x0A)
        }
        framed += [0x2E, 0x0A]
        bytes = framed
    }

    /// Pieces small enough to show progress by.
    var chunks: [ArraySlice<UInt8>] {
        stride(from: 0, to: bytes.count, by: 65_536).map { bytes[$0..<min($0 + 65_536, bytes.count)] }
    }
}
