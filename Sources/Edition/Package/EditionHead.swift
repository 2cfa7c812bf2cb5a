package import Booking

/// What part of the zone an edition tells of.
package enum EditionScope: Hashable, Sendable {
    case zone
    /// A park's code.
    case park(String)
    /// A holder unit's code.
    case unit(String)

    /// `zone`, `park:zhangjiang`, `unit:siom`
    package var text: String {
        switch self {
        case .zone: "zone"
        case .park(let code): "park:\(code)"
        case .unit(let code): "unit:\(code)"
        }
    }

    /// Nil for any other form.
    package init?(_ text: String) {
        if text == "zone" {
            self = .zone
        } else if text.hasPrefix("park:"), text.utf8.count > 5 {
            self = .park(String(text.dropFirst(5)))
        } else if text.hasPrefix("unit:"), text.utf8.count > 5 {
            self = .unit(String(text.dropFirst(5)))
        } else {
            return nil
        }
    }
}

/// An edition by name and by the hash of its `SHA256SUMS`, which covers every other byte of it.
package struct EditionLink: Hashable, Sendable {
    /// `2026-11/r0`
    package let name: String
    package let sha256: String

    package init(name: String, sha256: String) {
        self.name = name
        self.sha256 = sha256
    }
}

/// What an edition says of itself.
package struct EditionHead: Sendable {
    package var zoneCode: String
    package var zoneName: String
    package var zoneNameEn: String?
    package var scope: EditionScope
    package var month: Month
    /// 0 for the first; nil for a draft, which is never signed.
    package var revision: Int?
    package var sealedAt: Instant
    package var calendar: ZoneCalendar
    package var policyProfile: String
    package var policyVersion: Int
    /// `yiqid 0.1.0`
    package var program: String
    /// The edition that was sealed before this one, of whatever month; nil for the first of all.
    package var previous: EditionLink?
    /// The revision that this one takes the place of; nil for the first.
    package var replaces: EditionLink?
    /// The whole zone's edition that a park's or unit's was cut from.
    package var cutFrom: EditionLink?
    /// The fingerprint of the key that signs it.
    package var keyFingerprint: String?
    /// The posted needs that were open in the month; nil where they are not told: a need belongs to no park and no unit.
    package var needs: [LedgerNeeds]?

    package init(
        zoneCode: String, zoneName: String, zoneNameEn: String?, scope: EditionScope = .zone, month: Month,
        revision: Int?, sealedAt: Instant, calendar: ZoneCalendar, policyProfile: String, policyVersion: Int,
        program: String, previous: EditionLink? = nil, replaces: EditionLink? = nil, cutFrom: EditionLink? = nil,
        keyFingerprint: String? = nil, needs: [LedgerNeeds]? = nil
    ) {
        self.zoneCode = zoneCode
        self.zoneName = zoneName
        self.zoneNameEn = zoneNameEn
        self.scope = scope
        self.month = month
        self.revision = revision
        self.sealedAt = sealedAt
        self.calendar = calendar
        self.policyProfile = policyProfile
        self.policyVersion = policyVersion
        self.program = program
        self.previous = previous
        self.replaces = replaces
        self.cutFrom = cutFrom
        self.keyFingerprint = keyFingerprint
        self.needs = needs
    }

    /// `2026-11/r0`, `2026-11/draft`
    package var name: String { "\(month)/\(revision.map { "r\($0)" } ?? "draft")" }
}
