/// The settings file that says everything: each key with its default, what may be written, why it is there, and what
/// follows from it. `Config/yiqid.yaml` is this text; a test holds them together.
package enum AnnotatedFile {
    package static var text: String {
        var lines = [
            "# Settings of yiqid. Every key is shown with its default; a file may leave out all that it does not change.",
            "# Flags (--set key=value) go over the environment (listen.port is YIQID_LISTEN_PORT), that over this file,",
            "# and this file over the defaults. `yiqid check-config --config FILE` judges a file without starting.",
        ]
        var section = ""
        for spec in SettingTable.all {
            let parts = spec.key.split(separator: ".", maxSplits: 1).map(String.init)
            let indent = parts.count == 2 ? "  " : ""
            if parts.count == 1 || parts[0] != section {
                section = parts[0]
                lines.append("")
                if parts.count == 2 { lines.append("\(section):") }
            }
            lines += wrapped(spec.reason + " " + spec.consequence, indent)
            lines += wrapped("Allowed: \(spec.allowed).", indent)
            lines.append("\(indent)\(parts.last!): \(scalar(spec.defaultText))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Quoted where YAML would read something else into it.
    private static func scalar(_ text: String) -> String {
        text.isEmpty || text.contains(": ") || text.contains(" #") ? "\"\(text)\"" : text
    }

    private static func wrapped(_ text: String, _ indent: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent.count + 2 + line.count + 1 + word.count > 116 {
                lines.append("\(indent)# \(line)")
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return lines + ["\(indent)# \(line)"]
    }
}
