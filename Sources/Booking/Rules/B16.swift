/// A class of use is stated: purpose, project and party.
///
/// The party is derived. An outsider's purpose is `development` unless another is stated, own and related use
/// `research`; own and related use has to name its project.
package enum B16 {
    package static let project = Setting(
        0, "project", zh: "自用须填项目", en: "own use names its project", .flag, moreOpen: .yes, fallback: .flag(true))

    static let rule = Rule(
        "B16", zh: "写明用途、项目与使用方", en: "Purpose, project and party are stated", source: .notice376,
        settings: [project],
        // It asks something of the unit's own use only.
        protectsOutsiders: true, booking: Judge(find: find, say: say))

    /// The party that an organisation is at the moment of booking.
    static func party(of requester: Requester?, on register: InstrumentRegister, at now: Instant) -> Party {
        guard let organisation = requester?.organisation else { return .outside }
        if organisation == register.unit { return .own }
        return register.people.related[organisation]?.holds(at: now) == true ? .related : .outside
    }

    static func purpose(for party: Party) -> Purpose { party == .outside ? .development : .research }

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.party != .outside, setting[project] == .flag(true) else { return .passed }
        return (c.project ?? "").allSatisfy(\.isWhitespace) ? Finding(.failed, outlook: .never) : .passed
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        if f.outcome == .failed {
            return Bilingual(
                zh: "所属单位及关联方使用须写明项目；请填写 project=。",
                en: "Own and related use names its project; state project=.")
        }
        return Bilingual(
            zh: "用途 \(c.purpose.rawValue)，使用方 \(c.party.rawValue)。",
            en: "The purpose is \(c.purpose.rawValue), the party \(c.party.rawValue).")
    }
}
