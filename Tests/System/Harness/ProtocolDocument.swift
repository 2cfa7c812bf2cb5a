/// The protocol document, as far as tests read it.
struct ProtocolDocument: Sendable {
    enum Step: Sendable {
        case send(String, line: Int)
        /// `…` in it stands for any text; alone it stands for any number of lines.
        case expect(String, line: Int)
        /// The first line of a connection.
        case greet(String, line: Int)
    }

    /// All transcripts in their order.
    let steps: [Step]
    /// What stands under each heading of a command, transcripts included.
    let sections: [String: [String]]

    static func read() throws -> ProtocolDocument {
        let path = Programs.repository + "/Sources/Wire/Wire.docc/Protocol.md"
        return ProtocolDocument(String(decoding: try readBytes(path), as: UTF8.self))
    }

    private init(_ text: String) {
        var steps: [Step] = []
        var sections: [String: [String]] = [:]
        var heading = ""
        var isTranscript = false
        var isFirst = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = String(line)
            if line.hasPrefix("```") {
                isTranscript = line == "```transcript"
                isFirst = isTranscript
                continue
            }
            if line.hasPrefix("#") { heading = line.hasPrefix("### ") ? String(line.dropFirst(4)) : "" }
            sections[heading, default: []].append(line)
            guard isTranscript else { continue }
            let said = String(line.dropFirst(3))
            if line.hasPrefix("C: ") {
                steps.append(.send(said, line: index + 1))
            } else if isFirst, said.hasPrefix("OK yiqi/") {
                steps.append(.greet(said, line: index + 1))
            } else {
                steps.append(.expect(said, line: index + 1))
            }
            isFirst = false
        }
        self.steps = steps
        self.sections = sections
    }

    /// The transcripts by what the daemon's clock shows: a greeting with a time of day, `time=2026-12-02T13:40:…`, begins
    /// a part that is played on a daemon started then; one without, `time=2026-12-01T…`, goes on as the story began.
    var parts: [(clock: String, steps: [Step])] {
        var parts: [(clock: String, steps: [Step])] = []
        for step in steps {
            if case .greet(let pattern, _) = step, let found = pattern.firstRange(of: "time=") {
                let time = pattern[found.upperBound...].prefix { $0 != "…" && $0 != " " }
                let clock = time.count == 17 ? "\(time)00+08:00" : DaemonProcess.start
                if parts.last?.clock != clock { parts.append((clock, [])) }
            }
            guard !parts.isEmpty else { continue }
            parts[parts.count - 1].steps.append(step)
        }
        return parts
    }

    /// Whether `line` is what `pattern` describes; trailing spaces do not count.
    static func matches(_ line: String, _ pattern: String) -> Bool {
        var rest = line.trimmed[...]
        let parts = pattern.trimmed.split(separator: "…", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == 0 {
                guard rest.hasPrefix(part) else { return false }
                rest = rest.dropFirst(part.count)
            } else if index == parts.count - 1 {
                return rest.hasSuffix(part)
            } else {
                guard let found = rest.firstRange(of: part) else { return part.isEmpty }
                rest = rest[found.upperBound...]
            }
        }
        return rest.isEmpty
    }
}

extension String {
    fileprivate var trimmed: String {
        var end = self[...]
        while end.last == " " { end.removeLast() }
        return String(end)
    }
}
