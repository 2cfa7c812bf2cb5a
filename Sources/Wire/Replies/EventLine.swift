/// A line that nobody asked for by itself: `! word field=value …`, in the stream that WATCH opens.
package enum EventLine {
    /// Appends one line with its LF.
    package static func write(
        _ word: String, to bytes: inout [UInt8], _ fields: (inout FieldWriter) -> Void
    ) {
        bytes.append(contentsOf: "! ".utf8)
        bytes.append(contentsOf: word.utf8)
        var writer = FieldWriter(bytes: bytes)
        fields(&writer)
        bytes = writer.bytes
        bytes.append(0x0A)
    }

    /// Reads one, without its LF; nil for a line that is no event.
    package static func read(_ line: String) -> Line? {
        guard line.hasPrefix("! ") else { return nil }
        return try? Line.parse(String(line.dropFirst(2)))
    }
}
