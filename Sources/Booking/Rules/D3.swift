/// Disclosed within so many days of acceptance; past that, the unit's own bookings are refused until it is disclosed.
///
/// The day of acceptance is not counted, the last day is in time to its midnight.
package enum D3 {
    package static let within = Setting(
        0, "within", zh: "验收后期限", en: "from acceptance", .daysOrWorkingDays(1...3650), moreOpen: .smaller,
        fallback: .days(30),
        sourced: [
            (.days(30), .shanghai2024), (.days(15), .shanghai2007Article5), (.workingDays(30), .national(11)),
        ])

    static let rule = Rule(
        "D3", zh: "验收后限期公开", en: "Disclosed in time after acceptance", source: .shanghai2024, settings: [within],
        booking: Judge(find: find, say: say), record: Judge(find: findLate, say: sayLate), recordIsFinding: true)

    /// The last day on which a disclosure is in time; nil where no acceptance date is known.
    static func deadline(_ record: InventoryRecord, _ setting: RuleSetting, _ workingDays: WorkingDays) -> Day? {
        guard let accepted = record.acceptanceDate else { return nil }
        switch setting[within] {
        case .workingDays(let count): return workingDays.day(count, after: accepted)
        case let value: return accepted + (value.number ?? 0)
        }
    }

    private static func limit(_ setting: RuleSetting) -> Amount {
        switch setting[within] {
        case .workingDays(let count): .workingDays(count)
        case let value: .days(value.number ?? 0)
        }
    }

    // MARK: Bookings of the unit itself

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        guard c.party == .own else { return .inapplicable }
        guard c.register.disclosure == .undisclosed, let accepted = c.record.acceptanceDate,
            let deadline = deadline(c.record, setting, c.workingDays),
            c.duty.isRequired
        else { return .passed }
        let today = c.calendar.day(containing: c.now)
        return Finding(
            today > deadline ? .failed : .passed, limit: limit(setting), used: .days(today - accepted),
            outlook: .never)
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        guard f.outcome == .failed, let deadline = deadline(c.record, setting, c.workingDays) else {
            return Bilingual(zh: "公开未逾期。", en: "Its disclosure is not overdue.")
        }
        return Bilingual(
            zh: "\(c.register.path) 应于 \(deadline) 前公开，已逾期；公开之前所属单位的自用预约不予受理。",
            en:
                "\(c.register.path) was to be disclosed by \(deadline); until it is, its unit's own bookings are refused."
        )
    }

    // MARK: Publication

    @Sendable private static func findLate(_ c: RecordCase, _ setting: RuleSetting) -> Finding {
        if let state = c.state, state != .undisclosed { return .inapplicable }
        guard c.duty.isRequired, let accepted = c.record.acceptanceDate,
            let deadline = deadline(c.record, setting, c.workingDays)
        else { return .inapplicable }
        let today = c.calendar.day(containing: c.now)
        return Finding(
            today > deadline ? .failed : .passed, limit: limit(setting), used: .days(today - accepted))
    }

    @Sendable private static func sayLate(_ c: RecordCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        guard f.outcome == .failed, let deadline = deadline(c.record, setting, c.workingDays) else {
            return Bilingual(zh: "按期公开。", en: "It is disclosed in time.")
        }
        let late = c.calendar.day(containing: c.now) - deadline
        return Bilingual(
            zh: "应于 \(deadline) 前公开，逾期 \(late) 天；照常登记，逾期载入月报。",
            en: "It was to be disclosed by \(deadline), \(late) days ago; it is published and the delay goes into the "
                + "monthly edition.")
    }

    // MARK: What stands

    /// What is found against an instrument after its deadline; `disclosed` is nil while it still is not.
    static func late(_ c: RecordCase, _ setting: RuleSetting, _ deadline: Day, disclosed: Instant?) -> Verdict {
        let day = c.calendar.day(containing: disclosed ?? c.now)
        let age = c.record.acceptanceDate.map { day - $0 } ?? 0
        return Verdict(
            rule: rule.id, passed: false, limit: limit(setting).text(c.calendar),
            used: Amount.days(age).text(c.calendar),
            message: disclosed == nil
                ? Bilingual(
                    zh: "应于 \(deadline) 前公开，已逾期 \(day - deadline) 天。",
                    en: "It was to be disclosed by \(deadline) and is \(day - deadline) days late.")
                : Bilingual(
                    zh: "应于 \(deadline) 前公开，逾期 \(day - deadline) 天后方公开。",
                    en: "It was to be disclosed by \(deadline) and came \(day - deadline) days late."))
    }
}
