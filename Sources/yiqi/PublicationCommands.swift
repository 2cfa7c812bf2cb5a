import ArgumentParser
import Booking
import Client
import Edition
import Wire

struct Feed: WireCommand {
    static let verb = Verb.feed
    @Argument(help: about(.feed)) var instrument: String
    @Option(help: about(.feed, "days")) var days: String?
    @OptionGroup var file: FileOption
    @OptionGroup var common: CommonOptions
    var subject: String? { instrument }
    var fields: [(String, String?)] { [("days", days)] }

    func keep(_ reply: ParsedReply) throws(ClientError) -> Bool { try file.write(calendar(reply)) }

    func picture(_ reply: ParsedReply, _ language: Language, _ terminal: Terminal) throws(ClientError) -> String? {
        terminal.isTerminal ? nil : calendar(reply)
    }

    /// With the line ends of RFC 5545, whatever the wire has.
    private func calendar(_ reply: ParsedReply) -> String { reply.lines.map { $0 + "\r\n" }.joined() }
}

/// `yiqi bulletin`.
struct BulletinCommand: WireCommand {
    static let verb = Verb.bulletin
    @Argument(help: about(.bulletin)) var month: String
    @Option(help: about(.bulletin, "park")) var park: String?
    @Option(help: about(.bulletin, "unit")) var unit: String?
    @Option(help: about(.bulletin, "format"), completion: words(.bulletin, "format")) var format: String?
    @Option(help: about(.bulletin, "part"), completion: words(.bulletin, "part")) var part: String?
    @Option(help: about(.bulletin, "revision")) var revision: String?
    @Option(help: about(.bulletin, "languages"), completion: words(.bulletin, "languages")) var languages: String?
    @OptionGroup var file: FileOption
    @OptionGroup var common: CommonOptions
    var subject: String? { month }
    var fields: [(String, String?)] {
        [
            ("park", park), ("unit", unit), ("format", format), ("part", part), ("revision", revision),
            ("languages", languages),
        ]
    }

    func validate() throws {
        if format == "xlsx", file.path == nil {
            throw ValidationError(say("工作簿要写入文件：请给出 --out。", "A workbook goes to a file: give --out."))
        }
    }

    func keep(_ reply: ParsedReply) throws(ClientError) -> Bool { try file.write(reply) }
}

/// `yiqi catalogue`.
struct CatalogueCommand: WireCommand {
    static let verb = Verb.catalogue
    @Option(help: about(.catalogue, "format"), completion: words(.catalogue, "format")) var format: String?
    @Option(help: about(.catalogue, "park")) var park: String?
    @Option(help: about(.catalogue, "unit")) var unit: String?
    @Option(help: about(.catalogue, "instrument")) var instrument: String?
    @Option(name: .customLong("table"), help: about(.catalogue, "table"), completion: words(.catalogue, "table"))
    var which: String?
    @OptionGroup var file: FileOption
    @OptionGroup var common: CommonOptions
    var fields: [(String, String?)] {
        [("format", format), ("park", park), ("unit", unit), ("instrument", instrument), ("table", which)]
    }

    func keep(_ reply: ParsedReply) throws(ClientError) -> Bool { try file.write(reply) }
}

struct Records: WireCommand {
    static let verb = Verb.records
    @Argument(help: about(.records)) var quarter: String
    @Option(help: about(.records, "park")) var park: String?
    @Option(help: about(.records, "unit")) var unit: String?
    @Option(help: about(.records, "format"), completion: words(.records, "format")) var format: String?
    @OptionGroup var file: FileOption
    @OptionGroup var key: KeyOption
    @OptionGroup var common: CommonOptions
    var subject: String? { quarter }
    var fields: [(String, String?)] { [("park", park), ("unit", unit), ("format", format)] + key.field }

    func keep(_ reply: ParsedReply) throws(ClientError) -> Bool { try file.write(reply, mode: 0o600) }
}

/// Where a document goes.
struct FileOption: ParsableArguments {
    @Option(
        name: .customLong("out"),
        help: ArgumentHelp(
            say("写入这个文件；已有的会被替换", "write it to this file, replacing one that is there"), valueName: "file"),
        completion: .file())
    var path: String?

    /// Whether a file was named and is written now.
    func write(_ text: String) throws(ClientError) -> Bool { try write(Array(text.utf8)) }

    /// A document reply; what came as base64 is what it stands for.
    func write(_ reply: ParsedReply, mode: UInt32 = 0o644) throws(ClientError) -> Bool {
        if reply["encoding"] == "base64" {
            guard let bytes = Base64.decode(reply.lines.joined().utf8) else {
                throw ClientError(.foreign, zh: "服务器发来的不是 base64。", en: "What came is not base64.")
            }
            return try write(bytes, mode: mode)
        }
        return try write(Array(reply.lines.map { $0 + "\n" }.joined().utf8), mode: mode)
    }

    func write(_ bytes: [UInt8], mode: UInt32 = 0o644) throws(ClientError) -> Bool {
        guard let path else { return false }
        try Files.write(bytes, to: path, mode: mode)
        Output.note("\(say("已写入", "written to")) \(path)\n")
        return true
    }
}
