import ArgumentParser
import Client
import Testing
import Wire

@testable import yiqi

/// The subcommands' words are the wire's: what the table has, the client has, and nothing else.
@Suite struct SubcommandTests {
    private static let subcommands = Yiqi.configuration.groupedSubcommands.flatMap { $0.subcommands }

    @Test func everyCommandHasItsSubcommand() {
        let names = Set(Self.subcommands.compactMap { $0.configuration.commandName })
        for verb in Verb.allCases { #expect(names.contains(verb.rawValue.lowercased()), "\(verb)") }
    }

    @Test func everyFieldHasItsOption() {
        for command in Self.subcommands {
            guard let wire = command as? any WireCommand.Type else { continue }
            let verb = wire.verb
            let help = Yiqi.helpMessage(for: command, columns: 10_000)
            for field in CommandTable.lookup(verb).fields {
                #expect(
                    help.contains("--\(field.name) ") || help.contains("--\(field.name)\n"), "\(verb) --\(field.name)")
            }
        }
    }

    @Test(arguments: [
        (["find", "--text", "电镜", "--from", "2026-12-02", "--to", "2026-12-06", "--for", "4h"], "find"),
        (["reserve", "siom/sem-01", "--start", "tomorrow 9:00", "--for", "4h", "--service", "imaging"], "reserve"),
        (["publish", "siom", "list.csv", "--mapping", "m.txt", "--dry-run"], "publish"),
        (["policy", "siom", "B4.notice=1h", "B6.mode=off", "--dry-run"], "policy"),
        (["policy", "siom/sem-01", "--file", "rules.txt"], "policy"), (["rules", "siom", "--version", "3"], "rules"),
        (["week", "siom/sem-01"], "week"), (["booking", "b1"], "booking"), (["raw"], "raw"),
    ])
    func asInTheDocuments(_ arguments: [String], _ name: String) throws {
        #expect(type(of: try Yiqi.parseAsRoot(arguments)).configuration.commandName == name)
    }

    @Test func aFindWithALengthHasAWindow() throws {
        let find = try #require(try Yiqi.parseAsRoot(["find", "--for", "4h"]) as? Find)
        let fields = find.fields.filter { $0.1 != nil }.map { "\($0.0)=\($0.1!)" }
        #expect(fields == ["from=now", "to=+14d", "for=4h"])
        let plain = try #require(try Yiqi.parseAsRoot(["find", "--text", "x"]) as? Find)
        #expect(plain.fields.filter { $0.1 != nil }.count == 1)
    }

    /// An empty document takes rules back, so it has to be meant.
    @Test func aPolicySaysWhatItDoes() throws {
        func document(_ arguments: [String]) throws -> String {
            let command = try #require(try Yiqi.parseAsRoot(["policy", "siom"] + arguments) as? PolicyCommand)
            return String(decoding: try #require(try command.document()).bytes, as: UTF8.self)
        }
        #expect(try document(["B4.notice=1h", "B6.mode=off"]) == "+ B4.notice=1h\n+ B6.mode=off\n.\n")
        #expect(try document(["--clear"]) == ".\n")
        for arguments in [[], ["--clear", "B6.mode=off"], ["--clear", "--file", "x"], ["--file", "/nowhere/x"]] {
            #expect(throws: ClientError.self) { try document(arguments) }
        }
    }

    @Test func textsSpeakOfOptions() {
        #expect(asOptions("end= or for=, as for=2h", .reserve) == "--end or --for, as --for=2h")
        #expect(asOptions("replayed=yes", .reserve) == "replayed=yes")
    }

    @Test func completionScriptsKnowTheCommands() {
        for shell in CompletionShell.allCases { #expect(Yiqi.completionScript(for: shell).contains("reserve")) }
    }
}
