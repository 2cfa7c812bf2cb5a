/// One row of the table of settings: how it is written, what it means, and where its value goes.
package struct SettingSpec: Sendable {
    /// Dotted, as in the file: `listen.port`.
    package let key: String
    /// As it would be written; empty means "not set".
    package let defaultText: String
    /// What may be written, in words.
    package let allowed: String
    package let reason: String
    /// What happens when it is set too high, too low or not at all.
    package let consequence: String
    /// Puts the text into the settings; false, changing nothing, if the text is not allowed.
    let apply: @Sendable (String, inout Settings) -> Bool

    /// `listen.port` is `YIQID_LISTEN_PORT`.
    package var environmentName: String {
        "YIQID_" + String(key.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 })
    }

    static func integer(
        _ key: String, _ value: String, _ range: ClosedRange<Int>, reason: String, consequence: String,
        _ put: @escaping @Sendable (Int, inout Settings) -> Void
    ) -> Self {
        Self(
            key: key, defaultText: value,
            allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            reason: reason, consequence: consequence
        ) { text, settings in
            guard let value = SettingKind.integer(text, in: range) else { return false }
            put(value, &settings)
            return true
        }
    }

    static func duration(
        _ key: String, _ value: String, _ range: ClosedRange<Duration>, reason: String, consequence: String,
        _ put: @escaping @Sendable (Duration, inout Settings) -> Void
    ) -> Self {
        let bounds = "\(SettingKind.describe(range.lowerBound)) to \(SettingKind.describe(range.upperBound))"
        return Self(
            key: key, defaultText: value, allowed: "a time from \(bounds), a whole number with ms, s, m, h or d",
            reason: reason, consequence: consequence
        ) { text, settings in
            guard let value = SettingKind.duration(text, in: range) else { return false }
            put(value, &settings)
            return true
        }
    }

    static func bytes(
        _ key: String, _ value: String, _ range: ClosedRange<Int>, reason: String, consequence: String,
        _ put: @escaping @Sendable (Int, inout Settings) -> Void
    ) -> Self {
        let low = SettingKind.describe(bytes: range.lowerBound)
        let high = SettingKind.describe(bytes: range.upperBound)
        return Self(
            key: key, defaultText: value,
            allowed: "a size from \(low) to \(high), a whole number with B, KiB, MiB or GiB",
            reason: reason, consequence: consequence
        ) { text, settings in
            guard let value = SettingKind.bytes(text, in: range) else { return false }
            put(value, &settings)
            return true
        }
    }

    static func text(
        _ key: String, _ value: String, allowed: String, reason: String, consequence: String,
        check: @escaping @Sendable (String) -> Bool = { !$0.isEmpty },
        _ put: @escaping @Sendable (String, inout Settings) -> Void
    ) -> Self {
        Self(key: key, defaultText: value, allowed: allowed, reason: reason, consequence: consequence) {
            text, settings in
            // A line break or a NUL in a path or a name is never meant, and would not survive the way to the system.
            guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }), check(text) else { return false }
            put(text, &settings)
            return true
        }
    }

    /// A text that may be left empty, which is nil.
    static func optional(
        _ key: String, allowed: String, reason: String, consequence: String,
        _ put: @escaping @Sendable (String?, inout Settings) -> Void
    ) -> Self {
        text(key, "", allowed: allowed, reason: reason, consequence: consequence, check: { _ in true }) {
            put($0.isEmpty ? nil : $0, &$1)
        }
    }

    static func choice<T: RawRepresentable & CaseIterable & Sendable>(
        _ key: String, _ value: T, reason: String, consequence: String,
        _ put: @escaping @Sendable (T, inout Settings) -> Void
    ) -> Self where T.RawValue == String {
        let names = T.allCases.map(\.rawValue).joined(separator: ", ")
        return Self(
            key: key, defaultText: value.rawValue, allowed: "one of \(names)", reason: reason,
            consequence: consequence
        ) { text, settings in
            guard let value = T(rawValue: text) else { return false }
            put(value, &settings)
            return true
        }
    }
}
