package import Booking
package import Wire

/// What a reply becomes on the two outputs, and what the program ends with.
package struct Rendered: Hashable, Sendable {
    package var output: String
    package var notes: String
    package var status: ExitStatus

    package init(output: String, notes: String, status: ExitStatus) {
        self.output = output
        self.notes = notes
        self.status = status
    }
}

/// Turns replies into text for people, or for programs.
package struct ReplyView: Sendable {
    package enum Form: Sendable {
        /// Aligned tables, on a terminal.
        case tables
        /// Tab-separated, a line of wire names before each kind of record: when the output is no terminal.
        case tabs
        /// One JSON document.
        case json
    }

    package let form: Form
    package let language: Language
    package let terminal: Terminal
    /// The zone's offset as the greeting has it; times that have it are shown without.
    package let offset: String?

    package init(form: Form, language: Language, terminal: Terminal, offset: String? = nil) {
        self.form = form
        self.language = language
        self.terminal = terminal
        self.offset = offset
    }

    package func render(_ reply: ParsedReply, of spec: CommandSpec) throws(ClientError) -> Rendered {
        let status = reply.succeeded ? ExitStatus.done : .refused
        let isDocument = spec.givesDocument && reply.succeeded
        let records = isDocument ? [] : try self.records(reply)
        if form == .json {
            return Rendered(
                output: json(reply, records, isDocument ? reply.lines : nil, spec) + "\n", notes: "", status: status)
        }
        if isDocument {
            let lines = terminal.isTerminal ? reply.lines.map(Self.harmless) : reply.lines
            let notes = reply.fields.isEmpty ? "" : summary(reply.fields) + "\n"
            return Rendered(output: lines.map { $0 + "\n" }.joined(), notes: notes, status: status)
        }
        var output = ""
        for group in groups(records) {
            output += form == .tabs ? tabs(group, spec) : tables(group, spec)
        }
        guard reply.succeeded else { return Rendered(output: output, notes: refusal(reply), status: status) }
        if form == .tabs {
            if records.isEmpty, !reply.fields.isEmpty {
                output += tabs([Line(word: "ok", fields: reply.fields)], spec)
            }
            return Rendered(output: output, notes: "", status: status)
        }
        if !reply.fields.isEmpty {
            let isCount = reply.fields.allSatisfy { ["count", "after"].contains($0.name) }
            output += isCount ? Tint.faint.paint(summary(reply.fields), terminal) + "\n" : list(reply.fields)
        } else if records.isEmpty {
            output += language == .zh ? "好。\n" : "Done.\n"
        }
        return Rendered(output: output, notes: "", status: status)
    }

    private func records(_ reply: ParsedReply) throws(ClientError) -> [Line] {
        do {
            return try reply.records()
        } catch {
            throw ClientError(.foreign, zh: error.message.zh, en: error.message.en)
        }
    }

    /// What the client says of an `ERR`.
    private func refusal(_ reply: ParsedReply) -> String {
        var lines = [Tint.bad.paint("yiqi: ", terminal) + (reply["message"] ?? reply.finalLine)]
        let rest = reply.fields.filter { $0.name != "message" && $0.name != "rule" }
        if !rest.isEmpty { lines.append("  " + summary(rest)) }
        if reply.errorCode == .auth {
            lines.append(language == .zh ? "  先登录：yiqi login" : "  Sign in first: yiqi login")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: JSON

    private func json(_ reply: ParsedReply, _ records: [Line], _ document: [String]?, _ spec: CommandSpec) -> String {
        var members = ["\"ok\":\(reply.succeeded)"]
        if case .err(let code) = reply.final { members.append("\"code\":\(JSONText.string(code))") }
        members.append("\"result\":" + JSONText.object(reply.fields.map { ($0.name, $0.value) }))
        if let document {
            members.append("\"document\":" + JSONText.string(document.map { $0 + "\n" }.joined()))
        } else {
            let items = records.map { record in
                JSONText.object([("record", record.word)] + columns(of: record, spec))
            }
            members.append("\"records\":" + JSONText.array(items))
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    // MARK: Tables

    /// Records by kind, in order of first appearance.
    private func groups(_ records: [Line]) -> [[Line]] {
        var groups: [[Line]] = []
        var places: [String: Int] = [:]
        for record in records {
            if let place = places[record.word] {
                groups[place].append(record)
            } else {
                places[record.word] = groups.count
                groups.append([record])
            }
        }
        return groups
    }

    /// A record's names and values; its subject goes by the name that the command table gives it.
    private func columns(of record: Line, _ spec: CommandSpec) -> [(String, String)] {
        let fields = record.fields.map { ($0.name, $0.value) }
        guard let subject = record.subject else { return fields }
        return [(spec.subjectName(of: record), subject)] + fields
    }

    private func tabs(_ group: [Line], _ spec: CommandSpec) -> String {
        let (names, rows) = grid(group, spec)
        let all = [["record"] + names] + rows.map { [group[0].word] + $0 }
        return all.map { $0.map(Self.oneLine).joined(separator: "\t") + "\n" }.joined()
    }

    private func tables(_ group: [Line], _ spec: CommandSpec) -> String {
        let (names, rows) = grid(group, spec)
        // One record with much to say reads better downwards.
        if group.count == 1, names.count > 6 {
            return list(zip(names, rows[0]).filter { !$0.1.isEmpty }.map { Field($0.0, $0.1) }) + "\n"
        }
        let figures = names.indices.filter {
            ["price", "count", "instruments", "units", "days", "line"].contains(names[$0])
        }
        let layout = TableLayout(
            headings: names.map { Headings.of($0, language) }, rows: rows.map { $0.map { Self.oneLine(shown($0)) } },
            figures: Set(figures), wrapsLast: names.last == "message")
        var blocks = layout.blocks(width: terminal.width)
        blocks[0] = blocks[0].map { Tint.strong.paint($0, terminal) }
        if let pass = names.firstIndex(of: "pass") {
            for (index, row) in rows.enumerated() where row[pass] == "no" {
                blocks[index + 1] = blocks[index + 1].map { Tint.bad.paint($0, terminal) }
            }
        }
        return blocks.joined().map { $0 + "\n" }.joined() + "\n"
    }

    private func grid(_ group: [Line], _ spec: CommandSpec) -> (names: [String], rows: [[String]]) {
        var names: [String] = []
        let all = group.map { columns(of: $0, spec) }
        for row in all { for (name, _) in row where !names.contains(name) { names.append(name) } }
        let order = spec.columnOrder(of: group[0].word)
        names = names.enumerated().sorted { a, b in
            let first = order[a.element] ?? order.count
            let second = order[b.element] ?? order.count
            return (first, a.offset) < (second, b.offset)
        }.map(\.element)
        // A sentence stands best where there is room.
        if let message = names.firstIndex(of: "message") { names.append(names.remove(at: message)) }
        return (names, all.map { row in names.map { name in row.first { $0.0 == name }?.1 ?? "" } })
    }

    private func list(_ fields: [Field]) -> String {
        let names = fields.map { Headings.of($0.name, language) }
        let width = names.map { TextWidth.of($0) }.max() ?? 0
        return zip(names, fields).map { name, field in
            Tint.faint.paint(TextWidth.pad(name, to: width), terminal) + "  " + Self.oneLine(shown(field.value)) + "\n"
        }.joined()
    }

    private func summary(_ fields: [Field]) -> String {
        fields.map { "\(Headings.of($0.name, language)) \(Self.oneLine(shown($0.value)))" }.joined(separator: "  ")
    }

    /// `2026-12-02T09:00:00+08:00` as `2026-12-02 09:00`, with its offset only if that is not the zone's.
    func shown(_ value: String) -> String {
        if value.utf8.count == 51, let slash = value.firstIndex(of: "/") {
            let start = shown(String(value[..<slash]))
            let end = shown(String(value[value.index(after: slash)...]))
            // The day is not said twice.
            return start + " – " + (end.prefix(11) == start.prefix(11) ? end.dropFirst(11) : end[...])
        }
        guard value.utf8.count == 25, value.dropFirst(16).hasPrefix(":"), let clock = WallClock(wire: value) else {
            return value
        }
        let offset = String(value.suffix(6))
        return "\(clock.day) \(clock.time)" + (offset == self.offset ? "" : " \(offset)")
    }

    static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }

    /// Text that cannot steer a terminal.
    private static func harmless(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map {
                    $0.value < 0x20 && $0.value != 0x09 || (0x7F...0x9F).contains($0.value) ? "\u{FFFD}" : $0
                }))
    }
}

extension CommandSpec {
    /// Where the documentation of the replies puts each field of a kind of record.
    func columnOrder(of word: String) -> [String: Int] {
        var order: [String: Int] = [:]
        for reply in replies {
            let words = reply.line.split(separator: " ")
            guard words.count > 2, words[0] == "+", words[1] == word else { continue }
            for name in words.dropFirst(2).map({ $0.filter { !"[]=".contains($0) } }) where order[name] == nil {
                order[name] = order.count
            }
        }
        return order
    }

    /// What the subject of a record is called: the word after it in the reply's documentation.
    func subjectName(of record: Line) -> String {
        for reply in replies {
            let words = reply.line.split(separator: " ")
            guard words.count > 2, words[0] == "+", words[1] == record.word else { continue }
            let name = String(words[2])
            if !name.contains("="), record[name] == nil { return name }
        }
        return "subject"
    }
}
