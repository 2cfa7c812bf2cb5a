import ArgumentParser
import Booking
import Client
import Glibc

/// The client. Its subcommands have the words of the wire; what it adds of its own is at the end of the list.
@main
struct Yiqi: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "yiqi", abstract: say("查找、预约和管理开放共享的科研仪器。", "Find, book and run shared research instruments."),
            discussion: say(
                """
                时间随手写：\(HumanTime.forms.zh)；以服务器所在时区计。时长：90m、2h、1h30m、1d、半小时。
                在终端上输出表格；输出到文件或管道时为制表符分隔，首行是字段名；--json 给程序用，值与协议一致，都是字符串。
                退出码：0 办成，1 服务器拒绝，2 用法不对，3 连不上。
                设置：--server 等选项，环境变量 YIQI_SERVER、YIQI_TOKEN、YIQI_LANG、YIQI_CONFIG、NO_COLOR，
                或 ~/.config/yiqi/config.yaml（server、ca、lang、timeout 各一行）。
                """,
                """
                Times as you say them: \(HumanTime.forms.en); by the daemon's zone. Lengths: 90m, 2h, 1h30m, 1d.
                Tables on a terminal; tab-separated with a line of field names into a file or pipe; --json for
                programs: the wire's own names and values, all strings.
                Exit status: 0 done, 1 refused by the daemon, 2 usage, 3 cannot reach.
                Settings: options as --server, then YIQI_SERVER, YIQI_TOKEN, YIQI_LANG, YIQI_CONFIG, NO_COLOR, then
                ~/.config/yiqi/config.yaml (a line each for server, ca, lang, timeout).
                """),
            version: "yiqi 0.1.0",
            groupedSubcommands: [
                CommandGroup(
                    name: say("查看", "Look"),
                    subcommands: [
                        Find.self, Show.self, Free.self, Week.self, Parks.self, Units.self, Categories.self, Rules.self,
                        History.self, Overdue.self, Findings.self, Editions.self, Export.self, Feed.self,
                        BulletinCommand.self, CatalogueCommand.self, Verify.self,
                    ]),
                CommandGroup(
                    name: say("预约", "Book"),
                    subcommands: [
                        Check.self, Reserve.self, Move.self, Cancel.self, Bookings.self, BookingCommand.self,
                        Wait.self, Unwait.self, Waits.self, Accept.self,
                        NeedCommand.self, Needs.self, Match.self, Unneed.self,
                        Watch.self, Stop.self,
                        Contract.self, StatementCommand.self,
                    ]),
                CommandGroup(
                    name: say("管理仪器", "Run a lab"),
                    subcommands: [
                        Publish.self, Inventory.self, Withdraw.self, Close.self, Reopen.self, Schedule.self,
                        PolicyCommand.self,
                        Requests.self, Approve.self, Decline.self, Start.self, Finish.self, NoShow.self,
                        Qualify.self, Disqualify.self, Operators.self, Roster.self, Relate.self,
                    ]),
                CommandGroup(
                    name: say("管理机构与账户", "Offices and accounts"),
                    subcommands: [
                        Add.self, TokenCommand.self, Revoke.self, Exempt.self, Audit.self, Unrelate.self, Certify.self,
                        Decertify.self, Suspend.self, Restore.self, Seal.self, EditionCommand.self, Records.self,
                    ]),
                CommandGroup(
                    name: say("会话与客户端", "Session and client"),
                    subcommands: [
                        Login.self, Logout.self, Auth.self, Status.self, Ping.self, Lang.self, Quit.self, Help.self,
                        Raw.self, Completion.self,
                    ]),
            ])
    }

    static func main() async {
        // A reader that has seen enough is no reason to die without an exit status.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            finish(error)
        }
    }

    private static func finish(_ error: any Error) -> Never {
        if let error = error as? ClientError {
            Output.note("yiqi: \(error.message[language])\n")
            Glibc.exit(error.exitStatus.rawValue)
        }
        if let code = error as? ExitCode { Glibc.exit(code.rawValue) }
        let message = fullMessage(for: error)
        if exitCode(for: error) == .success {
            Output.write(message.hasSuffix("\n") ? message : message + "\n")
            Glibc.exit(ExitStatus.done.rawValue)
        }
        Output.note(message.hasSuffix("\n") ? message : message + "\n")
        Glibc.exit(ExitStatus.usage.rawValue)
    }
}

/// The language of everything the program says before its options are known.
let language = ClientConfiguration.language(environment)

func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

/// A variable of the environment.
@Sendable func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
