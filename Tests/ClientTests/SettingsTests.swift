import Booking
import Glibc
import Testing
import Wire

@testable import Client

@Suite struct SettingsTests {
    /// A folder of its own for each test.
    private func folder() -> String {
        var template = Array("/tmp/yiqi-client-XXXXXX".utf8CString)
        return String(cString: mkdtemp(&template))
    }

    private func load(
        _ options: ClientConfiguration.Options = .init(), _ environment: [String: String] = [:], file: String? = nil
    ) throws -> ClientConfiguration {
        var environment = environment
        let folder = folder()
        environment["XDG_CONFIG_HOME"] = environment["XDG_CONFIG_HOME"] ?? folder
        if let file { try Files.writePrivate(Array(file.utf8), to: folder + "/yiqi/config.yaml") }
        let settings = environment
        return try ClientConfiguration.load(options) { settings[$0] }
    }

    @Test(arguments: [
        ("localhost", "localhost:9474"), ("h:1", "h:1"), ("tls://h", "tls://h:9475"), ("tcp://h:2", "h:2"),
        ("[::1]", "[::1]:9474"), ("tls://[::1]:7", "tls://[::1]:7"), ("yiqi.example.cn:9474", "yiqi.example.cn:9474"),
    ])
    func endpoints(_ text: String, _ read: String) throws {
        let endpoint = try Endpoint(text)
        #expect(endpoint.description == read)
        #expect(try Endpoint(endpoint.description) == endpoint)
    }

    @Test(arguments: ["", ":1", "h:0", "h:65536", "h:x", "http://h", "::1", "[::1", "[::1]x", "a b", "h/x", "h:"])
    func badEndpoints(_ text: String) {
        #expect(throws: ClientError.self) { try Endpoint(text) }
    }

    @Test func optionsBeatTheEnvironmentBeatsTheFile() throws {
        let file = "# mine\nserver: file:1\nlang: zh   # always\ntimeout: 5\nca: \"/a b.pem\"\n"
        #expect(try load().endpoint == .standard)
        let read = try load(file: file)
        #expect(
            read.endpoint.host == "file" && read.language == .zh && read.timeout == 5 && read.trust == .file("/a b.pem")
        )
        let environment = ["YIQI_SERVER": "env:2", "YIQI_LANG": "en", "YIQI_TOKEN": "et"]
        let told = try load(.init(), environment, file: file)
        #expect(told.endpoint.host == "env" && told.language == .en && told.token == "et")
        let typed = try load(.init(server: "opt:3", token: "ot", lang: "zh", timeout: 9), environment, file: file)
        #expect(typed.endpoint.host == "opt" && typed.language == .zh && typed.token == "ot" && typed.timeout == 9)
    }

    @Test func languageFollowsTheLocale() {
        for (environment, language) in [
            (["LANG": "zh_CN.UTF-8"], Language.zh), (["LANG": "C"], .en), ([:], .en),
            (["LC_ALL": "en_GB", "LANG": "zh_CN"], .en), (["LC_ALL": "", "LANG": "zh_CN"], .zh),
            (["YIQI_LANG": "zh", "LANG": "C"], .zh),
        ] as [([String: String], Language)] {
            #expect(ClientConfiguration.language { environment[$0] } == language)
        }
    }

    @Test(arguments: [
        ("sever: x", "did you mean server?"), ("server x", "line 1"), ("a\nb", "line 1"),
        ("lang: zh\nlang: en", "given twice"),
        ("timeout: soon", "1 to 3600"), ("lang: fr", "zh or en"), ("server: http://x", "host:port"),
        ("server: \"x", "key: value"),
    ])
    func badFilesSayWhere(_ file: String, _ says: String) {
        let error = #expect(throws: ClientError.self) { try load(file: file) }
        #expect(error?.kind == .usage && error?.message.en.contains(says) == true, "\(error?.message.en ?? "")")
    }

    @Test func aNamedFileMustExist() {
        #expect(throws: ClientError.self) { try load(.init(), ["YIQI_CONFIG": "/nonexistent/config.yaml"]) }
    }

    @Test func tokensAreKeptByServerForTheOwnerOnly() throws {
        let path = folder() + "/deep/er/tokens.yaml"
        let one = try Endpoint("tls://one:1")
        let two = try Endpoint("[::1]:2")
        try Tokens.keep("t1", for: one, in: path)
        try Tokens.keep("t2", for: two, in: path)
        try Tokens.keep("t3", for: one, in: path)
        #expect(try Tokens.find(one, in: path) == "t3")
        #expect(try Tokens.find(two, in: path) == "t2")
        #expect(!Files.isOpenToOthers(path))
        try Tokens.keep(nil, for: one, in: path)
        #expect(try Tokens.find(one, in: path) == nil)
        #expect(try Tokens.find(two, in: path) == "t2")
    }

    @Test func aReadableTokenFileIsWarnedOf() throws {
        let base = folder()
        let path = base + "/yiqi/tokens.yaml"
        try Tokens.keep("t", for: .standard, in: path)
        #expect(try load(.init(), ["XDG_CONFIG_HOME": base]).warnings.isEmpty)
        chmod(path, 0o644)
        let loaded = try load(.init(), ["XDG_CONFIG_HOME": base])
        #expect(loaded.token == "t" && loaded.warnings.count == 1)
    }

    @Test func mappingsStandBeforeTheList() throws {
        let mapping = Array("\u{FEFF}# head\r\n%map 仪器名称 = name\r\n\n  %slug number".utf8)
        let joined = try ListDocument.join(mapping: mapping, path: "m", list: [0xB5, 0xE7, 0x0A])
        #expect(joined == Array("%map 仪器名称 = name\n%slug number\n%list\n".utf8) + [0xB5, 0xE7, 0x0A])
        let gbk: [UInt8] = [0xB5, 0xE7, 0x0A]
        #expect(try ListDocument.join(mapping: nil, path: "", list: gbk) == gbk)
        let error = #expect(throws: ClientError.self) {
            try ListDocument.join(mapping: Array("%a\nmap x".utf8), path: "m.txt", list: [])
        }
        #expect(error?.message.en.contains("m.txt, line 2") == true)
    }

    @Test func linesTooLongToSendAreTold() throws {
        #expect(throws: ClientError.self) { try FramedDocument([UInt8](repeating: 0x61, count: 65_534)) }
        #expect(try FramedDocument([UInt8](repeating: 0x61, count: 65_533)).bytes.count == 65_538)
        #expect(try FramedDocument([]).bytes == [0x2E, 0x0A])
        #expect(try FramedDocument([0x0A]).bytes == [0x2B, 0x20, 0x0A, 0x2E, 0x0A])
    }
}
