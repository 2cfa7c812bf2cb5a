import ArgumentParser
import Booking
import Client
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

    func write(_ bytes: [UInt8]) throws(ClientError) -> Bool {
        guard let path else { return false }
        try Files.write(bytes, to: path)
        Output.note("\(say("已写入", "written to")) \(path)\n")
        return true
    }
}
