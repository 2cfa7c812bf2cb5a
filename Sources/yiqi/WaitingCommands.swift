import ArgumentParser
import Wire

struct Wait: WireCommand {
    static let verb = Verb.wait
    @Argument(help: about(.wait)) var instrument: String
    @Option(help: about(.wait, "from")) var from: String
    @Option(help: about(.wait, "to")) var to: String
    @Option(name: .customLong("for"), help: about(.wait, "for")) var span: String
    @Option(help: about(.wait, "service")) var service: String
    @Option(help: about(.wait, "purpose"), completion: words(.wait, "purpose")) var purpose: String?
    @Option(help: about(.wait, "project")) var project: String?
    @Option(help: about(.wait, "access"), completion: words(.wait, "access")) var access: String?
    @Option(help: about(.wait, "quantity")) var quantity: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { instrument }
    var fields: [(String, String?)] {
        [
            ("from", from), ("to", to), ("for", span), ("service", service), ("purpose", purpose),
            ("project", project), ("access", access), ("quantity", quantity),
        ] + key.field
    }
}

struct Unwait: WireCommand {
    static let verb = Verb.unwait
    @Argument(help: about(.unwait)) var wait: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { wait }
    var fields: [(String, String?)] { key.field }
}

struct Waits: WireCommand {
    static let verb = Verb.waits
    @Flag(help: ArgumentHelp(say("也列出已了结的", "closed ones too"))) var all = false
    @OptionGroup var common: CommonOptions
    var fields: [(String, String?)] { [("all", all ? "yes" : nil)] }
}

struct Accept: WireCommand {
    static let verb = Verb.accept
    @Argument(help: about(.accept)) var booking: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { booking }
    var fields: [(String, String?)] { key.field }
}
