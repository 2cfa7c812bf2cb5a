import ArgumentParser
import Booking
import Client
import Wire

struct Parks: WireCommand {
    static let verb = Verb.parks
    @OptionGroup var common: CommonOptions
}

struct Units: WireCommand {
    static let verb = Verb.units
    @Option(help: about(.units, "park")) var park: String?
    @OptionGroup var common: CommonOptions
    var fields: [(String, String?)] { [("park", park)] }
}

struct Categories: WireCommand {
    static let verb = Verb.categories
    @OptionGroup var common: CommonOptions
}

struct Find: WireCommand {
    static let verb = Verb.find
    @Option(help: about(.find, "text")) var text: String?
    @Option(help: about(.find, "park")) var park: String?
    @Option(help: about(.find, "unit")) var unit: String?
    @Option(help: about(.find, "category")) var category: String?
    @Option(help: about(.find, "access"), completion: words(.find, "access")) var access: String?
    @Option(help: about(.find, "max-price")) var maxPrice: String?
    @Option(help: about(.find, "from")) var from: String?
    @Option(help: about(.find, "to")) var to: String?
    @Option(name: .customLong("for"), help: about(.find, "for")) var span: String?
    @Option(help: about(.find, "limit")) var limit: String?
    @Option(help: about(.find, "after")) var after: String?
    @OptionGroup var common: CommonOptions

    var fields: [(String, String?)] {
        // A window with no end said is the two weeks from its start.
        let end = to ?? (from == nil && span == nil ? nil : fortnight)
        let start = from ?? (end == nil ? nil : "now")
        return [
            ("text", text), ("park", park), ("unit", unit), ("category", category), ("access", access),
            ("max-price", maxPrice), ("from", start), ("to", end), ("for", span), ("limit", limit), ("after", after),
        ]
    }

    private var fortnight: String { "+14d" }
}

struct Show: WireCommand {
    static let verb = Verb.show
    @Argument(help: about(.show)) var instrument: String
    @OptionGroup var common: CommonOptions
    var subject: String? { instrument }
}

struct Free: WireCommand {
    static let verb = Verb.free
    @Argument(help: about(.free)) var instrument: String
    @Option(help: about(.free, "from")) var from: String = "now"
    @Option(help: about(.free, "to")) var to: String = "+7d"
    @Option(name: .customLong("for"), help: about(.free, "for")) var span: String?
    @OptionGroup var common: CommonOptions
    var subject: String? { instrument }
    var fields: [(String, String?)] { [("from", from), ("to", to), ("for", span)] }
}

struct Week: WireCommand {
    static let verb = Verb.week
    @Argument(help: about(.week)) var instrument: String
    @Option(help: about(.week, "day")) var day: String?
    @OptionGroup var common: CommonOptions
    var subject: String? { instrument }
    var fields: [(String, String?)] { [("day", day)] }

    func picture(_ reply: ParsedReply, _ language: Language, _ terminal: Terminal) throws(ClientError) -> String? {
        let grid = try WeekGrid(reply, title: instrument, language: language)
        return grid.lines(terminal).map { $0 + "\n" }.joined()
    }
}

struct Rules: WireCommand {
    static let verb = Verb.rules
    @Argument(help: about(.rules)) var place: String?
    // `--version` is the program's own.
    @Option(name: .customLong("version"), help: about(.rules, "version")) var which: String?
    @OptionGroup var common: CommonOptions
    var subject: String? { place }
    var fields: [(String, String?)] { [("version", which)] }
}

struct History: WireCommand {
    static let verb = Verb.history
    @Argument(help: about(.history)) var place: String?
    @Option(help: about(.history, "limit")) var limit: String?
    @Option(help: about(.history, "after")) var after: String?
    @OptionGroup var common: CommonOptions
    var subject: String? { place }
    var fields: [(String, String?)] { [("limit", limit), ("after", after)] }
}

struct Overdue: WireCommand {
    static let verb = Verb.overdue
    @Option(help: about(.overdue, "park")) var park: String?
    @Option(help: about(.overdue, "unit")) var unit: String?
    @OptionGroup var common: CommonOptions
    var fields: [(String, String?)] { [("park", park), ("unit", unit)] }
}

struct Findings: WireCommand {
    static let verb = Verb.findings
    @Option(help: about(.findings, "park")) var park: String?
    @Option(help: about(.findings, "unit")) var unit: String?
    @Option(help: about(.findings, "instrument")) var instrument: String?
    @Option(help: about(.findings, "limit")) var limit: String?
    @Option(help: about(.findings, "after")) var after: String?
    @OptionGroup var common: CommonOptions
    var fields: [(String, String?)] {
        [("park", park), ("unit", unit), ("instrument", instrument), ("limit", limit), ("after", after)]
    }
}
