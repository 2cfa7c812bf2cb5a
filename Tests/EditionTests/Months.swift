import Booking
import Edition

let shanghai = EditionFolder.calendar("Asia/Shanghai")!
let berlin = EditionFolder.calendar("Europe/Berlin")!

/// A zone's month with everything in it that the edition has to tell apart.
func randomMonth(_ random: inout Seeded, month: Month, calendar: ZoneCalendar) -> MonthLedger {
    let whole = calendar.period(of: month)
    func moment(_ early: Int64 = -200_000, _ late: Int64 = 200_000) -> Instant {
        let span = whole.end.seconds - whole.start.seconds
        return whole.start + Span(seconds: Int64.random(in: early...(span + late), using: &random))
    }
    func period(_ longest: Int) -> Period {
        let start = moment()
        return Period(start: start, end: start + Span(seconds: Int64(random.int(1...longest))))!
    }
    let parks = ["p1", "p2"].map { LedgerPark(code: $0, name: "园区\($0)") }
    let units = ["aaa", "siom", "zju"].map { LedgerUnit(code: $0, name: "单位\($0)", park: random.pick(["p1", "p2"])) }
    var number: Int64 = 1000
    let instruments = (0..<random.int(1...5)).map { index in
        let unit = random.pick(units)
        let channels = (0..<random.int(1...3)).map { ChannelID(Int64(index * 10 + $0)) }
        var record = InventoryRecord(number: "n-\(index)")
        record.name = random.pick(["场发射扫描电镜", "a \"quoted\", name", "two\nlines"])
        record.publicShare = random.pick([nil, Share(basisPoints: 0), Share(basisPoints: 10_000)])
        record.commitment = random.chance(80) ? "yes" : nil
        record.acceptanceDate = random.chance(80) ? month.first - random.int(-5...90) : nil
        func hours() -> WeeklyHours? {
            try? WeeklyHours(text: random.pick(["24/7", "mon-fri 09:00-17:00", "sat,sun 10:00-12:00", ""]))
        }
        record.openHours = hours()
        record.channels = channels.count
        random.complete(&record)
        let disclosure: DisclosureState =
            switch random.int(1...6) {
            case 1: .undisclosed
            case 2: .exempt(reason: random.pick(["classified", "restricted"]), reference: "r", since: whole.start)
            case 3: .withdrawn(reason: "retired", until: nil, since: whole.start)
            default: .disclosed(since: moment(-8_000_000, -1))
            }
        let closures = (0..<random.int(0...4)).map { at in
            Closure(
                id: ClosureID(Int64(at)), channel: random.chance(40) ? random.pick(channels) : nil,
                period: period(300_000), reason: random.pick(["maintenance", "fault", "holiday"]),
                announcedAt: random.chance(80) ? moment(-800_000) : nil)
        }
        // Up to two changes within the month, the last channel gone for a part of it.
        let changes = (0..<max(0, random.int(-1...2))).map { _ in moment(1, -1) }.sorted()
        let earlier = changes.map {
            EarlierStanding(
                until: $0, hours: random.chance(30) ? nil : hours(), channels: channels.count - random.int(0...1))
        }
        var dates: DisclosureDates?
        if case .disclosed(let since) = disclosure, random.chance(60) {
            dates = DisclosureDates(
                first: random.chance(20) ? nil : since, confirmed: since + Span(seconds: Int64(random.int(0...100_000)))
            )
        }
        let bookings = (0..<random.int(0...25)).map { _ in
            number += 1
            let booked = period(60_000)
            let asked = moment()
            var booking = LedgerBooking(
                id: BookingID(number), channel: random.pick(channels),
                organisation: OrganisationID(Int64(random.int(1...6))), state: random.pick(BookingState.allCases),
                party: random.pick([.outside, .outside, .related, .own]), purpose: random.pick(Purpose.allCases),
                isSmallFirm: random.chance(40), booked: booked, price: Money(fen: Int64(random.int(0...100_000))),
                requestedAt: asked)
            if random.chance(40) {
                booking.actualStart = booked.start + Span(seconds: Int64(random.int(-4000...4000)))
                if random.chance(80) {
                    booking.actualEnd = booked.end + Span(seconds: Int64(random.int(-4000...4000)))
                }
            }
            if random.chance(70) {
                booking.answer = .init(
                    at: asked + Span(seconds: Int64(random.int(0...200_000))),
                    refusal: random.chance(30) ? random.pick(["full", "unsafe", "broken"]) : nil,
                    isAutomatic: random.chance(30))
            }
            if random.chance(20) {
                booking.ending = .init(at: moment(), kind: random.pick(LedgerBooking.Ending.Kind.allCases))
            }
            if random.chance(15) {
                booking.payments = [
                    .init(
                        at: moment(), kind: random.pick([.refund, .voucher]),
                        amount: Money(fen: Int64(random.int(1...9999))))
                ]
            }
            return booking
        }
        return LedgerInstrument(
            path: InstrumentPath(unit: unit.code, number: record.number), unit: unit.code, park: unit.park,
            record: record, disclosure: disclosure, calendar: calendar, channels: channels,
            tariffs: [
                "imaging": [
                    Tariff(
                        service: ServiceID(1),
                        offer: ServiceOffer(
                            code: "imaging", content: "成像", unitOfCharge: .hour, price: Money(fen: 35_000)),
                        publishedAt: whole.start, effectiveFrom: whole.start, withdrawnAt: nil)
                ]
            ], closures: closures, bookings: bookings, earlier: earlier,
            channelsLeft: earlier.isEmpty ? nil : channels.count - random.int(0...1), dates: dates,
            policy: random.pick([nil] + strictPolicies))
    }.map { instrument in
        var instrument = instrument
        if case .disclosed = instrument.disclosure, random.chance(40) {
            let at = moment(1, -1)
            instrument.confirmations = [
                LedgerConfirmation(before: at - Span(seconds: Int64(random.int(1...20_000_000))), at: at)
            ]
        }
        for rule in ["D2", "O7", "O10", "O11"] where random.chance(20) {
            instrument.opened[RuleID(rawValue: rule)] = moment(-8_000_000, -1)
        }
        return instrument
    }
    let mended = instruments.filter { _ in random.chance(20) }.map { instrument in
        LedgerFinding(
            rule: random.pick([RuleID(rawValue: "D2"), RuleID(rawValue: "O7")]), unit: instrument.unit,
            park: instrument.park, instrument: instrument.path.number, since: moment(-8_000_000, -200_000),
            mended: moment(1, -1))
    }
    return MonthLedger(
        month: month, calendar: calendar, policy: .zhangjiang, workingDays: .mondayToFriday, parks: parks, units: units,
        instruments: instruments, findings: mended, needs: random.needs())
}

