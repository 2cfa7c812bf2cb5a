package import Booking

/// One thing that was looked at, in words.
package struct CheckResult: Hashable, Sendable {
    package enum Outcome: Sendable {
        case passed, failed
        /// Could not be looked at for want of something, which the words name.
        case skipped
    }

    package let outcome: Outcome
    package let text: Bilingual

    static func passed(_ zh: String, _ en: String) -> CheckResult {
        CheckResult(outcome: .passed, text: Bilingual(zh: zh, en: en))
    }
    static func failed(_ zh: String, _ en: String) -> CheckResult {
        CheckResult(outcome: .failed, text: Bilingual(zh: zh, en: en))
    }
    static func skipped(_ zh: String, _ en: String) -> CheckResult {
        CheckResult(outcome: .skipped, text: Bilingual(zh: zh, en: en))
    }
}

/// What was found in one matter: the faults, or one sentence that all is well.
struct Findings {
    private(set) var checks: [CheckResult] = []
    private var failures = 0
    /// More faults of one matter than this are counted, not listed.
    private static let most = 20

    mutating func fail(_ zh: String, _ en: String) {
        failures += 1
        if failures <= Self.most { checks.append(.failed(zh, en)) }
    }

    func concluded(_ zh: String, _ en: String) -> [CheckResult] {
        if failures == 0 { return [.passed(zh, en)] }
        guard failures > Self.most else { return checks }
        let more = failures - Self.most
        return checks + [.failed("同类问题另有 \(more) 处。", "\(more) more of the same kind.")]
    }
}
