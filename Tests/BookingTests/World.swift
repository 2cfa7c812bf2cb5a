import Booking

/// A world of one instrument, one firm and its unit, for given-when-then.
struct World {
    var record = World.completeRecord
    var disclosure = DisclosureState.disclosed(since: Instant(seconds: 0))
    var calendar = shanghai
    var policy = Policy.zhangjiang
    var channels: [ChannelFacts] = [ChannelFacts(id: ChannelID(1), live: [])]
    var closures: [Closure] = []
    var firmBookings: [QuotaBooking] = []
    var bookings: [BookingFacts] = []
    var suspended = false
    var people = InstrumentPeople.none
    var operators: [OperatorFacts] = []
    var sharing: [SharedUse] = []
    var strikes: [Strike] = []
    var smallFirm: SmallFirmStatus?
    var dates: DisclosureDates?
    var working = WorkingDays.mondayToFriday
    var tariffs: [String: [Tariff]] = [
        "imaging": [tariff(.hour, fen: 35_000)], "day": [tariff(.day, fen: 100_000)],
        "sample": [tariff(.sample, fen: 1_234)],
    ]
    var now = at("2026-11-23T09:00")

    static let instrument = InstrumentID(1)
    static let unit = OrganisationID(10)
    static let firm = OrganisationID(20)
    static let park = OrganisationID(30)
    static let otherPark = OrganisationID(31)
    static let zoneOffice = OrganisationID(40)

    static var completeRecord: InventoryRecord {
        var record = InventoryRecord(number: "sem-01")
        record.name = "场发射扫描电镜"
        record.model = "X-100"
        record.maker = "Maker"
        record.classScheme = "GB/T 32847"
        record.classCode = "0301"
        record.originalValue = Money(fen: 200_000_000)
        record.publicShare = Share(basisPoints: 10_000)
        record.funding = "national"
        record.commitment = "yes"
        record.acceptanceDate = Day(text: "2026-11-01")
        record.location = "Building 1"
        record.function = "imaging"
        record.services = [
            ServiceOffer(code: "imaging", content: "Imaging", unitOfCharge: .hour, price: Money(fen: 35_000))
        ]
        record.access = [.assisted, .selfOperated]
        record.openHours = hours("mon-sun 00:00-24:00")
        record.contact = "desk"
        record.complaints = "office"
        record.priceBasis = "consumables, energy, staff"
        return record
    }

    static func tariff(
        _ unit: UnitOfCharge, fen: Int64, from: Instant = Instant(seconds: 0), withdrawn: Instant? = nil
    ) -> Tariff {
        Tariff(
            service: ServiceID(5),
            offer: ServiceOffer(code: "s", content: "c", unitOfCharge: unit, price: Money(fen: fen)), publishedAt: from,
            effectiveFrom: from, withdrawnAt: withdrawn)
    }

    static func requester(_ organisation: OrganisationID, _ kind: Organisation.Kind) -> Requester {
        Requester(account: AccountID(1), name: "a/b", organisation: organisation, kind: kind, park: nil)
    }
    static let firmUser = requester(firm, .firm)
    static let unitUser = requester(unit, .unit)

    var register: InstrumentRegister {
        InstrumentRegister(
            id: Self.instrument, path: InstrumentPath(unit: "siom", number: "sem-01"), unit: Self.unit, park: Self.park,
            record: record, disclosure: disclosure, tariffs: tariffs, calendar: calendar, policy: policy, dates: dates,
            people: people)
    }

    var facts: Facts {
        var facts = Facts(
            policy: .zhangjiang,
            workingTime: WorkingTime(days: working, hours: WorkingTime.usualHours, calendar: calendar)!)
        facts.instruments[Self.instrument] = InstrumentFacts(
            register: register, closures: closures, channels: channels, sharing: sharing)
        facts.operators[Self.unit] = operators
        let kinds: [(OrganisationID, Organisation.Kind)] = [
            (Self.unit, .unit), (Self.firm, .firm), (OrganisationID(21), .firm), (OrganisationID(11), .unit),
            (Self.park, .park), (Self.otherPark, .park), (Self.zoneOffice, .zone),
        ]
        for (id, kind) in kinds {
            facts.organisations[id] = OrganisationFacts(
                organisation: Organisation(
                    id: id, code: "o\(id)", name: "O", kind: kind, park: id == Self.unit ? Self.park : nil,
                    suspended: suspended && id == Self.firm),
                bookings: id == Self.firm ? firmBookings : [], smallFirm: id == Self.firm ? smallFirm : nil,
                strikes: id == Self.firm ? strikes : [])
        }
        for booking in bookings { facts.bookings[booking.id] = booking }
        return facts
    }

