package import Booking

/// Why a request was refused, by who has to act. The texts are stable parts of the protocol.
package enum ErrorCode: String, CaseIterable, Sendable {
    // The client's text.
    case syntax
    case unknownVerb = "unknown-verb"
    case unknownField = "unknown-field"
    case missingField = "missing-field"
    case invalid
    case tooLong = "too-long"
    case notFound = "not-found"
    // Who it is.
    case auth, forbidden
    // The world.
    case conflict, rule, state, stale
    // The service.
    case busy, unavailable, `internal`

    /// Whether the very same request may succeed later without anybody mending it.
    package var isTransient: Bool { self == .busy || self == .unavailable }
}

/// One `ERR` line. It means that nothing was changed.
package struct WireError: Error, Hashable, Sendable {
    package var code: ErrorCode
    /// The field at fault.
    package var field: String?
    /// The rule at fault, as `B2`; several joined by commas.
    package var rule: String?
    /// More fields in order, as `next`, `retry-after` and `outcome`.
    package var extras: [Field]
    /// One sentence: what was wrong, and what would be right.
    package var message: Bilingual

    package init(
        _ code: ErrorCode, field: String? = nil, rule: String? = nil, extras: [Field] = [], message: Bilingual
    ) {
        self.code = code
        self.field = field
        self.rule = rule
        self.extras = extras
        self.message = message
    }

    package init(
        _ code: ErrorCode, field: String? = nil, rule: String? = nil, extras: [Field] = [], zh: String, en: String
    ) {
        self.init(code, field: field, rule: rule, extras: extras, message: Bilingual(zh: zh, en: en))
    }

    /// A value that cannot be meant.
    package static func invalid(_ field: String, zh: String, en: String) -> WireError {
        WireError(.invalid, field: field, zh: zh, en: en)
    }

    /// Over capacity; `retryAfter` in seconds.
    package static func busy(retryAfter: Int, zh: String, en: String) -> WireError {
        WireError(.busy, extras: [Field("retry-after", String(retryAfter))], zh: zh, en: en)
    }
}
