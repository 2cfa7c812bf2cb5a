import ArgumentParser
import Booking
import Client
import Edition
import Wire

struct Editions: WireCommand {
    static let verb = Verb.editions
    @Argument(help: about(.editions)) var month: String?
    @Option(help: about(.editions, "scope")) var scope: String?
    @Option(help: about(.editions, "limit")) var limit: String?
    @Option(help: about(.editions, "after")) var after: String?
    @OptionGroup var common: CommonOptions
    var subject: String? { month }
    var fields: [(String, String?)] { [("scope", scope), ("limit", limit), ("after", after)] }
}

struct Seal: WireCommand {
    static let verb = Verb.seal
    @Argument(help: about(.seal)) var month: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { month }
    var fields: [(String, String?)] { key.field }
}

/// `yiqi edition`; the module of editions has the plain name.
struct EditionCommand: WireCommand {
    static let verb = Verb.edition
    @Argument(help: about(.edition)) var month: String
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { month }
    var fields: [(String, String?)] { key.field }
}

struct Export: WireCommand {
    static let verb = Verb.export
    static var configuration: CommandConfiguration {
        var configuration = describe(verb)
        configuration.discussion += say(
            "\n--out DIR 把封存的月报整期写入 DIR/2026-11/r0：中断后重来会接着取，写完才出现；用 yiqi verify 核对。",
            "\n--out DIR writes a sealed edition whole to DIR/2026-11/r0: begun again it goes on where it was cut off, and "
                + "it appears when it is complete. Check it with yiqi verify.")
        return configuration
    }
    @Argument(help: about(.export)) var month: String
    @Option(name: .customLong("table"), help: about(.export, "table"), completion: words(.export, "table"))
    var which: String?
    @Option(help: about(.export, "format"), completion: words(.export, "format")) var format: String?
    @Option(help: about(.export, "revision")) var revision: String?
    @Option(help: about(.export, "scope")) var scope: String?
    @Option(help: about(.export, "file")) var file: String?
    @Option(help: about(.export, "offset")) var offset: String?
    @Option(
        help: ArgumentHelp(
            say("把整期月报写入这个文件夹", "write the whole edition into this folder"), valueName: "folder"),
        completion: .directory)
    var out: String?
    @OptionGroup var common: CommonOptions
    var subject: String? { month }
    var fields: [(String, String?)] {
        [
            ("table", which), ("format", format), ("revision", revision), ("scope", scope), ("file", file),
            ("offset", offset),
        ]
    }

    func validate() throws {
        if out != nil, which != nil || format != nil || file != nil || offset != nil {
            throw ValidationError(
                say(
                    "--out 取整期月报，不与 --table、--format、--file、--offset 同用。",
                    "--out takes the whole edition: not with --table, --format, --file or --offset."))
        }
    }

    mutating func run() async throws {
        let settings = try common.configuration()
        settings.warn()
        let anytime = HumanTime(now: WallClock(day: Day(number: 0), minute: 0))
        _ = try RequestBuilder.build(.export, subject: month, fields: fields, times: anytime)
        var caller = settings.caller
        let times = HumanTime(greeting: try await caller.greeting()) ?? anytime
        if let out {
            let asked = try RequestBuilder.build(.export, subject: month, times: times).subject ?? month
            let fetch = EditionFetch(month: asked, revision: revision, scope: scope ?? "zone", folder: out)
            let place = try await fetch.run(&caller)
            await caller.close()
            return Output.write(place + "\n")
        }
        var next = offset
        while true {
            let wanted = fields.filter { $0.0 != "offset" } + [("offset", next)]
            let request = try RequestBuilder.build(.export, subject: month, fields: wanted, times: times)
            let reply = try await caller.call(request)
            try show(reply, settings.language, offset: nil)
            // A table comes in pieces; whoever asked for a piece gets that one.
            guard reply.succeeded, offset == nil, let more = reply["next"] else { break }
            next = more
        }
        await caller.close()
    }
}
