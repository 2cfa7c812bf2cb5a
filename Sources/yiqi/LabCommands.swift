import ArgumentParser
import Client
import Wire

struct Publish: WireCommand {
    static let verb = Verb.publish
    static var configuration: CommandConfiguration {
        var configuration = describe(verb)
        configuration.abstract = say("公开单位的仪器清单。", "Publish a unit's list of instruments.")
        configuration.discussion += say(
            "\n清单不必改动：编码、表头和写法由服务器辨认；认不出的用 --mapping 说明。先用 --dry-run 看结果。",
            "\nThe list need not be touched: the daemon finds out its encoding, headings and ways of writing; a --mapping "
                + "explains the rest. Try --dry-run first.")
        return configuration
    }
    @Argument(help: about(.publish)) var unit: String
    @Argument(
        help: ArgumentHelp(
            say("清单文件（CSV 或 JSON）；- 为标准输入", "the list, CSV or JSON; - for standard input"), valueName: "file"),
        completion: .file())
    var list: String
    @Option(
        help: ArgumentHelp(
            say(
                "映射文件：%map、%default、%unit 等行，放在清单之前",
                "a mapping: lines of %map, %default, %unit and so on, sent before the list"),
            valueName: "file"),
        completion: .file())
    var mapping: String?
    @Option(help: about(.publish, "format"), completion: words(.publish, "format")) var format: String?
    @Option(help: about(.publish, "mode"), completion: words(.publish, "mode")) var mode: String?
    @Flag(help: ArgumentHelp(say("只检查，不改", "judge only, change nothing"))) var dryRun = false
    @Option(help: about(.publish, "reason")) var reason: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions

    var subject: String? { unit }
    var fields: [(String, String?)] {
        [("format", format), ("mode", mode), ("dry-run", dryRun ? "yes" : nil), ("reason", reason)] + key.field
    }

    func document() throws(ClientError) -> FramedDocument? {
        let bytes = list == "-" ? try Files.drain(0, "-") : try read(list)
        var directives: [UInt8]?
        if let mapping { directives = try read(mapping) }
        let joined = try ListDocument.join(mapping: directives, path: mapping ?? "", list: bytes)
        return try FramedDocument(joined)
    }

    private func read(_ path: String) throws(ClientError) -> [UInt8] {
        guard let bytes = try Files.read(path) else {
            throw .usage(zh: "没有文件 \(path)。", en: "There is no file \(path).")
        }
        return bytes
    }
}

struct Inventory: WireCommand {
    static let verb = Verb.inventory
    @Argument(help: about(.inventory)) var unit: String
    @Option(help: about(.inventory, "format"), completion: words(.inventory, "format")) var format: String?
    @OptionGroup var common: CommonOptions
    var subject: String? { unit }
    var fields: [(String, String?)] { [("format", format)] }
}

struct Withdraw: WireCommand {
    static let verb = Verb.withdraw
    @Argument(help: about(.withdraw)) var instrument: String
    @Option(help: about(.withdraw, "reason"), completion: words(.withdraw, "reason")) var reason: String
    @Option(help: about(.withdraw, "until")) var until: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { instrument }
    var fields: [(String, String?)] { [("reason", reason), ("until", until)] + key.field }
}

struct Close: WireCommand {
    static let verb = Verb.close
    @Argument(help: about(.close)) var instrument: String
    @Option(help: about(.close, "start")) var start: String
    @Option(help: about(.close, "end")) var end: String?
    @Option(name: .customLong("for"), help: about(.close, "for")) var span: String?
    @Option(help: about(.close, "reason"), completion: words(.close, "reason")) var reason: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { instrument }
    var fields: [(String, String?)] {
        [("start", start), ("end", end), ("for", span), ("reason", reason)] + key.field
    }
}

struct Reopen: WireCommand {
    static let verb = Verb.reopen
    @Argument(help: about(.reopen)) var closure: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { closure }
    var fields: [(String, String?)] { key.field }
}

struct Schedule: WireCommand {
    static let verb = Verb.schedule
    @Argument(help: about(.schedule)) var what: String
    @Option(help: about(.schedule, "from")) var from: String = "today"
    @Option(help: about(.schedule, "to")) var to: String = "+7d"
    @Flag(help: ArgumentHelp(say("也列出已取消、谢绝和失效的", "also what was called off, declined or lapsed"))) var all = false
    @OptionGroup var common: CommonOptions
    var subject: String? { what }
    var fields: [(String, String?)] { [("from", from), ("to", to), ("all", all ? "yes" : nil)] }
}
