import ArgumentParser
import Client
import Wire

/// Protocol lines in, protocol lines out.
struct Raw: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "raw",
            abstract: say(
                "原样传递协议行：标准输入发给服务器，回复原样打印。", "Pass protocol lines through: standard input to the daemon, replies back."),
            discussion: say(
                "有令牌就先登录；此外不翻译、不补键、不重试。退出码看最后一个回复：OK 为 0，ERR 为 1。",
                "Signs in first if there is a token; beyond that nothing is translated, added or tried again. The exit "
                    + "status tells of the last reply: 0 for OK, 1 for ERR."))
    }
    @Flag(help: ArgumentHelp(say("有令牌也不登录", "do not sign in even if there is a token"))) var anonymous = false
    @Flag(help: ArgumentHelp(say("不打印问候", "do not print the greeting"))) var quiet = false
    @OptionGroup var common: CommonOptions

    mutating func run() async throws {
        let settings = try common.configuration()
        settings.warn()
        let timeout = Duration.seconds(settings.timeout)
        let connection = try await Connection.open(settings.endpoint, trust: settings.trust)
        if !quiet { print(connection.greeting) }
        var succeeded = connection.greeting.succeeded
        if !anonymous, succeeded, let token = settings.token {
            guard connection.isPrivate else {
                throw ClientError.usage(
                    zh: "连接没有加密，令牌会泄露：请用 tls://主机:端口，或 --anonymous。",
                    en:
                        "The connection is not encrypted and would give the token away: use tls://host:port, or --anonymous."
                )
            }
            let reply = try await connection.exchange(Array("AUTH token=\(token)".utf8), timeout: timeout)
            guard reply.succeeded else {
                print(reply)
                throw ExitCode(ExitStatus.refused.rawValue)
            }
        }
        var lines = InputLines()
        while connection.greeting.succeeded, let line = try lines.next() {
            var document: FramedDocument?
            if CommandTable.opensUpload(line) { document = FramedDocument(verbatim: try lines.upload()) }
            let reply = try await connection.exchange(line, document: document, timeout: timeout)
            succeeded = reply.succeeded
            print(reply)
            if !connection.isOpen { break }
        }
        await connection.close()
        if !succeeded { throw ExitCode(ExitStatus.refused.rawValue) }
    }

    private func print(_ reply: ParsedReply) {
        Output.write(reply.lines.map { $0.isEmpty ? "+\n" : "+ \($0)\n" }.joined() + reply.finalLine + "\n")
    }
}

/// Standard input by lines, as bytes.
struct InputLines {
    private var buffer: [UInt8] = []
    private var start = 0
    private var ended = false

    /// The next line without its LF; nil at the end.
    mutating func next() throws(ClientError) -> [UInt8]? {
        while true {
            if let end = buffer[start...].firstIndex(of: 0x0A) {
                defer { start = end + 1 }
                return Array(buffer[start..<end])
            }
            buffer.removeFirst(start)
            start = 0
            if ended {
                defer { buffer = [] }
                return buffer.isEmpty ? nil : buffer
            }
            let more = try Files.some(0, "-")
            ended = more.isEmpty
            buffer += more
        }
    }

    /// The lines up to one with a single `.`, with it, as they are.
    mutating func upload() throws(ClientError) -> [UInt8] {
        var result: [UInt8] = []
        while let line = try next() {
            result += line
            result.append(0x0A)
            if line == [0x2E] || line == [0x2E, 0x0D] { return result }
        }
        // The input ended inside the document; the daemon shall not wait for the rest.
        return result + [0x2E, 0x0A]
    }
}
