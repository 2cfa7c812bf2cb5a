/// Use by related parties and for excluded purposes may be booked, but never counts as sharing.
///
/// It refuses nothing. The month's figures keep such use in classes of their own (``UsageMinutes``).
package enum O9 {
    static let rule = Rule(
        "O9", zh: "关联使用与除外用途不计为共享", en: "Related use and excluded purposes are no sharing", source: .notice376,
        modes: [.on], booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        if c.party == .related { return Finding(.passed, variant: 1) }
        return c.purpose.countsAsSharing ? .inapplicable : .passed
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        f.variant == 1
            ? Bilingual(
                zh: "贵单位登记为所属单位的关联方：可以预约，计为关联使用，不计为共享。",
                en:
                    "Your organisation is entered as related to the holder unit: it may book, and its use counts as related, "
                    + "never as sharing.")
            : Bilingual(
                zh: "用途 \(c.purpose.rawValue) 可以预约，但不计为共享。",
                en: "Use for \(c.purpose.rawValue) may be booked and never counts as sharing.")
    }
}
