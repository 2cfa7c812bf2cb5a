import ArgumentParser
import Booking
import Client
import Wire

/// `yiqi watch`: prints events until it is interrupted; a lost connection is made again where it ended.
struct Watch: WireCommand {
    static let verb = Verb.watch
    @Option(help: about(.watch, "instrument")) var instrument: String?
    @Option(help: about(.watch, "booking")) var booking: String?
    @Option(help: about(.watch, "since")) var since: String?
    @OptionGroup var common: CommonOptions

    mutating func run() async throws {
        let settings = try common.configuration()
        settings.warn()
        var caller = settings.caller
        let greeting = try await caller.greeting()
        let view = EventView(
            form: common.form(Output.terminal(1)), language: settings.language, terminal: Output.terminal(1),
            offset: greeting["time"].map { String($0.suffix(6)) })
        let fields = [("instrument", instrument), ("booking", booking)].compactMap { name, value in
            value.map { Field(name, $0) }
        }
        var watching = Watching(caller)
        let refusal = try await watching.follow(fields, since: since) { line in
            if let text = view.render(line) { Output.write(text) }
        } note: { text in
            Output.note("yiqi: \(text[settings.language])\n")
        }
        Output.note("yiqi: \(refusal["message"] ?? refusal.finalLine)\n")
        throw ExitCode(ExitStatus.refused.rawValue)
    }
}

/// See ``Lang``.
struct Stop: WireCommand {
    static let verb = Verb.stop
    static var configuration: CommandConfiguration {
        var configuration = describe(verb)
        configuration.shouldDisplay = false
        return configuration
    }
    @OptionGroup var common: CommonOptions
}
