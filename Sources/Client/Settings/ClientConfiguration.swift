package import Booking
import Wire

/// What the client is told by its options, the environment and its file, in this order.
package struct ClientConfiguration: Sendable {
    package var endpoint: Endpoint
    package var trust: Connection.Trust
    package var token: String?
    package var language: Language
    /// Seconds for one reply.
    package var timeout: Int
    /// Where tokens are kept.
    package var tokensPath: String
    /// What deserves a word to the user before anything is done.
    package var warnings: [Bilingual] = []

    /// What was typed on the command line; nil where nothing was.
    package struct Options: Sendable {
        package var server: String?
        package var ca: String?
        package var token: String?
        package var lang: String?
        package var timeout: Int?

        package init(
            server: String? = nil, ca: String? = nil, token: String? = nil, lang: String? = nil, timeout: Int? = nil
        ) {
            self.server = server
            self.ca = ca
            self.token = token
            self.lang = lang
            self.timeout = timeout
        }
    }

    package static let keys = ["server", "ca", "lang", "timeout"]

    package static func load(
        _ options: Options, environment: (String) -> String?
    ) throws(ClientError) -> ClientConfiguration {
        let path = try path(environment)
        let file = try read(path, isNamed: environment("YIQI_CONFIG") != nil)
        var endpoint = Endpoint.standard
        if let text = options.server ?? environment("YIQI_SERVER") ?? file["server"] { endpoint = try Endpoint(text) }
        let language = try language(options.lang, environment, file["lang"], path)
        var timeout = options.timeout
        if timeout == nil, let text = file["timeout"] {
            guard let seconds = Int(text), (1...3_600).contains(seconds) else {
                throw .usage(
                    zh: "\(path)：timeout 应为 1 至 3600 秒，不是 \(snippet(text))。",
                    en: "\(path): timeout is 1 to 3600 seconds, not \(snippet(text)).")
            }
            timeout = seconds
        }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let tokens = folder + "/tokens.yaml"
        let given = options.token ?? environment("YIQI_TOKEN").flatMap { $0.isEmpty ? nil : $0 }
        var token = given
        if token == nil { token = try Tokens.find(endpoint, in: tokens) }
        var result = ClientConfiguration(
            endpoint: endpoint, trust: (options.ca ?? file["ca"]).map { .file($0) } ?? .system,
            token: token, language: language, timeout: timeout ?? 30,
            tokensPath: tokens)
        if given == nil, result.token != nil, Files.isOpenToOthers(tokens) {
            result.warnings.append(
                Bilingual(
                    zh: "\(tokens) 别人也能读：请执行 chmod 600。", en: "Others can read \(tokens): chmod 600 it."))
        }
        return result
    }

    /// Chinese where the environment says so, otherwise English.
    package static func language(_ environment: (String) -> String?) -> Language {
        if let named = environment("YIQI_LANG").flatMap({ Language(rawValue: $0) }) { return named }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
        return locale?.hasPrefix("zh") == true ? .zh : .en
    }

    private static func language(
        _ option: String?, _ environment: (String) -> String?, _ file: String?, _ path: String
    ) throws(ClientError) -> Language {
        for (place, text) in [("--lang", option), ("YIQI_LANG", environment("YIQI_LANG")), (path, file)] {
            guard let text, !text.isEmpty else { continue }
            if let language = Language(rawValue: text) { return language }
            throw .usage(
                zh: "\(place)：语言应为 zh 或 en，不是 \(snippet(text))。",
                en: "\(place): the language is zh or en, not \(snippet(text)).")
        }
        return language(environment)
    }

    private static func path(_ environment: (String) -> String?) throws(ClientError) -> String {
        if let named = environment("YIQI_CONFIG"), !named.isEmpty { return named }
        if let base = environment("XDG_CONFIG_HOME"), base.hasPrefix("/") { return base + "/yiqi/config.yaml" }
        if let home = environment("HOME"), !home.isEmpty { return home + "/.config/yiqi/config.yaml" }
        return "/etc/yiqi/config.yaml"
    }

    private static func read(_ path: String, isNamed: Bool) throws(ClientError) -> FlatFile {
        guard let bytes = try Files.read(path) else {
            guard isNamed else { return try FlatFile("", path: path) }
            throw .usage(zh: "YIQI_CONFIG 指向的 \(path) 不存在。", en: "YIQI_CONFIG names \(path), which does not exist.")
        }
        let file = try FlatFile(String(decoding: bytes, as: UTF8.self), path: path)
        for entry in file.entries where !keys.contains(entry.key) {
            let allowed = keys.joined(separator: ", ")
            let near = NearMatch.of(entry.key, in: keys)
            throw .usage(
                zh:
                    "\(path) 第 \(entry.line) 行：没有 \(snippet(entry.key)) 这一项\(near.map { "，是不是 \($0)？" } ?? "；")可用的有 \(allowed)。",
                en:
                    "\(path), line \(entry.line): there is no \(snippet(entry.key))\(near.map { ", did you mean \($0)?" } ?? ";") "
                    + "Known are \(allowed).")
        }
        return file
    }
}

/// The file of tokens: one line for each server, readable by its owner only.
package enum Tokens {
    package static func find(_ endpoint: Endpoint, in path: String) throws(ClientError) -> String? {
        try entries(path).first { $0.key == endpoint.description }?.value
    }

    /// Keeps a token for a server, or forgets it when nil.
    package static func keep(_ token: String?, for endpoint: Endpoint, in path: String) throws(ClientError) {
        var lines = try entries(path).filter { $0.key != endpoint.description }.map { "\"\($0.key)\": \($0.value)" }
        if let token { lines.append("\"\(endpoint)\": \(token)") }
        try Files.writePrivate(Array(lines.map { $0 + "\n" }.joined().utf8), to: path)
    }

    private static func entries(_ path: String) throws(ClientError) -> [FlatFile.Entry] {
        guard let bytes = try Files.read(path) else { return [] }
        return try FlatFile(String(decoding: bytes, as: UTF8.self), path: path).entries
    }
}
