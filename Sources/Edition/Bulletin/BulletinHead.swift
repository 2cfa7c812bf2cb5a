package import Booking

/// What a bulletin says of itself.
package struct BulletinHead: Sendable {
    package var zoneName: String
    package var zoneNameEn: String?
    /// The park or unit that it tells of, by name; nil for the whole zone.
    package var part: Bilingual?
    /// `2026-11/r0` and the hash of its `SHA256SUMS`; nil for a draft.
    package var edition: EditionLink?
    /// When the edition was sealed, or a draft computed.
    package var at: Instant
    package var calendar: ZoneCalendar
    /// `zhangjiang 1`
    package var policy: String
    /// `yiqid 0.1.0`
    package var program: String

    package init(
        zoneName: String, zoneNameEn: String?, part: Bilingual? = nil, edition: EditionLink? = nil, at: Instant,
        calendar: ZoneCalendar, policy: String, program: String
    ) {
        self.zoneName = zoneName
        self.zoneNameEn = zoneNameEn
        self.part = part
        self.edition = edition
        self.at = at
        self.calendar = calendar
        self.policy = policy
        self.program = program
    }

    func zone(_ language: Language) -> String { language == .zh ? zoneName : zoneNameEn ?? zoneName }
}
