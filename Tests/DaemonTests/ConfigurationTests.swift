import Booking
import Glibc
import Testing

@testable import Daemon

@Suite struct ConfigurationTests {
    private func read(
        _ yaml: String, environment: [String: String] = [:], flags: [(String, String)] = []
    ) throws -> Settings {
        let folder = try TemporaryFolder()
        let path = folder.path + "/yiqid.yaml"
        try Files.replace(path, with: yaml)
        return try Configuration.load(
            file: path, environment: environment,
            flags: flags.map { Configuration.Flag(name: "--set", key: $0.0, value: $0.1) })
    }

    private func problems(_ yaml: String, environment: [String: String] = [:], flags: [(String, String)] = [])
        -> [String]
    {
        do {
            _ = try read(yaml, environment: environment, flags: flags)
            return []
        } catch let fault as ConfigurationFault {
            return fault.problems
        } catch {
            return ["\(error)"]
        }
    }

    @Test func defaultsAreThoseOfTheTable() throws {
        let settings = try read("")
        #expect(settings.listen.host == "127.0.0.1")
        #expect(settings.listen.port == 9474)
        #expect(settings.tls.port == 9475)
        #expect(settings.database.url == nil)
        #expect(settings.zone.name == "张江示范区")
        #expect(settings.limits.idle == .seconds(600))
        #expect(settings.limits.outboundBytes == 1 << 20)
        #expect(settings.zone.language == .en)
    }

    @Test func strongerPlacesWin() throws {
        let yaml = "listen:\n  port: 1\n  host: a\npolicy: p\nlimits.idle: 5m\n"
        let environment = ["YIQID_LISTEN_PORT": "2", "YIQID_POLICY": "q", "HOME": "/"]
        let settings = try read(yaml, environment: environment, flags: [("listen.port", "3")])
        #expect(settings.listen.port == 3)
        #expect(settings.listen.host == "a")
        #expect(settings.policy == "q")
        #expect(settings.limits.idle == .seconds(300))
    }

    @Test func theFileMayBeNamedByTheEnvironment() throws {
        let folder = try TemporaryFolder()
        try Files.replace(folder.path + "/c.yaml", with: "desk: {batch: 7}\n")
        let settings = try Configuration.load(
            file: nil, environment: [Configuration.fileVariable: folder.path + "/c.yaml"], flags: [])
        #expect(settings.desk.batch == 7)
    }

    @Test(
        arguments: [
            ("listen:\n  port: abc\n", ":2: listen.port: \"abc\" is not a whole number from 0 to 65535"),
            ("listen:\n  port: 65536\n", ":2: listen.port: \"65536\" is not a whole number from 0 to 65535"),
            ("listen:\n  port: +1\n", "listen.port"),
            ("listen:\n  prot: 1\n", ":2: listen.prot: unknown key; did you mean listen.port?"),
            ("port: 1\n", ":1: port: unknown key; did you mean"),
            ("limits:\n  idle: 10\n", ":2: limits.idle: \"10\" is not a time from 100ms to 7d"),
            ("limits:\n  idle: 9d\n", "limits.idle"),
            ("limits:\n  idle: 99999999999999999999d\n", "limits.idle"),
            ("limits:\n  upload-bytes: 12\n", "limits.upload-bytes: \"12\" is not a size from 1KiB to 1GiB"),
            ("log:\n  level: loud\n", "log.level: \"loud\" is not one of trace, debug, info, notice, warning, error"),
            ("zone:\n  language: fr\n", "is not one of zh, en"),
            ("zone:\n  code: Ab\n", "zone.code"),
            ("zone:\n  timezone: ../../etc/passwd\n", "zone.timezone"),
            ("listen: [1]\n", ":1: listen: one value is allowed, not a list"),
            ("policy:\n  a: b\n", "policy: one value is allowed, not a section"),
            ("listen:\n  port: 1\n  port: 2\n", "port is written twice"),
            ("listen:\n port: 1\n  host: x\n", "is not YAML here"),
            ("a: \"\n", "is not YAML"),
            ("just words\n", "sections such as `listen:` are allowed"),
            ("tls:\n  key: /nowhere\n", "tls.certificate and tls.key: both or neither are allowed"),
            ("tls: {key: /nowhere, certificate: /nowhere}\n", "tls.key: /nowhere cannot be read"),
            ("desk: {lanes: 8}\n", "pool.writes: at least desk.lanes (8) is allowed"),
            ("pool: {reads: 60}\n", "embedded.max-connections: at least 69 is allowed"),
        ])
    func faultsNameFileLineKeyAndWhatIsAllowed(yaml: String, said: String) {
        let problems = problems(yaml)
        #expect(problems.contains { $0.contains(said) }, "\(problems)")
    }

    @Test func faultsOfEnvironmentAndFlagsNameThem() {
        #expect(
            problems("", environment: ["YIQID_LISTEN_PROT": "1"])
                == ["environment YIQID_LISTEN_PROT: stands for no setting; did you mean YIQID_LISTEN_PORT?"])
        #expect(
            problems("", environment: ["YIQID_LISTEN_PORT": "x"])[0].hasPrefix(
                "environment YIQID_LISTEN_PORT: listen.port"))
        #expect(
            problems("", flags: [("desk.bach", "1")]) == [
                "flag --set: desk.bach: unknown key; did you mean desk.batch?"
            ])
    }

    @Test func allFaultsAreToldAtOnce() {
        #expect(problems("listen: {port: x}\ndesk: {batch: 0}\nfoo: 1\n").count == 3)
    }

    @Test func aFileThatIsNotThereIsNamed() {
        #expect(throws: ConfigurationFault.self) {
            try Configuration.load(file: "/nowhere/yiqid.yaml", environment: [:], flags: [])
        }
    }

    /// The annotated file in the repository is what the table says, and reads as the defaults.
    @Test func theAnnotatedFileNamesEveryKeyWithItsDefault() throws {
        let path = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Config/yiqid.yaml"
        let text = String(decoding: try Files.read(path, atMost: 1 << 20), as: UTF8.self)
        #expect(text == AnnotatedFile.text)
        let written = try ConfigurationFile.read(text, path: path)
        #expect(written.map(\.key) == SettingTable.keys)
        #expect(written.map(\.text) == SettingTable.all.map(\.defaultText))
    }

    @Test func everyDefaultIsAllowedAndEveryKeyIsKebab() {
        var settings = Settings()
        for spec in SettingTable.all {
            #expect(spec.apply(spec.defaultText, &settings), "\(spec.key)")
            #expect(spec.key.utf8.allSatisfy { $0 == 45 || $0 == 46 || (97...122).contains($0) }, "\(spec.key)")
            #expect(!spec.reason.isEmpty && !spec.consequence.isEmpty && !spec.allowed.isEmpty)
        }
        #expect(Set(SettingTable.keys).count == SettingTable.keys.count)
    }

    @Test func zonesAreLoadedOrNamed() throws {
        #expect(try ZoneFile.load("Asia/Shanghai").offset(at: Instant(seconds: 1_764_000_000)) == 28800)
        #expect(throws: ConfigurationFault.self) { try ZoneFile.load("Asia/Nowhere") }
    }
}
