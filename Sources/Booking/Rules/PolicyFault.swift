/// Something that a policy cannot say.
package struct PolicyFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule as written; nil where the fault is the profile's own.
    package let rule: String?
    package let key: String?
    /// What was written; nil where the key or rule itself is the fault.
    package let value: String?
    /// What holds above, where the fault is that a lower level would be less open to outside users.
    package let above: String?
    package let allowed: Bilingual

    init(rule: String?, key: String?, value: String?, above: String? = nil, allowed: Bilingual) {
        self.rule = rule
        self.key = key
        self.value = value
        self.above = above
        self.allowed = allowed
    }

    /// Names rule and key, what was wrong, and what would be right.
    package var message: Bilingual {
        let place = [rule, key].compactMap { $0 }.joined(separator: ".")
        guard let value else {
            return Bilingual(
                zh: "\(place)：没有这\(key == nil ? "条规则" : "个键")；允许：\(allowed.zh)",
                en: "\(place): there is no such \(key == nil ? "rule" : "key"); allowed: \(allowed.en)")
        }
        guard let above else {
            return Bilingual(
                zh: "\(place)：不允许 \(TextFault.quote(value))；允许：\(allowed.zh)",
                en: "\(place): \(TextFault.quote(value)) is not allowed; allowed: \(allowed.en)")
        }
        return Bilingual(
            zh: "\(place)：\(value) 不如上级的 \(above) 对外开放；允许：\(allowed.zh)",
            en: "\(place): \(value) is not as open to outside users as the \(above) above it; allowed: \(allowed.en)")
    }

    package var description: String { message.en }
}
