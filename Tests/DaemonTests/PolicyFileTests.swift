import Booking
import Registry
import Testing

@testable import Daemon

/// The profiles that are shipped, and what a bad one is told.
@Suite struct PolicyFileTests {
    private static let folder =
        #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Config/policies"

    @Test("every shipped profile can be used", arguments: ["zhangjiang", "shanghai", "national", "open"])
    func shipped(_ name: String) throws {
        let source = try PolicyFile.load("\(Self.folder)/\(name).yaml")
        #expect(source.profile == name)
        _ = try Policy.make(profile: source.profile, version: 1, values: source.values)
    }

    @Test("the default profile's file says what the program does without it")
    func defaultProfile() throws {
        let source = try PolicyFile.load("\(Self.folder)/zhangjiang.yaml")
        let policy = try Policy.make(profile: source.profile, version: 1, values: source.values)
        #expect(policy == Policy.zhangjiang)
    }

    @Test("a profile that does not exist is named, with those that do")
    func unknownName() {
        #expect {
            try PolicyFile.load("zhangjang")
        } throws: {
            "\($0)".contains("zhangjang") && "\($0)".contains("zhangjiang, shanghai, national, open")
        }
    }

    @Test(
        "a bad file is told its name, the rule, the key and what is allowed",
        arguments: [
            ("profile: x\nrules:\n  B5:\n    days: 30 weeks\n", ["B5.days", "30 weeks"]),
            ("profile: x\nrules:\n  B99:\n    mode: \"on\"\n", ["B99", "one of the rules"]),
            ("profile: x\nrules:\n  B5:\n    horizon: 30d\n", ["B5.horizon", "mode, days"]),
            ("profile: x\nrule: {}\n", ["rule is not known", "profile, version, rules"]),
            ("- a list\n", ["profile:, version: and rules:"]),
        ])
    func badFile(_ text: String, _ words: [String]) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/policy.yaml"
        try Files.replace(path, with: text)
        #expect {
            try PolicyFile.load(path)
        } throws: { error in
            words.allSatisfy { "\(error)".contains($0) } && "\(error)".contains(path)
        }
    }
}
