import ArgumentParser
import Wire

/// What CHECK and RESERVE ask alike.
struct ReservationOptions: ParsableArguments {
    @Argument(help: about(.reserve)) var instrument: String
    @Option(help: about(.reserve, "start")) var start: String
    @Option(help: about(.reserve, "end")) var end: String?
    @Option(name: .customLong("for"), help: about(.reserve, "for")) var span: String?
    @Option(help: about(.reserve, "service")) var service: String
    @Option(help: about(.reserve, "purpose"), completion: words(.reserve, "purpose")) var purpose: String?
    @Option(help: about(.reserve, "project")) var project: String?
    @Option(help: about(.reserve, "access"), completion: words(.reserve, "access")) var access: String?
    @Option(help: about(.reserve, "quantity")) var quantity: String?
    @Option(help: about(.reserve, "contract")) var contract: String?
    @Option(help: about(.reserve, "due")) var due: String?

    var fields: [(String, String?)] {
        [
            ("start", start), ("end", end), ("for", span), ("service", service), ("purpose", purpose),
            ("project", project), ("access", access), ("quantity", quantity), ("contract", contract), ("due", due),
        ]
    }
}

/// Several bookings as one act.
struct SeveralOptions: ParsableArguments {
    @Option(help: about(.reserve, "with")) var with: String?
    @Option(name: .customLong("repeat"), help: about(.reserve, "repeat")) var recurrence: String?
    @Option(help: about(.reserve, "until")) var until: String?
    @Option(help: about(.reserve, "count")) var count: String?
    @Option(help: about(.reserve, "except")) var except: String?
    @Option(help: about(.reserve, "skip"), completion: words(.reserve, "skip")) var skip: String?

    var fields: [(String, String?)] {
        [
            ("with", with), ("repeat", recurrence), ("until", until), ("count", count), ("except", except),
            ("skip", skip),
        ]
    }
}

/// The key of a write; one is made where none is given.
struct KeyOption: ParsableArguments {
    @Option(help: about(.reserve, "key")) var key: String?
    var field: [(String, String?)] { [("key", key)] }
}

struct Check: WireCommand {
    static let verb = Verb.check
    @OptionGroup var wish: ReservationOptions
    @OptionGroup var several: SeveralOptions
    @OptionGroup var common: CommonOptions
    var subject: String? { wish.instrument }
    var fields: [(String, String?)] { wish.fields + several.fields }
}

struct Reserve: WireCommand {
    static let verb = Verb.reserve
    @OptionGroup var wish: ReservationOptions
    @OptionGroup var several: SeveralOptions
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { wish.instrument }
    var fields: [(String, String?)] { wish.fields + several.fields + key.field }
}

struct Move: WireCommand {
    static let verb = Verb.move
    @Argument(help: about(.move)) var booking: String
    @Option(help: about(.move, "start")) var start: String
    @Option(help: about(.move, "end")) var end: String?
    @Option(name: .customLong("for"), help: about(.move, "for")) var span: String?
    @Option(help: about(.move, "scope"), completion: words(.move, "scope")) var scope: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { booking }
    var fields: [(String, String?)] { [("start", start), ("end", end), ("for", span), ("scope", scope)] + key.field }
}

struct Cancel: WireCommand {
    static let verb = Verb.cancel
    @Argument(help: about(.cancel)) var booking: String
    @Option(help: about(.cancel, "reason")) var reason: String?
    @Option(help: about(.cancel, "scope"), completion: words(.cancel, "scope")) var scope: String?
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { booking }
    var fields: [(String, String?)] { [("reason", reason), ("scope", scope)] + key.field }
}

struct Bookings: WireCommand {
    static let verb = Verb.bookings
    @Option(help: about(.bookings, "state"), completion: words(.bookings, "state")) var state: String?
    @Option(help: about(.bookings, "instrument")) var instrument: String?
    @Option(help: about(.bookings, "from")) var from: String?
    @Option(help: about(.bookings, "to")) var to: String?
    @Option(help: about(.bookings, "limit")) var limit: String?
    @Option(help: about(.bookings, "after")) var after: String?
    @OptionGroup var common: CommonOptions
    var fields: [(String, String?)] {
        [("state", state), ("instrument", instrument), ("from", from), ("to", to), ("limit", limit), ("after", after)]
    }
}

/// `yiqi booking`; the module of the domain has the plain name.
struct BookingCommand: WireCommand {
    static let verb = Verb.booking
    @Argument(help: about(.booking)) var booking: String
    @OptionGroup var common: CommonOptions
    var subject: String? { booking }
}
