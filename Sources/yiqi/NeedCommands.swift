import ArgumentParser
import Wire

struct NeedCommand: WireCommand {
    static let verb = Verb.need
    @Option(help: about(.need, "text")) var text: String
    @Option(help: about(.need, "category")) var category: String?
    @Option(help: about(.need, "by")) var by: String?
    @Option(help: about(.need, "budget")) var budget: String?
    @Option(name: .customLong("for"), help: about(.need, "for")) var span: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var fields: [(String, String?)] {
        [("text", text), ("category", category), ("by", by), ("budget", budget), ("for", span)] + key.field
    }
}

struct Needs: WireCommand {
    static let verb = Verb.needs
    @Flag(help: ArgumentHelp(say("也列出已了结的", "closed ones too"))) var all = false
    @OptionGroup var common: CommonOptions
    var fields: [(String, String?)] { [("all", all ? "yes" : nil)] }
}

struct Match: WireCommand {
    static let verb = Verb.match
    @Argument(help: about(.match)) var need: String
    @Option(help: about(.match, "limit")) var limit: String?
    @OptionGroup var common: CommonOptions
    var subject: String? { need }
    var fields: [(String, String?)] { [("limit", limit)] }
}

struct Unneed: WireCommand {
    static let verb = Verb.unneed
    @Argument(help: about(.unneed)) var need: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { need }
    var fields: [(String, String?)] { key.field }
}
