internal import Glibc
package import Logging

/// Writes log lines to stderr: for people, or an object a line for collectors.
package struct DaemonLog: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let label: String
    private let format: Settings.Log.Format

    package init(label: String, _ settings: Settings.Log) {
        self.label = label
        format = settings.format
        logLevel = Logger.Level(rawValue: settings.level.rawValue) ?? .info
    }

    /// To be called once, before the first line.
    package static func install(_ settings: Settings.Log) {
        LoggingSystem.bootstrap { DaemonLog(label: $0, settings) }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        var line = ""
        switch format {
        case .text:
            line = "\(Self.now()) \(event.level) \(Self.oneLine("\(event.message)"))"
            for (key, value) in facts { line += " \(key)=\(Self.oneLine("\(value)"))" }
        case .json:
            line = "{\"time\":\"\(Self.now())\",\"level\":\"\(event.level)\",\"logger\":\(Self.quoted(label))"
            line += ",\"message\":\(Self.quoted("\(event.message)"))"
            for (key, value) in facts { line += ",\(Self.quoted(key)):\(Self.quoted("\(value)"))" }
            line += "}"
        }
        line += "\n"
        // One call a line, so that lines of several threads do not mix.
        let bytes = Array(line.utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    /// UTC, milliseconds.
    private static func now() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var parts = tm()
        gmtime_r(&time.tv_sec, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        let milliseconds = "\(1000 + time.tv_nsec / 1_000_000)".dropFirst()
        return "\(date)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)).\(milliseconds)Z"
    }

    /// What a client sent may be in a message; it must not forge a line of its own.
    private static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }))
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
