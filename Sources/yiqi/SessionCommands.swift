import ArgumentParser
import Booking
import Client
import Wire

struct Status: WireCommand {
    static let verb = Verb.status
    @OptionGroup var common: CommonOptions
}

struct Ping: WireCommand {
    static let verb = Verb.ping
    @OptionGroup var common: CommonOptions
}

/// Of a connection only, and a subcommand has one to itself: there for completeness, and for scripts.
struct Lang: WireCommand {
    static let verb = Verb.lang
    static var configuration: CommandConfiguration {
        var configuration = describe(verb)
        configuration.shouldDisplay = false
        return configuration
    }
    @Argument(help: about(.lang)) var choice: String
    @OptionGroup var common: CommonOptions
    var subject: String? { choice }
}

/// See ``Lang``.
struct Quit: WireCommand {
    static let verb = Verb.quit
    static var configuration: CommandConfiguration {
        var configuration = describe(verb)
        configuration.shouldDisplay = false
        return configuration
    }
    @OptionGroup var common: CommonOptions
}

struct Auth: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "auth", abstract: say("看以谁的身份登录，令牌何时到期。", "See who the token signs in, and when it ends."))
    }
    @Option(help: about(.auth, "token")) var token: String?
    @OptionGroup var common: CommonOptions

    mutating func run() async throws {
        let settings = try common.configuration(token: token)
        settings.warn()
        var caller = settings.caller
        let reply = try await caller.authenticate()
        await caller.close()
        let terminal = Output.terminal(1)
        let view = ReplyView(form: common.form(terminal), language: settings.language, terminal: terminal)
        let rendered = try view.render(reply, of: CommandTable.lookup(.auth))
        Output.write(rendered.output)
        Output.note(rendered.notes)
        if rendered.status != .done { throw ExitCode(rendered.status.rawValue) }
    }
}

/// Help on a subcommand; with `--wire`, what the daemon says of its own commands.
struct Help: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "help",
            abstract: say("说明一个子命令；--wire 显示协议命令。", "Explain a subcommand; with --wire, a protocol command."))
    }
    @Flag(help: ArgumentHelp(say("问服务器：协议命令的 HELP", "ask the daemon: the protocol's HELP"))) var wire = false
    @Argument(help: about(.help)) var verb: String?
    @OptionGroup var common: CommonOptions

    mutating func run() async throws {
        if wire {
            var asked = WireHelp()
            asked.common = common
            asked.verb = verb
            return try await asked.run()
        }
        guard let verb else { return Output.write(Yiqi.helpMessage() + "\n") }
        let wanted = verb.lowercased()
        let subcommands = Yiqi.configuration.groupedSubcommands.flatMap { $0.subcommands }
        guard let found = subcommands.first(where: { $0.configuration.commandName == wanted }) else {
            let near = NearMatch.of(wanted, in: subcommands.compactMap { $0.configuration.commandName })
            throw ClientError.usage(
                zh: "没有子命令 \(snippet(verb))\(near.map { "，是不是 \($0)？" } ?? "：yiqi help 列出全部。")",
                en:
                    "There is no subcommand \(snippet(verb))\(near.map { ", did you mean \($0)?" } ?? ": yiqi help lists all.")"
            )
        }
        Output.write(Yiqi.helpMessage(for: found) + "\n")
    }
}

struct WireHelp: WireCommand {
    static let verb = Verb.help
    @Argument var verb: String?
    @OptionGroup var common: CommonOptions
    var subject: String? { verb }
}
