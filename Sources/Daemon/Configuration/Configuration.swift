internal import Wire

/// Puts settings together: flags over environment over file over defaults. Every fault is reported, not only the first.
package enum Configuration {
    /// Prefix of the environment variables that are ours.
    package static let environmentPrefix = "YIQID_"
    /// Names the settings file; not a setting itself.
    package static let fileVariable = "YIQID_CONFIG"
    /// Read if no file is named and it exists.
    package static let usualFile = "/etc/yiqi/yiqid.yaml"

    /// A value given on the command line: the flag as typed, the key it stands for, the value.
    package struct Flag: Sendable {
        package let name: String
        package let key: String
        package let value: String

        package init(name: String, key: String, value: String) {
            self.name = name
            self.key = key
            self.value = value
        }
    }

    /// - Parameter file: the path given by a flag; nil looks at ``fileVariable`` and ``usualFile``.
    package static func load(
        file: String?, environment: [String: String], flags: [Flag]
    ) throws(ConfigurationFault) -> Settings {
        var written: [WrittenSetting] = []
        var problems: [String] = []
        let named = file ?? environment[fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        if let path = named ?? (Files.isReadable(usualFile) ? usualFile : nil) {
            do {
                written += try ConfigurationFile.read(try contents(of: path), path: path)
            } catch {
                problems += error.problems
            }
        }
        written += fromEnvironment(environment, &problems)
        written += flags.map { WrittenSetting(key: $0.key, text: $0.value, origin: .flag($0.name)) }
        return try assemble(written, problems)
    }

    /// Applies what was written, weakest first.
    static func assemble(
        _ written: [WrittenSetting], _ earlier: [String] = []
    ) throws(ConfigurationFault) -> Settings {
        var settings = Settings()
        var problems = earlier
        for setting in written {
            guard let spec = SettingTable.spec(setting.key) else {
                problems.append("\(setting.origin): \(setting.key): unknown key\(suggestion(setting.key))")
                continue
            }
            if !spec.apply(setting.text, &settings) {
                problems.append("\(setting.origin): \(spec.key): \"\(setting.text)\" is not \(spec.allowed)")
            }
        }
        if problems.isEmpty { problems = contradictions(settings) }
        guard problems.isEmpty else { throw ConfigurationFault(problems: problems) }
        return settings
    }

    private static func contents(of path: String) throws(ConfigurationFault) -> String {
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path, atMost: 1 << 20)
        } catch {
            throw ConfigurationFault(problems: ["\(path): cannot be read: \(error)"])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationFault(problems: ["\(path): is not UTF-8"])
        }
        return text
    }

    private static func fromEnvironment(
        _ environment: [String: String], _ problems: inout [String]
    ) -> [WrittenSetting] {
        var found: [WrittenSetting] = []
        for (name, value) in environment.sorted(by: { $0.key < $1.key })
        where name.hasPrefix(environmentPrefix) && name != fileVariable {
            if let spec = SettingTable.all.first(where: { $0.environmentName == name }) {
                found.append(WrittenSetting(key: spec.key, text: value, origin: .environment(name)))
            } else {
                let near = NearMatch.of(name, in: SettingTable.all.map(\.environmentName))
                let cure = near.map { "; did you mean \($0)?" } ?? ""
                problems.append("environment \(name): stands for no setting\(cure)")
            }
        }
        return found
    }

    private static func suggestion(_ key: String) -> String {
        // `port` alone is as common as a mistyped `listen.prot`.
        let near = NearMatch.of(key, in: SettingTable.keys) ?? SettingTable.keys.first { $0.hasSuffix("." + key) }
        return near.map { "; did you mean \($0)?" } ?? ""
    }

    /// What no single key can show.
    private static func contradictions(_ settings: Settings) -> [String] {
        var problems: [String] = []
        if (settings.tls.certificate == nil) != (settings.tls.key == nil) {
            problems.append("tls.certificate and tls.key: both or neither are allowed")
        }
        for (key, path) in [("tls.certificate", settings.tls.certificate), ("tls.key", settings.tls.key)] {
            if let path, !Files.isReadable(path) { problems.append("\(key): \(path) cannot be read") }
        }
        if settings.tls.certificate != nil, settings.listen.port != 0, settings.listen.port == settings.tls.port {
            problems.append("listen.port and tls.port: must differ")
        }
        if settings.pool.writes < settings.desk.lanes {
            problems.append("pool.writes: at least desk.lanes (\(settings.desk.lanes)) is allowed")
        }
        let needed = settings.pool.reads + settings.pool.writes + 5
        if settings.database.url == nil, settings.embedded.maxConnections < needed {
            problems.append("embedded.max-connections: at least \(needed) is allowed with these pools")
        }
        return problems
    }
}
