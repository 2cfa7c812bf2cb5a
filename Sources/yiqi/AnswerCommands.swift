import ArgumentParser
import Wire

struct Requests: WireCommand {
    static let verb = Verb.requests
    @Flag(name: .customLong("overdue"), help: about(.requests, "overdue")) var overdue = false
    @OptionGroup var common: CommonOptions
    var fields: [(String, String?)] { [("overdue", overdue ? "yes" : nil)] }
}

struct Approve: WireCommand {
    static let verb = Verb.approve
    @Argument(help: about(.approve)) var booking: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { booking }
    var fields: [(String, String?)] { key.field }
}

struct Decline: WireCommand {
    static let verb = Verb.decline
    @Argument(help: about(.decline)) var booking: String
    @Option(help: about(.decline, "reason"), completion: words(.decline, "reason")) var reason: String
    @Option(help: about(.decline, "note")) var note: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { booking }
    var fields: [(String, String?)] { [("reason", reason), ("note", note)] + key.field }
}

struct Start: WireCommand {
    static let verb = Verb.start
    @Argument(help: about(.start)) var booking: String
    @Option(help: about(.start, "at")) var at: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { booking }
    var fields: [(String, String?)] { [("at", at)] + key.field }
}

struct Finish: WireCommand {
    static let verb = Verb.finish
    @Argument(help: about(.finish)) var booking: String
    @Option(help: about(.finish, "at")) var at: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { booking }
    var fields: [(String, String?)] { [("at", at)] + key.field }
}

struct NoShow: WireCommand {
    static let verb = Verb.noshow
    @Argument(help: about(.noshow)) var booking: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { booking }
    var fields: [(String, String?)] { key.field }
}
