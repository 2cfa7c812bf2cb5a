import ArgumentParser
import Wire

struct Add: WireCommand {
    static let verb = Verb.add
    @Argument(help: about(.add), completion: .list(["park", "unit", "firm", "account", "instrument", "operator"]))
    var what: String
    @Option(help: about(.add, "code")) var code: String?
    @Option(help: about(.add, "name")) var name: String?
    @Option(help: about(.add, "name-en")) var nameEn: String?
    @Option(help: about(.add, "park")) var park: String?
    @Option(help: about(.add, "contact")) var contact: String?
    @Option(help: about(.add, "complaints")) var complaints: String?
    @Option(help: about(.add, "kind"), completion: words(.add, "kind")) var kind: String?
    @Option(help: about(.add, "path")) var path: String?
    @Option(help: about(.add, "acceptance-date")) var acceptanceDate: String?
    @Option(help: about(.add, "original-value")) var originalValue: String?
    @Option(help: about(.add, "public-share")) var publicShare: String?
    @Option(help: about(.add, "commitment")) var commitment: String?
    @Option(help: about(.add, "funding")) var funding: String?
    @Option(help: about(.add, "hours")) var hours: String?
    @Option(help: about(.add, "instruments")) var instruments: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions

    var subject: String? { what }
    var fields: [(String, String?)] {
        [
            ("code", code), ("name", name), ("name-en", nameEn), ("park", park), ("contact", contact),
            ("complaints", complaints), ("kind", kind), ("path", path), ("acceptance-date", acceptanceDate),
            ("original-value", originalValue), ("public-share", publicShare), ("commitment", commitment),
            ("funding", funding), ("hours", hours), ("instruments", instruments),
        ] + key.field
    }
}

/// `yiqi token`.
struct TokenCommand: WireCommand {
    static let verb = Verb.token
    @Argument(help: about(.token)) var account: String
    @Option(help: about(.token, "days")) var days: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { account }
    var fields: [(String, String?)] { [("days", days)] + key.field }
}

struct Revoke: WireCommand {
    static let verb = Verb.revoke
    @Argument(help: about(.revoke)) var token: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { token }
    var fields: [(String, String?)] { key.field }
}

struct Exempt: WireCommand {
    static let verb = Verb.exempt
    @Argument(help: about(.exempt)) var instrument: String
    @Option(help: about(.exempt, "reason"), completion: words(.exempt, "reason")) var reason: String
    @Option(help: about(.exempt, "reference")) var reference: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { instrument }
    var fields: [(String, String?)] { [("reason", reason), ("reference", reference)] + key.field }
}

struct Audit: WireCommand {
    static let verb = Verb.audit
    @Option(help: about(.audit, "from")) var from: String?
    @Option(help: about(.audit, "to")) var to: String?
    @Option(name: .customLong("subject"), help: about(.audit, "subject")) var subjectOfRows: String?
    @Flag(help: ArgumentHelp(say("核对整条哈希链", "walk the whole chain of hashes"))) var verify = false
    @Option(help: about(.audit, "limit")) var limit: String?
    @Option(help: about(.audit, "after")) var after: String?
    @OptionGroup var common: CommonOptions
    var fields: [(String, String?)] {
        [
            ("from", from), ("to", to), ("subject", subjectOfRows), ("verify", verify ? "yes" : nil), ("limit", limit),
            ("after", after),
        ]
    }
}
