internal import ArgumentParser
internal import Daemon
internal import Glibc
internal import Logging

@main
struct Yiqid: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yiqid", abstract: "Keeps a zone's instruments and their bookings.", version: Daemon.version,
        subcommands: [
            Serve.self, CheckConfig.self, Token.self, Audit.self, KeyGen.self, Export.self, BulletinCommand.self,
        ], defaultSubcommand: Serve.self)
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve until SIGTERM (the default).")

    @OptionGroup var options: SettingOptions

    func run() async throws {
        try await reporting {
            let settings = try options.settings()
            DaemonLog.install(settings.log)
            try await Daemon(settings, .yiqi, logger: Logger(label: "yiqid")).run()
        }
    }
}

struct CheckConfig: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Judge the settings without starting anything.")

    @Flag(help: "Print the annotated settings file with all defaults instead.")
    var annotated = false

    @OptionGroup var options: SettingOptions

    func run() async throws {
        if annotated { return print(AnnotatedFile.text, terminator: "") }
        try await reporting {
            let settings = try options.settings()
            let calendar = try ZoneFile.load(settings.zone.timezone)
            let workingTime = try settings.workingTime(calendar)
            if let warning = settings.holidayWarning(workingTime, by: try settings.clock(calendar)) {
                say("warning: \(warning)")
            }
            print("The settings are good.")
        }
    }
}

struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give an account a token, for the first sign-in of the zone's office.",
        discussion: "Works beside a running daemon and without one. The secret is printed once.")

    @Argument(help: "The account, as zone/office.")
    var account: String

    @OptionGroup var options: SettingOptions

    func run() async throws {
        try await reporting {
            let settings = try options.settings()
            DaemonLog.install(settings.log)
            print(try await Daemon(settings, .yiqi, logger: Logger(label: "yiqid")).issueToken(account))
        }
    }
}

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Walk the whole log and say whether its chain of hashes holds.",
        discussion: "Works beside a running daemon and without one. Ends with status 1 where the chain is broken.")

    @OptionGroup var options: SettingOptions

    func run() async throws {
        try await reporting {
            let settings = try options.settings()
            DaemonLog.install(settings.log)
            let (sound, text) = try await Daemon(settings, .yiqi, logger: Logger(label: "yiqid")).audit()
            print(text)
            if !sound { throw ExitCode(1) }
        }
    }
}

/// Says what went wrong in its own words and ends with the code that supervisors know: 78 for settings, else 1.
func reporting(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let fault as ConfigurationFault {
        say(fault.description)
        throw ExitCode(78)
    } catch let code as ExitCode {
        throw code
    } catch {
        say("\(error)")
        throw ExitCode(1)
    }
}

func say(_ text: String) {
    let bytes = Array("yiqid: \(text)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}
