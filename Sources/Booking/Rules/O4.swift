/// A refusal carries one of the published reasons, and none that the data contradict.
///
/// What data can tell:
/// - `full`: untrue while the time is free but for the request itself;
/// - `broken`: untrue while the instrument is in service and no fault closure covers any of the time;
/// - `no-staff`: untrue where nobody of the unit's is needed (self-operated or remote use was asked for), where the
///   instrument offers self-operated use or takes samples, and where an operator who is entered for it works and is free.
///
/// Nothing in the register speaks against `unsafe`, `not-suitable` and `restricted`: they are counted and published.
package enum O4 {
    static let rule = Rule(
        "O4", zh: "拒绝须用公布的理由且与数据相符", en: "Refused only for a published reason that the data bear out",
        source: .negativeList, modes: [.on, .off])

    /// The verdict on a reason that the data contradict; nil where they do not, or where `rule` is not in force.
    ///
    /// - Parameters:
    ///   - rule: O4 for an answer, O5 for a cancellation.
    ///   - operatorIsFree: whether somebody who could assist is free in the time; nil where that is not known.
    static func objection(
        to reason: DeclineReason, _ booking: BookingFacts, on instrument: InstrumentFacts, under rule: Rule,
        _ policy: Policy, operatorIsFree: Bool? = nil, at now: Instant
    ) -> Verdict? {
        guard policy[known: rule].mode == .on else { return nil }
        let free = freeTime(around: booking, on: instrument)
        let said: Bilingual? =
            switch reason {
            case .full: full(booking, instrument, free)
            case .broken: broken(booking, instrument, free)
            case .noStaff: noStaff(booking, instrument, operatorIsFree)
            case .unsafe, .notSuitable, .restricted: nil
            }
        return said.map {
            Verdict(
                rule: rule.id, passed: false, asked: reason.rawValue, message: $0, free: reason == .noStaff ? [] : free)
        }
    }

    /// What is free on the days of a booking but for the booking itself.
    private static func freeTime(around booking: BookingFacts, on instrument: InstrumentFacts) -> [Period] {
        var without = instrument
        for index in without.channels.indices { without.channels[index].live.removeAll { $0.id == booking.id } }
        let calendar = instrument.register.calendar
        let first = calendar.day(containing: booking.period.start)
        let last = calendar.day(containing: booking.period.end - Span(seconds: 1))
        return Period(start: calendar.startOfDay(first), end: calendar.startOfDay(last + 1)).map {
            without.freePeriods(in: $0)
        } ?? []
    }

    private static func list(_ free: [Period], _ calendar: ZoneCalendar) -> String {
        free.map { TimeText.plain($0, in: calendar) }.joined(separator: ", ")
    }

    private static func full(
        _ booking: BookingFacts, _ instrument: InstrumentFacts, _ free: [Period]
    ) -> Bilingual? {
        let place = Placement(booking.period, on: instrument, excluding: booking.id, preferred: booking.channel)
        guard place.channel != nil, place.taken == nil, place.shut == nil else { return nil }
        let calendar = instrument.register.calendar
        let when = TimeText.plain(booking.period, in: calendar)
        let list = list(free, calendar)
        return Bilingual(
            zh: "\(when) 除本申请外并无占用，不能以 full 为由；当日空闲：\(list)。请同意，或给出属实的理由。",
            en: "\(when) is free but for this request, so full is not true; free on its days: \(list). Approve it or "
                + "give a reason that is true.")
    }

    private static func broken(
        _ booking: BookingFacts, _ instrument: InstrumentFacts, _ free: [Period]
    ) -> Bilingual? {
        if instrument.register.record.status != .inService { return nil }
        if case .withdrawn(let reason, let until, _) = instrument.register.disclosure,
            until.map({ booking.period.start < $0 }) ?? true,
            [.broken, .unsafe, .retired].contains(WithdrawalReason(rawValue: reason))
        {
            return nil
        }
        let isFaulty = instrument.closures.contains {
            $0.reason == ClosureReason.fault.rawValue && ($0.channel == nil || $0.channel == booking.channel)
                && $0.period.overlaps(booking.period)
        }
        if isFaulty { return nil }
        let path = instrument.register.path
        let list = list(free, instrument.register.calendar)
        return Bilingual(
            zh: "\(path) 在用，且该时段没有故障停用，不能以 broken 为由；当日空闲：\(list.isEmpty ? "无" : list)。"
                + "如确有故障，请先用 CLOSE reason=fault 登记。",
            en: "\(path) is in service without a fault closure in that time, so broken is not true; free on its days: "
                + "\(list.isEmpty ? "nothing" : list). If it is broken, CLOSE it with reason=fault first.")
    }

    private static func noStaff(
        _ booking: BookingFacts, _ instrument: InstrumentFacts, _ operatorIsFree: Bool?
    ) -> Bilingual? {
        let offered = instrument.register.record.access
        if let access = booking.access, access == .selfOperated || access == .remote {
            return Bilingual(
                zh: "申请的是 \(access.rawValue) 方式，无需人员协助，不能以 no-staff 为由。",
                en: "What was asked for is \(access.rawValue) use, which takes no staff, so no-staff is not true.")
        }
        if let way = offered.first(where: { $0 == .selfOperated || $0 == .sample }) {
            return Bilingual(
                zh: "\(instrument.register.path) 公布提供 \(way.rawValue) 方式，不能以 no-staff 为由；请按该方式提供服务。",
                en:
                    "\(instrument.register.path) publishes \(way.rawValue) use, so no-staff is not true; serve it that way."
            )
        }
        guard operatorIsFree == true else { return nil }
        return Bilingual(
            zh: "该时段有操作人员空闲，不能以 no-staff 为由。",
            en: "An operator is free in that time, so no-staff is not true.")
    }
}
