import Booking
import Registry
import Yams

/// Reads a policy profile: from a file, or by the name of one that is shipped.
enum PolicyFile {
    /// Where profiles are looked for by name, in this order.
    private static let folders = ["Config/policies", "/etc/yiqi/policies", "/usr/local/share/yiqi/policies"]

    /// - Parameter setting: the setting `policy`: a path (with a slash or ending in `.yaml`), or a profile's name.
    /// - Throws: ``ConfigurationFault`` that names the file, the rule, the key and what is allowed.
    static func load(_ setting: String) throws -> PolicySource {
        if setting.contains("/") || setting.hasSuffix(".yaml") { return try read(setting) }
        for folder in folders {
            let path = "\(folder)/\(setting).yaml"
            if isThere(path) { return try read(path) }
        }
        // The default profile is in the program, so a daemon without any file beside it has its rules.
        if setting == Policy.zhangjiang.profile { return PolicySource(profile: setting, values: [:]) }
        throw ConfigurationFault(problems: [
            "policy: there is no profile \(setting) in \(folders.joined(separator: ", ")); name one of zhangjiang, "
                + "shanghai, national, open, or give the path of a policy file"
        ])
    }

    /// The profiles that are shipped and found, by name.
    static func shipped() throws -> [String: Policy] {
        var profiles: [String: Policy] = [:]
        for name in ["zhangjiang", "shanghai", "national", "open"] {
            // One that is not beside this daemon cannot be named; one that is there and wrong is a fault.
            guard name == Policy.zhangjiang.profile || folders.contains(where: { isThere("\($0)/\(name).yaml") }) else {
                continue
            }
            let source = try load(name)
            profiles[name] = try Policy.make(profile: source.profile, version: 1, values: source.values)
        }
        return profiles
    }

    private static func isThere(_ path: String) -> Bool { (try? Files.read(path, atMost: 1 << 20)) != nil }

    private static func read(_ path: String) throws -> PolicySource {
        let bytes: [UInt8]
        do { bytes = try Files.read(path, atMost: 1 << 20) } catch {
            throw ConfigurationFault(problems: ["policy: \(path) cannot be read: \(error)"])
        }
        func fault(_ words: String) -> ConfigurationFault { ConfigurationFault(problems: ["\(path): \(words)"]) }
        let node: Node?
        do { node = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self)) } catch {
            throw fault("not YAML: \(error)")
        }
        guard let mapping = node?.mapping else { throw fault("a policy file has profile:, version: and rules:") }
        var profile = "unnamed"
        var values: [String: [String: String]] = [:]
        for (key, value) in mapping {
            switch key.string {
            case "profile": profile = value.string ?? profile
            case "version": break
            case "rules":
                guard let rules = value.mapping else {
                    throw fault("rules: has a rule's id and its settings in each entry")
                }
                for (rule, settings) in rules {
                    guard let id = rule.string, let settings = settings.mapping else {
                        throw fault("line \(rule.mark?.line ?? 0): a rule has settings, such as mode: on")
                    }
                    var pairs: [String: String] = [:]
                    for (name, value) in settings {
                        guard let name = name.string, let text = value.scalar?.string else {
                            throw fault("line \(rule.mark?.line ?? 0): \(id) has a setting that is not plain text")
                        }
                        pairs[name] = text
                    }
                    values[id] = pairs
                }
            case let other:
                throw fault(
                    "line \(key.mark?.line ?? 0): \(other ?? "a key that is not text") is not known; "
                        + "allowed: profile, version, rules")
            }
        }
        do { _ = try Policy.make(profile: profile, version: 1, values: values) } catch { throw fault("\(error)") }
        return PolicySource(profile: profile, values: values)
    }
}
