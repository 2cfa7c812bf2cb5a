import ArgumentParser
import Booking
import Client

/// What every command that talks to a daemon takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "服务器：主机:端口 或 tls://主机:端口；默认 127.0.0.1:9474",
                "the daemon: host:port or tls://host:port; 127.0.0.1:9474 by default"),
            valueName: "address"))
    var server: String?

    @Option(
        help: ArgumentHelp(say("信任的证书文件（PEM）", "a PEM file of trusted certificates"), valueName: "file"),
        completion: .file())
    var ca: String?

    @Option(
        help: ArgumentHelp(say("消息的语言", "the language of messages"), valueName: "zh|en"),
        completion: .list(["zh", "en"]))
    var lang: String?

    @Option(
        help: ArgumentHelp(say("等一个回复的秒数；默认 30", "seconds to wait for a reply; 30 by default"), valueName: "seconds"))
    var timeout: Int?

    @Flag(help: ArgumentHelp(say("输出一个 JSON 文档", "print one JSON document")))
    var json = false

    @Flag(
        name: .customLong("tables"),
        help: ArgumentHelp(say("不在终端上也输出表格", "print tables even where there is no terminal")))
    var table = false

    @Flag(help: ArgumentHelp(say("在终端上也用制表符分隔", "print tab-separated lines even on a terminal")))
    var tabs = false

    func validate() throws {
        if [json, table, tabs].count(where: { $0 }) > 1 {
            throw ValidationError(say("--json、--tables、--tabs 只能选一个。", "Give only one of --json, --tables and --tabs."))
        }
        if let timeout, !(1...3_600).contains(timeout) {
            throw ValidationError(say("--timeout 应为 1 至 3600 秒。", "--timeout is 1 to 3600 seconds."))
        }
    }

    func configuration(token: String? = nil) throws(ClientError) -> ClientConfiguration {
        let options = ClientConfiguration.Options(server: server, ca: ca, token: token, lang: lang, timeout: timeout)
        return try ClientConfiguration.load(options, environment: environment)
    }

    func form(_ terminal: Terminal) -> ReplyView.Form {
        if json { return .json }
        if table { return .tables }
        return tabs || !terminal.isTerminal ? .tabs : .tables
    }
}

extension ClientConfiguration {
    var caller: Caller {
        Caller(
            Caller.Settings(
                endpoint: endpoint, trust: trust, token: token, language: language, timeout: .seconds(timeout)))
    }

    func warn() {
        for warning in warnings { Output.note("yiqi: \(warning[language])\n") }
    }
}
