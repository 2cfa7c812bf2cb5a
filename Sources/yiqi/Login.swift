import ArgumentParser
import Booking
import Client
import Glibc
import Wire

struct Login: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "login",
            abstract: say("记住一个服务器的令牌。", "Keep a token for a server."),
            discussion: say(
                "从标准输入读令牌；在终端上则提示输入而不显示。先向服务器核对，再存到只有自己能读的文件。",
                "Reads the token from standard input, or asks for it on a terminal without showing it; checks it with the "
                    + "daemon, then keeps it in a file that only you can read."))
    }
    @OptionGroup var common: CommonOptions

    mutating func run() async throws {
        var settings = try common.configuration()
        let token = try readToken()
        settings.token = token
        var caller = settings.caller
        let reply = try await caller.authenticate()
        await caller.close()
        let terminal = Output.terminal(1)
        let view = ReplyView(form: common.form(terminal), language: settings.language, terminal: terminal)
        let rendered = try view.render(reply, of: CommandTable.lookup(.auth))
        if reply.succeeded { try Tokens.keep(token, for: settings.endpoint, in: settings.tokensPath) }
        Output.write(rendered.output)
        Output.note(rendered.notes)
        if rendered.status != .done { throw ExitCode(rendered.status.rawValue) }
    }

    private func readToken() throws(ClientError) -> String {
        let isTerminal = isatty(0) == 1
        var saved = termios()
        if isTerminal {
            Output.note(say("令牌：", "Token: "))
            tcgetattr(0, &saved)
            var silent = saved
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(0, TCSAFLUSH, &silent)
        }
        let line = readLine(strippingNewline: true)
        if isTerminal {
            tcsetattr(0, TCSAFLUSH, &saved)
            Output.note("\n")
        }
        let token = line.map { String($0.filter { $0 != " " && $0 != "\t" && $0 != "\r" }) } ?? ""
        guard !token.isEmpty else { throw .usage(zh: "没有读到令牌。", en: "There was no token to read.") }
        guard token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }), token.utf8.count <= 256
        else { throw .usage(zh: "这不像一个令牌。", en: "That does not look like a token.") }
        return token
    }
}

struct Logout: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "logout", abstract: say("忘掉一个服务器的令牌。", "Forget the token kept for a server."),
            discussion: say("令牌本身仍然有效；要作废用 yiqi revoke。", "The token itself stays valid; yiqi revoke ends it."))
    }
    @OptionGroup var common: CommonOptions

    mutating func run() async throws {
        let settings = try common.configuration()
        try Tokens.keep(nil, for: settings.endpoint, in: settings.tokensPath)
        Output.write(say("已忘掉 \(settings.endpoint) 的令牌。\n", "The token for \(settings.endpoint) is forgotten.\n"))
    }
}

struct Completion: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "completion", abstract: say("打印命令行补全脚本。", "Print a completion script for your shell."),
            discussion: "bash: source <(yiqi completion bash)   zsh: yiqi completion zsh > _yiqi   "
                + "fish: yiqi completion fish | source")
    }
    @Argument(help: ArgumentHelp("bash | zsh | fish"), completion: .list(["bash", "zsh", "fish"])) var shell: String?

    mutating func run() throws {
        let name = shell ?? environment("SHELL").map { String($0.split(separator: "/").last ?? "") } ?? "bash"
        guard let known = CompletionShell(rawValue: name) else {
            throw ValidationError(say("只有 bash、zsh、fish 的脚本。", "There are scripts for bash, zsh and fish."))
        }
        Output.write(Yiqi.completionScript(for: known) + "\n")
    }
}
