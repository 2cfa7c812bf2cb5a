/// All that is wrong with a configuration, one line each: where, which key, what is allowed.
package struct ConfigurationFault: Error, Hashable, Sendable, CustomStringConvertible {
    package var problems: [String]

    package init(problems: [String]) { self.problems = problems }

    package var description: String { problems.joined(separator: "\n") }
}

/// Where a value was written; told in every fault.
enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
    case file(String, line: Int)
    case environment(String)
    case flag(String)

    var description: String {
        switch self {
        case .file(let path, let line): "\(path):\(line)"
        case .environment(let name): "environment \(name)"
        case .flag(let name): "flag \(name)"
        }
    }
}

/// A value as someone wrote it, not yet judged.
struct WrittenSetting: Hashable, Sendable {
    let key: String
    let text: String
    let origin: SettingOrigin
}
