package import Booking

/// What a bulletin says of itself.
package struct BulletinHead: Sendable {
    package var zoneName: String
    package var zoneNameEn: String?
    /// The park or unit that it tells of, by name; nil for the whole zone.
    package var part: Bilingual?
    /// `2026-11/r0` and the hash of its `SHA256SUMS`, of each month; empty for a draft.
    package var editions: [EditionLink]
    /// When the last of the editions was sealed, or a draft computed.
    package var at: Instant
    package var calendar: ZoneCalendar
    /// `zhangjiang 1`
    package var policy: String
    /// `yiqid 0.1.0`
    package var program: String

    package init(
        zoneName: String, zoneNameEn: String?, part: Bilingual? = nil, editions: [EditionLink] = [], at: Instant,
        calendar: ZoneCalendar, policy: String, program: String
    ) {
        self.zoneName = zoneName
        self.zoneNameEn = zoneNameEn
        self.part = part
        self.editions = editions
        self.at = at
        self.calendar = calendar
        self.policy = policy
        self.program = program
    }

    func zone(_ language: Language) -> String { language == .zh ? zoneName : zoneNameEn ?? zoneName }
}