/// Policies of places that ask for more than the zone, or are judged by other numbers.
private let strictPolicies: [Policy] = [
    ["D3": ["within": "15d"], "D6": ["days": "20d"], "O10": ["hours": "60h", "notice": "10d"]],
    ["D3": ["within": "30wd"], "D6": ["mode": "off"], "D1": ["threshold": "500000yuan"]],
    ["D3": ["mode": "off"], "O10": ["mode": "off"], "O7": ["mode": "off"], "D2": ["mode": "warn"]],
].map { values in
    do { return try Policy.make(profile: "strict", version: 2, values: values) } catch { fatalError("\(error)") }
}

extension Seeded {
    /// Fills a record in, at times with nothing missing.
    fileprivate mutating func complete(_ record: inout InventoryRecord) {
        let (all, most) = (chance(40), 70)
        for key in [
            \InventoryRecord.model, \.maker, \.classScheme, \.classCode, \.funding, \.location, \.function, \.contact,
            \.complaints,
        ] as [WritableKeyPath<InventoryRecord, String?>] where all || chance(most) { record[keyPath: key] = "x" }
        if all || chance(most) { record.originalValue = Money(fen: pick([10_000_000, 90_000_000])) }
        if all || chance(most) {
            record.services = [
                ServiceOffer(
                    code: "imaging", content: "成像", unitOfCharge: .hour, price: Money(fen: pick([0, 35_000])))
            ]
        }
        record.access = pick([[.assisted], [.selfOperated, .sample], [.selfOperated], all ? [.remote] : []])
        record.priceBasis = pick([nil, "staff, energy", "  "])
        record.noAssistance = pick([nil, "radiation"])
        record.status = pick([.inService, .inService, .outOfService, .retired])
    }

    fileprivate mutating func needs() -> [LedgerNeed] {
        (0..<int(0...4)).map {
            LedgerNeed(id: NeedID(Int64($0)), category: pick(["", "0301", "0401"]), isMet: chance(50))
        }
    }
}

extension MonthLedger {
    /// Counted once, so that every table after that is quick.
    var counted: MonthLedger {
        var counted = self
        for (index, instrument) in instruments.enumerated() {
            var tally = MonthTally(instrument, month)
            for booking in instrument.bookings { tally.add(booking) }
            counted.instruments[index].settle(tally)
        }
        return counted
    }
}

func head(_ ledger: MonthLedger, revision: Int = 0) -> EditionHead {
    EditionHead(
        zoneCode: "zj", zoneName: "张江示范区", zoneNameEn: "Zhangjiang", month: ledger.month, revision: revision,
        sealedAt: ledger.period.end + .days(9), calendar: ledger.calendar, policyProfile: ledger.policy.profile,
        policyVersion: ledger.policy.version, program: "yiqid 0.1.0", needs: LedgerNeeds.counted(ledger.needs))
}

/// November 2026 in Shanghai, always the same.
func november(_ seed: UInt64 = 1) -> MonthLedger {
    var random = Seeded(state: seed)
    return randomMonth(&random, month: Month(text: "2026-11")!, calendar: shanghai)
}
