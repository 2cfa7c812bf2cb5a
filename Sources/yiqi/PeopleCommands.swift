import ArgumentParser
import Wire

struct Contract: WireCommand {
    static let verb = Verb.contract
    @Argument(help: about(.contract)) var booking: String
    @Option(help: about(.contract, "reference")) var reference: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { booking }
    var fields: [(String, String?)] { [("reference", reference)] + key.field }
}

/// `yiqi statement`.
struct StatementCommand: WireCommand {
    static let verb = Verb.statement
    @Argument(help: about(.statement)) var month: String
    @Option(help: about(.statement, "organisation")) var organisation: String?
    @OptionGroup var common: CommonOptions
    var subject: String? { month }
    var fields: [(String, String?)] { [("organisation", organisation)] }
}

// MARK: Run a lab

struct Qualify: WireCommand {
    static let verb = Verb.qualify
    @Argument(help: about(.qualify)) var instrument: String
    @Option(help: about(.qualify, "account")) var account: String
    @Option(help: about(.qualify, "until")) var until: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { instrument }
    var fields: [(String, String?)] { [("account", account), ("until", until)] + key.field }
}

struct Disqualify: WireCommand {
    static let verb = Verb.disqualify
    @Argument(help: about(.disqualify)) var instrument: String
    @Option(help: about(.disqualify, "account")) var account: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { instrument }
    var fields: [(String, String?)] { [("account", account)] + key.field }
}

struct Operators: WireCommand {
    static let verb = Verb.operators
    @Argument(help: about(.operators)) var unit: String
    @OptionGroup var common: CommonOptions
    var subject: String? { unit }
}

struct Roster: WireCommand {
    static let verb = Verb.roster
    @Argument(help: about(.roster)) var operatorPath: String
    @Option(help: about(.roster, "name")) var name: String?
    @Option(help: about(.roster, "contact")) var contact: String?
    @Option(help: about(.roster, "hours")) var hours: String?
    @Option(help: about(.roster, "instruments")) var instruments: String?
    @Option(help: about(.roster, "active"), completion: words(.roster, "active")) var active: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { operatorPath }
    var fields: [(String, String?)] {
        [
            ("name", name), ("contact", contact), ("hours", hours), ("instruments", instruments), ("active", active),
        ] + key.field
    }
}

struct Relate: WireCommand {
    static let verb = Verb.relate
    @Argument(help: about(.relate)) var organisation: String
    @Option(help: about(.relate, "unit")) var unit: String
    @Option(help: about(.relate, "until")) var until: String?
    @Option(help: about(.relate, "note")) var note: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { organisation }
    var fields: [(String, String?)] { [("unit", unit), ("until", until), ("note", note)] + key.field }
}

// MARK: Offices

struct Unrelate: WireCommand {
    static let verb = Verb.unrelate
    @Argument(help: about(.unrelate)) var organisation: String
    @Option(help: about(.unrelate, "unit")) var unit: String
    @Option(help: about(.unrelate, "reason")) var reason: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { organisation }
    var fields: [(String, String?)] { [("unit", unit), ("reason", reason)] + key.field }
}

struct Certify: WireCommand {
    static let verb = Verb.certify
    @Argument(help: about(.certify)) var organisation: String
    @Option(help: about(.certify, "status"), completion: words(.certify, "status")) var status: String
    @Option(help: about(.certify, "evidence")) var evidence: String
    @Option(help: about(.certify, "until")) var until: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { organisation }
    var fields: [(String, String?)] { [("status", status), ("evidence", evidence), ("until", until)] + key.field }
}

struct Decertify: WireCommand {
    static let verb = Verb.decertify
    @Argument(help: about(.decertify)) var organisation: String
    @Option(help: about(.decertify, "reason")) var reason: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { organisation }
    var fields: [(String, String?)] { [("reason", reason)] + key.field }
}

struct Suspend: WireCommand {
    static let verb = Verb.suspend
    @Argument(help: about(.suspend)) var who: String
    @Option(help: about(.suspend, "reason")) var reason: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { who }
    var fields: [(String, String?)] { [("reason", reason)] + key.field }
}

struct Restore: WireCommand {
    static let verb = Verb.restore
    @Argument(help: about(.restore)) var who: String
    @Option(help: about(.restore, "note")) var note: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { who }
    var fields: [(String, String?)] { [("note", note)] + key.field }
}
