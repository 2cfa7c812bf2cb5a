/// A wish made ready for the rules: what cannot be meant at all is refused here, what the rules are for is left to them.
struct Proposal {
    var wish: Reservation
    var requester: Requester?
    /// The booking that moves, as it stands.
    var moving: BookingFacts?
    var now: Instant

    /// Nobody needs more samples or uses than this in one booking.
    static let largestQuantity = 1_000_000

    func makeCase(_ facts: Facts) throws(Refusal) -> BookingCase {
        guard let instrument = facts.instruments[wish.instrument] else { throw .notFound(Self.noInstrument) }
        let register = instrument.register
        let party = moving?.party ?? B16.party(of: requester, on: register, at: now)
        if case .exempt = register.disclosure, party != .own,
            requester.map({ $0.role == .firm || $0.role == .lab }) ?? true
        {
            // Exempt instruments are counted, never listed: an outsider learns nothing of them.
            throw .notFound(Self.noInstrument)
        }
        var organisation: OrganisationFacts?
        if let requester {
            guard let known = facts.organisations[requester.organisation] else {
                throw .forbidden(
                    Bilingual(zh: "该账户所属单位未登记。", en: "The account's organisation is not registered."))
            }
            guard !known.organisation.suspended else {
                throw .forbidden(
                    Bilingual(
                        zh: "贵单位的预约资格已被暂停；请与园区联系。",
                        en: "Your organisation is suspended from booking; ask the park office."))
            }
            organisation = known
        }
        try checkFields(register)
        let account = moving?.account ?? requester?.account
        let access = moving == nil ? wish.meantAccess(register, account: account) : wish.access
        try wish.checkDue(access)
        let needsOperator = access == .assisted && register.people.isStaffed
        return BookingCase(
            instrument: instrument, organisation: organisation, party: party,
            duty: DisclosureDuty(register.record, register.policy),
            purpose: wish.purpose ?? B16.purpose(for: party), project: wish.project, access: access,
            account: account, contract: wish.contract, needsOperator: needsOperator,
            assistant: needsOperator
                ? B10.assistant(facts.operators[register.unit] ?? [], wish.period, on: register, moving: moving) : nil,
            period: wish.period,
            service: wish.service, tariff: register.tariff(of: wish.service, at: now), moving: moving?.id,
            placement: Placement(
                wish.period, on: instrument, excluding: moving?.id, preferred: moving?.channel),
            workingDays: facts.workingDays, now: now)
    }

    private func checkFields(_ register: InstrumentRegister) throws(Refusal) {
        guard wish.period.start.isWholeMinute else { throw Self.fine("start") }
        guard wish.period.end.isWholeMinute else { throw Self.fine("end") }
        if wish.period.start < now, register.policy[known: B4.rule].mode != .on {
            // With B4 on, the rule says it better.
            throw .invalid(
                field: "start", Bilingual(zh: "开始时间已过。", en: "The start lies in the past."))
        }
        guard (1...Self.largestQuantity).contains(wish.quantity) else {
            throw .invalid(
                field: "quantity",
                Bilingual(
                    zh: "数量须为 1 至 \(Self.largestQuantity) 的整数。",
                    en: "The quantity is a whole number from 1 to \(Self.largestQuantity)."))
        }
        if case .disclosed = register.disclosure, !register.tariffs.isEmpty, register.tariffs[wish.service] == nil {
            let codes = register.tariffs.keys.sorted().joined(separator: ", ")
            throw .invalid(
                field: "service",
                Bilingual(
                    zh: "\(register.path) 没有服务 \(TextFault.quote(wish.service))；可选：\(codes)。",
                    en: "\(register.path) has no service \(TextFault.quote(wish.service)); it has: \(codes)."))
        }
        if let access = wish.access, !register.record.access.isEmpty, !register.record.access.contains(access) {
            let modes = register.record.access.map(\.rawValue).joined(separator: ", ")
            throw .invalid(
                field: "access",
                Bilingual(
                    zh: "\(register.path) 不提供 \(access.rawValue) 方式；可选：\(modes)。",
                    en: "\(register.path) does not offer \(access.rawValue); it offers: \(modes)."))
        }
    }

    /// Said of what does not exist and of what the asker may not know of, word for word alike.
    static let noInstrument = Bilingual(
        zh: "没有这台仪器；请用 FIND 查找。", en: "There is no such instrument; look for it with FIND.")

    private static func fine(_ field: String) -> Refusal {
        .invalid(
            field: field,
            Bilingual(zh: "预约的起止须为整分钟。", en: "Bookings begin and end on whole minutes."))
    }
}
