import ArgumentParser
import Client
import Wire

struct PolicyCommand: WireCommand {
    static let verb = Verb.policy
    static var configuration: CommandConfiguration {
        var configuration = describe(verb)
        configuration.abstract = say(
            "给园区、单位或仪器另定规则，只能比上一级对外更开放。",
            "Set rules for a park, a unit or an instrument: more open to outside users than the level above, never less."
        )
        configuration.discussion += say(
            "\n规则逐条写作 规则.键=值，如 B4.notice=1h；可写在命令行上，也可放在文件里，一行一条，# 起头为注释。"
                + "它们取代此前所定的全部；--clear 全部撤销。yiqi rules 列出现行的规则和键。",
            "\nRules are written RULE.key=value, as B4.notice=1h: on the command line, or in a file, one a line, # for "
                + "remarks. They take the place of all that was set there before; --clear takes it all back. yiqi rules "
                + "lists the rules and keys in force.")
        return configuration
    }
    @Argument(help: about(.policy)) var place: String
    @Argument(
        help: ArgumentHelp(say("规则，如 B4.notice=1h", "rules, as B4.notice=1h"), valueName: "rule.key=value"))
    var rules: [String] = []
    @Option(
        help: ArgumentHelp(
            say("规则文件；- 为标准输入", "a file of rules; - for standard input"), valueName: "file"),
        completion: .file())
    var file: String?
    @Option(help: about(.policy, "profile")) var profile: String?
    @Flag(help: ArgumentHelp(say("撤销在此另定的全部规则", "take back all that was set there"))) var clear = false
    @Flag(help: ArgumentHelp(say("只检查，不改", "judge only, change nothing"))) var dryRun = false
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions

    var subject: String? { place }
    var fields: [(String, String?)] { [("profile", profile), ("dry-run", dryRun ? "yes" : nil)] + key.field }

    func document() throws(ClientError) -> FramedDocument? {
        // An empty document takes rules back, so it has to be meant.
        let given = [!rules.isEmpty, file != nil, clear].count(where: { $0 })
        guard given == 1 || given == 0 && profile != nil else {
            throw .usage(
                zh: "请给出规则（如 B4.notice=1h）、--file、--profile 或 --clear。",
                en: "Give rules, as B4.notice=1h, or --file, or --profile, or --clear.")
        }
        guard let file else { return try FramedDocument(Array(rules.joined(separator: "\n").utf8)) }
        let bytes = file == "-" ? try Files.drain(0, "-") : try Files.read(file)
        guard let bytes else { throw .usage(zh: "没有文件 \(file)。", en: "There is no file \(file).") }
        return try FramedDocument(bytes)
    }
}
