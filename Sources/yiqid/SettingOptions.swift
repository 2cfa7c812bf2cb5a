internal import ArgumentParser
internal import Daemon
internal import Glibc

/// The flags that all subcommands take. The usual settings have flags of their own; `--set` reaches every one.
struct SettingOptions: ParsableArguments {
    @Option(help: "The settings file (else $YIQID_CONFIG, else /etc/yiqi/yiqid.yaml if it exists).")
    var config: String?
    @Option(help: "listen.host") var host: String?
    @Option(help: "listen.port; 0 is any free one.") var port: String?
    @Option(help: "listen.port-file: where the chosen port is written.") var portFile: String?
    @Option(help: "database.url; without it a private cluster is run.") var database: String?
    @Option(help: "embedded.data: the folder of the private cluster.") var data: String?
    @Option(help: "policy: a rule profile or a policy file.") var policy: String?
    @Option(help: "log.level") var logLevel: String?
    @Option(help: "log.format: text or json.") var logFormat: String?
    @Option(name: .customLong("set"), help: "Any setting, as limits.idle=1h; may be repeated.")
    var set: [String] = []

    func settings() throws -> Settings {
        let named: [(String, String, String?)] = [
            ("--host", "listen.host", host), ("--port", "listen.port", port),
            ("--port-file", "listen.port-file", portFile), ("--database", "database.url", database),
            ("--data", "embedded.data", data), ("--policy", "policy", policy), ("--log-level", "log.level", logLevel),
            ("--log-format", "log.format", logFormat),
        ]
        var flags = named.compactMap { name, key, value in
            value.map { Configuration.Flag(name: name, key: key, value: $0) }
        }
        for pair in set {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw ValidationError("--set \(pair): key=value is allowed") }
            flags.append(Configuration.Flag(name: "--set", key: String(parts[0]), value: String(parts[1])))
        }
        return try Configuration.load(file: config, environment: environmentVariables(), flags: flags)
    }
}

private func environmentVariables() -> [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
        let text = String(cString: entry)
        if let equals = text.firstIndex(of: "=") {
            variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
        }
        next += 1
    }
    return variables
}
