internal import ArgumentParser
internal import Booking
internal import Daemon
internal import Logging

struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a sealed monthly edition into a folder.",
        discussion: """
            Works beside a running daemon and without one. Writes DIR/2026-11/r0, whole or not at all; what is there
            already with the same bytes is left as it is, so that cron may ask for it every day. Prints the folder.
            """)

    @Argument(help: "The month, as 2026-11.")
    var month: String
    @Option(help: "The folder below which the edition goes.", completion: .directory)
    var out: String
    @Option(help: "r0, r1 …; the last one unless given.")
    var revision: String?
    @Option(help: "zone, park:CODE or unit:CODE.")
    var scope = "zone"

    @OptionGroup var options: SettingOptions

    func run() async throws {
        guard let month = Month(text: month) else { throw ValidationError("A month is written 2026-11.") }
        let number = revision.flatMap { Int($0.hasPrefix("r") ? String($0.dropFirst()) : $0) }
        if revision != nil, number == nil { throw ValidationError("A revision is r0, r1 and so on.") }
        try await reporting {
            let settings = try options.settings()
            DaemonLog.install(settings.log)
            let daemon = Daemon(settings, .yiqi, logger: Logger(label: "yiqid"))
            print(try await daemon.export(month, revision: number, scope: scope, to: out))
        }
    }
}