    func wish(_ period: Period, service: String = "imaging", project: String? = nil, quantity: Int = 1) -> Reservation {
        Reservation(
            instrument: Self.instrument, period: period, service: service, project: project, quantity: quantity)
    }

    /// The rules that refuse; `["conflict"]` and the like for other refusals; empty where accepted.
    func refusals(_ period: Period, by requester: Requester = World.firmUser, project: String? = nil) -> [String] {
        names(
            decide(.reserve(wish(period, project: project)), by: requester, facts: facts, newID: BookingID(99), at: now)
        )
    }

    /// As ``refusals(_:by:project:)``, for a wish that says more.
    func refusals(
        _ period: Period, by requester: Requester = World.firmUser, _ change: (inout Reservation) -> Void
    ) -> [String] {
        names(answer(period, by: requester, change))
    }

    func answer(
        _ period: Period, by requester: Requester = World.firmUser, _ change: (inout Reservation) -> Void = { _ in }
    ) -> Decision {
        var wish = wish(period)
        change(&wish)
        return decide(.reserve(wish), by: requester, facts: facts, newID: BookingID(99), at: now)
    }

    /// The booking as it stands after a move; nil where that is refused.
    func moved(_ id: Int64, to period: Period, by requester: Requester = World.firmUser) -> BookingFacts? {
        event(decide(.move(BookingID(id), to: period), by: requester, facts: facts, newID: BookingID(0), at: now))?
            .after
    }

    func refusalsOfMove(_ id: Int64, to period: Period, by requester: Requester = World.firmUser) -> [String] {
        names(decide(.move(BookingID(id), to: period), by: requester, facts: facts, newID: BookingID(0), at: now))
    }

    /// The verdict of one rule in CHECK; nil where it does not apply.
    func verdict(
        _ rule: RuleID, _ period: Period, by requester: Requester? = World.firmUser,
        _ change: (inout Reservation) -> Void = { _ in }
    ) -> Verdict? {
        var wish = wish(period)
        change(&wish)
        return (try? check(wish, by: requester, facts: facts, at: now))?.verdicts.first { $0.rule == rule }
    }

    /// Adds a confirmed booking of the firm everywhere that facts hold it.
    mutating func book(_ id: Int64, _ period: Period, channel: Int = 0, state: BookingState = .confirmed) {
        let booking = BookingFacts(
            id: BookingID(id), instrument: Self.instrument, channel: channels[channel].id, organisation: Self.firm,
            account: AccountID(1), period: period, setUp: record.setUp, cleanDown: record.cleanDown, state: state,
            service: ServiceID(5), serviceCode: "imaging", party: .outside, purpose: .development, project: nil,
            access: nil, quantity: 1, price: Money(fen: 35_000),
            terms: PriceTerms(unitOfCharge: .hour, price: Money(fen: 35_000)),
            policyVersion: 1)
        bookings.append(booking)
        firmBookings.append(
            QuotaBooking(id: booking.id, instrument: Self.instrument, period: period, state: state))
        if state.isLive {
            channels[channel].live.append(
                LiveBooking(
                    id: booking.id, period: period, setUp: record.setUp, cleanDown: record.cleanDown,
                    state: state == .running ? .running : .confirmed))
            channels[channel].live.sort { $0.period.start < $1.period.start }
        }
    }
}

func names(_ decision: Decision) -> [String] {
    switch decision {
    case .accepted: []
    case .refused(let refusal): names(refusal)
    }
}

func names(_ refusal: Refusal) -> [String] {
    switch refusal {
    case .notFound: ["not-found"]
    case .forbidden: ["forbidden"]
    case .invalid(let field, _): ["invalid \(field)"]
    case .state: ["state"]
    case .stale: ["stale"]
    case .conflict: ["conflict"]
    case .rules(let verdicts): verdicts.map(\.rule.rawValue)
    case .several(let refused): refused.flatMap { names($0.refusal) }
    }
}

func event(_ decision: Decision) -> BookingEvent? {
    if case .accepted(let accepted) = decision { accepted.events.first } else { nil }
}
