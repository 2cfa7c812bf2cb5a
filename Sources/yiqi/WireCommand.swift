import ArgumentParser
import Booking
import Client
import Wire

/// A subcommand that is one command of the wire.
protocol WireCommand: AsyncParsableCommand {
    static var verb: Verb { get }
    var common: CommonOptions { get }
    var subject: String? { get }
    /// By their wire names.
    var fields: [(String, String?)] { get }
    /// What follows the request, for uploads.
    func document() throws(ClientError) -> FramedDocument?
    /// Writes what a reply holds to a file, where one was named; whether it did.
    func keep(_ reply: ParsedReply) throws(ClientError) -> Bool
    /// Shows a reply in another way than others are shown; nil for the usual way.
    func picture(_ reply: ParsedReply, _ language: Language, _ terminal: Terminal) throws(ClientError) -> String?
}

extension WireCommand {
    static var configuration: CommandConfiguration { describe(verb) }

    /// What HELP says of a command, as a subcommand's description.
    static func describe(_ verb: Verb) -> CommandConfiguration {
        let spec = CommandTable.lookup(verb)
        var lines = spec.constraints.map { asOptions($0.text[language], verb) }
        let roles = spec.roles.map(\.rawValue).joined(separator: ", ")
        if !spec.isPublic { lines.append(say("需登录：\(roles)。", "Signed in as: \(roles).")) }
        return CommandConfiguration(
            commandName: verb.rawValue.lowercased(), abstract: asOptions(spec.summary[language], verb),
            discussion: lines.joined(separator: "\n"))
    }

    var subject: String? { nil }
    var fields: [(String, String?)] { [] }

    func document() throws(ClientError) -> FramedDocument? { nil }

    func keep(_ reply: ParsedReply) throws(ClientError) -> Bool { false }

    func picture(_ reply: ParsedReply, _ language: Language, _ terminal: Terminal) throws(ClientError) -> String? {
        nil
    }

    mutating func run() async throws {
        let settings = try common.configuration()
        // What is wrong with the words alone is told without a daemon.
        let anytime = WallClock(day: Day(number: 0), minute: 0)
        _ = try RequestBuilder.build(Self.verb, subject: subject, fields: fields, times: HumanTime(now: anytime))
        let document = try document()
        settings.warn()
        var caller = settings.caller
        let greeting = try await caller.greeting()
        let times = HumanTime(greeting: greeting) ?? HumanTime(now: anytime)
        let request = try RequestBuilder.build(Self.verb, subject: subject, fields: fields, times: times)
        let progress = Progress(of: document)
        let reply = try await caller.call(request, document: document, progress: progress.show)
        progress.clear()
        await caller.close()
        try show(reply, settings.language, offset: greeting["time"].map { String($0.suffix(6)) })
    }

    func show(_ reply: ParsedReply, _ language: Language, offset: String?) throws {
        if reply.succeeded, try keep(reply) { return }
        let terminal = Output.terminal(1)
        if !common.json, !common.tabs, reply.succeeded, let picture = try picture(reply, language, terminal) {
            return Output.write(picture)
        }
        let view = ReplyView(form: common.form(terminal), language: language, terminal: terminal, offset: offset)
        let rendered = try view.render(reply, of: CommandTable.lookup(Self.verb))
        Output.write(rendered.output)
        Output.note(rendered.notes)
        if rendered.status != .done { throw ExitCode(rendered.status.rawValue) }
    }
}

/// How far an upload is, on standard error, if that is a terminal and there is much to send.
struct Progress {
    private let isShown: Bool

    init(of document: FramedDocument?) {
        isShown = (document?.bytes.count ?? 0) > 200_000 && Output.terminal(2).isTerminal
    }

    func show(_ sent: Int, of total: Int) {
        guard isShown, total > 0 else { return }
        Output.note("\r\(say("发送", "sending")) \(sent / 1_024)/\(total / 1_024) KiB (\(sent * 100 / total)%)")
    }

    func clear() {
        if isShown { Output.note("\r\u{1B}[K") }
    }
}
