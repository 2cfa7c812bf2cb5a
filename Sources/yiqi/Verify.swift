import ArgumentParser
import Booking
import Client
import Edition

/// Checks an edition without a daemon.
struct Verify: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: say("核对一期月报：不需要服务器和账户。", "Check a monthly edition: no daemon, no account."),
            discussion: say(
                "逐项说明核对了什么；有任何不符，退出码为 1。公钥请从示范区公布处取得，不要取自月报本身。",
                "Says in words what it checked; the exit status is 1 if anything is wrong. Get the public key from where "
                    + "the zone publishes it, not from the edition."))
    }

    @Argument(
        help: ArgumentHelp(say("月报的文件夹，如 2026-11/r0", "the edition's folder, as 2026-11/r0"), valueName: "folder"),
        completion: .directory)
    var folder: String

    @Option(
        help: ArgumentHelp(say("示范区的公钥文件（PEM）", "the zone's public key (PEM)"), valueName: "file"), completion: .file())
    var key: String?

    @Option(
        help: ArgumentHelp(
            say("前一期或被更正版的文件夹；可重复", "the edition before it, or the revision it replaces; may be repeated"),
            valueName: "folder"), completion: .directory)
    var previous: [String] = []

    @Option(
        help: ArgumentHelp(say("消息的语言", "the language of messages"), valueName: "zh|en"),
        completion: .list(["zh", "en"]))
    var lang: String?

    func run() throws {
        let spoken = lang.flatMap(Language.init(rawValue:)) ?? language
        let checks: [CheckResult]
        do throws(EditionFolder.Fault) {
            checks = try look()
        } catch {
            throw ClientError.usage(zh: error.message.zh, en: error.message.en)
        }
        for check in checks { Output.write("\(mark(check.outcome)) \(check.text[spoken])\n") }
        let wrong = checks.count { $0.outcome == .failed }
        let sentence =
            wrong == 0
            ? Bilingual(zh: "没有发现不符之处。", en: "Nothing is wrong.")
            : Bilingual(zh: "有 \(wrong) 处不符。", en: "\(wrong) thing\(wrong == 1 ? " is" : "s are") wrong.")
        Output.write(sentence[spoken] + "\n")
        if wrong > 0 { throw ExitCode(ExitStatus.refused.rawValue) }
    }

    private func look() throws(EditionFolder.Fault) -> [CheckResult] {
        var verifying: VerifyingKey?
        if let key {
            verifying = VerifyingKey(pem: String(decoding: try EditionFolder.bytes(key), as: UTF8.self))
            guard verifying != nil else {
                throw EditionFolder.Fault(path: key, reason: say("不是 Ed25519 公钥", "is no Ed25519 public key"))
            }
        }
        var earlier: [EditionFiles] = []
        for folder in previous { earlier.append(try EditionFolder.read(folder)) }
        return Verification(
            try EditionFolder.read(folder), key: verifying, earlier: earlier, calendars: EditionFolder.calendar
        ).run()
    }

    private func mark(_ outcome: CheckResult.Outcome) -> String {
        switch outcome {
        case .passed: "✓"
        case .failed: "✗"
        case .skipped: "–"
        }
    }
}
