internal import Yams

/// Reads a settings file: YAML, sections nested or keys dotted, values plain scalars.
enum ConfigurationFile {
    static func read(_ yaml: String, path: String) throws(ConfigurationFault) -> [WrittenSetting] {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw ConfigurationFault(problems: [describe(error, path: path)])
        } catch {
            throw ConfigurationFault(problems: ["\(path): is not YAML"])
        }
        var reader = Reader(path: path)
        if let root { reader.visit(root, key: "") }
        guard reader.problems.isEmpty else { throw ConfigurationFault(problems: reader.problems) }
        return reader.found
    }

    private static func describe(_ error: YamlError, path: String) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "\(path):\(mark.line): is not YAML here: \(problem)"
        case .duplicatedKeysInMapping(let duplicates, let context):
            "\(path):\(context.mark.line): \(duplicates.joined(separator: ", ")) is written twice in one section"
        default:
            "\(path): is not YAML"
        }
    }

    private struct Reader {
        let path: String
        var found: [WrittenSetting] = []
        var problems: [String] = []

        mutating func visit(_ node: Node, key: String) {
            let line = node.mark?.line ?? 0
            switch node {
            case .scalar(let scalar):
                if key.isEmpty {
                    // A file of nothing but comments composes to an empty scalar.
                    if !scalar.string.isEmpty {
                        problems.append("\(path):\(line): sections such as `listen:` are allowed")
                    }
                } else {
                    found.append(WrittenSetting(key: key, text: text(of: scalar), origin: .file(path, line: line)))
                }
            case .mapping(let mapping):
                if !key.isEmpty, SettingTable.spec(key) != nil {
                    problems.append("\(path):\(line): \(key): one value is allowed, not a section")
                    return
                }
                for (name, value) in mapping {
                    guard let part = name.string, !part.isEmpty else {
                        problems.append("\(path):\(name.mark?.line ?? line): a key must be a word")
                        continue
                    }
                    visit(value, key: key.isEmpty ? part : key + "." + part)
                }
            case .sequence:
                problems.append("\(path):\(line): \(key): one value is allowed, not a list")
            case .alias:
                problems.append("\(path):\(line): \(key): a value is allowed, not an alias")
            }
        }

        /// `key:` and `key: ~` mean "not set".
        private func text(of scalar: Node.Scalar) -> String {
            guard scalar.style == .plain, scalar.string == "~" || scalar.string == "null" else { return scalar.string }
            return ""
        }
    }
}
