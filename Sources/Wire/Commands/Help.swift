package import Booking

extension CommandTable {
    /// What HELP answers, line by line.
    ///
    /// - Parameter verb: Nil for the list of commands.
    package static func help(_ verb: Verb?, _ language: Language) -> [String] {
        guard let verb else { return overview(language) }
        return explain(lookup(verb), language)
    }

    private static func overview(_ language: Language) -> [String] {
        let say = Say(language)
        var lines = [
            say(
                "一行一条命令：命令名 对象 字段=值 …；带空格的值加引号。",
                "One command a line: WORD subject field=value …; quote values with spaces.")
        ]
        for group in CommandSpec.Group.allCases {
            lines += ["", group.title[language]]
            for spec in all where spec.group == group {
                let word = spec.verb.rawValue
                lines.append("  \(word)\(String(repeating: " ", count: 11 - word.count)) \(spec.summary[language])")
            }
        }
        return lines + [
            "", say("输入 HELP 命令名 看一条命令的全部字段和回复。", "HELP and a command's name explains all its fields and replies."),
        ]
    }

    private static func explain(_ spec: CommandSpec, _ language: Language) -> [String] {
        let say = Say(language)
        var lines = [usage(spec), "  \(spec.summary[language])", "  \(who(spec, say))"]
        if let subject = spec.subject {
            lines += ["", say("对象", "Subject")]
            lines += entry(
                subject.label, subject.kind, subject.help, note: subject.isRequired ? nil : say("可省", "optional"),
                language)
        }
        if !spec.fields.isEmpty { lines += ["", say("字段", "Fields")] }
        for field in spec.fields {
            var notes = [field.isRequired ? say("必填", "required") : say("可省", "optional")]
            if let subjects = field.subjects { notes.insert(subjects.joined(separator: "|"), at: 0) }
            lines += entry(field.name + "=", field.kind, field.help, note: notes.joined(separator: ", "), language)
        }
        lines += spec.constraints.map { "  \($0.text[language])" }
        lines += ["", say("回复", "Replies")]
        for reply in spec.replies { lines += ["  \(reply.line)", "      \(reply.help[language])"] }
        return lines + ["", say("例", "Examples")] + spec.examples.map { "  \($0)" }
    }

    /// The command in one line, as `FREE instrument from= to= [for=]`.
    package static func usage(_ spec: CommandSpec) -> String {
        var words = [spec.verb.rawValue]
        if let subject = spec.subject { words.append(subject.isRequired ? subject.label : "[\(subject.label)]") }
        var named: Set<String> = []
        for field in spec.fields where named.insert(field.name).inserted {
            let always = field.isRequired && field.subjects == nil
            words.append(always ? "\(field.name)=" : "[\(field.name)=]")
        }
        return words.joined(separator: " ") + (spec.takesDocument ? " + document" : "")
    }

    private static func entry(
        _ name: String, _ kind: ValueKind, _ help: Bilingual, note: String?, _ language: Language
    ) -> [String] {
        let mark = note.map { language == .zh ? "（\($0)）" : " (\($0))" } ?? ""
        return ["  \(name)\(mark)  \(help[language])", "      \(kind.shape[language])"]
    }

    private static func who(_ spec: CommandSpec, _ say: Say) -> String {
        let roles = spec.roles.map(\.rawValue).joined(separator: ", ")
        return spec.isPublic
            ? say("人人可用，无需登录。", "Open to everyone, no sign-in.") : say("需登录：\(roles)。", "Signed in as: \(roles).")
    }
}

private struct Say {
    let language: Language
    init(_ language: Language) { self.language = language }
    func callAsFunction(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}

extension CommandSpec.Group {
    package var title: Bilingual {
        switch self {
        case .session: Bilingual(zh: "会话", en: "Session")
        case .look: Bilingual(zh: "查看", en: "Look")
        case .book: Bilingual(zh: "预约", en: "Book")
        case .lab: Bilingual(zh: "管理仪器", en: "Run a lab")
        case .office: Bilingual(zh: "管理机构与账户", en: "Offices and accounts")
        }
    }
}

extension Constraint {
    package var text: Bilingual {
        switch self {
        case .exactlyOne(let names):
            Bilingual(zh: "\(Self.list(names, "、")) 必须且只能写一个", en: "exactly one of \(Self.list(names, ", "))")
        case .atMostOne(let names):
            Bilingual(zh: "\(Self.list(names, "、")) 至多写一个", en: "at most one of \(Self.list(names, ", "))")
        case .together(let names):
            Bilingual(zh: "\(Self.list(names, "、")) 要写就一起写", en: "\(Self.list(names, ", ")) go together")
        case .needs(let name, let names):
            Bilingual(
                zh: "\(name)= 要与 \(Self.list(names, "、")) 一起写", en: "\(name)= goes only with \(Self.list(names, ", "))")
        }
    }

    private static func list(_ names: [String], _ separator: String) -> String {
        names.map { $0 + "=" }.joined(separator: separator)
    }
}
