package import Booking
import Wire

/// What an event becomes on the output: one line, whatever the form.
package struct EventView: Sendable {
    private let form: ReplyView.Form
    private let shown: ReplyView

    package init(form: ReplyView.Form, language: Language, terminal: Terminal, offset: String? = nil) {
        self.form = form
        shown = ReplyView(form: form, language: language, terminal: terminal, offset: offset)
    }

    /// One line with its LF; nil for what is no event.
    package func render(_ line: String) -> String? {
        guard let event = EventLine.read(line), event.word == "event" else { return nil }
        switch form {
        case .json: return JSONText.object(event.fields.map { ($0.name, $0.value) }) + "\n"
        // For programs without JSON: the wire's own fields, which any of its readers takes.
        case .tabs: return line.dropFirst("! event ".count) + "\n"
        case .tables: return sentence(event) + "\n"
        }
    }

    /// `2026-12-01 09:00  reserve  b1042 siom/sem-01  2026-12-02 09:00 – 13:00  (confirmed, acme/lin)`
    private func sentence(_ event: Line) -> String {
        var parts = [shown.shown(event["at"] ?? ""), TextWidth.pad(event["event"] ?? "", to: 8)]
        parts.append(["booking", "wait", "need", "instrument"].compactMap { event[$0] }.joined(separator: " "))
        if let period = period(event, "start", "end") { parts.append(period) }
        if let old = period(event, "was-start", "was-end") {
            parts.append((shown.language == .zh ? "原为 " : "was ") + old)
        }
        if let due = event["respond-by"] {
            parts.append((shown.language == .zh ? "答复期限 " : "answer by ") + shown.shown(due))
        }
        let rest = ["state", "account"].compactMap { event[$0] }
        if !rest.isEmpty { parts.append("(" + rest.joined(separator: ", ") + ")") }
        return ReplyView.oneLine(parts.joined(separator: "  "))
    }

    private func period(_ event: Line, _ start: String, _ end: String) -> String? {
        guard let start = event[start], let end = event[end] else { return nil }
        return shown.shown(start + "/" + end)
    }
}
