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
        record.openHours = try? WeeklyHours(text: random.pick(["24/7", "mon-fri 09:00-17:00", "sat,sun 10:00-12:00"]))
        record.channels = channels.count
        if random.chance(30) {
            for (key, text) in [
                (\InventoryRecord.model, "m"), (\.maker, "k"), (\.classScheme, "s"), (\.classCode, "c"),
            ]
                as [(WritableKeyPath<InventoryRecord, String?>, String)]
            {
                record[keyPath: key] = text
            }
        }
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
                period: period(300_000), reason: random.pick(["maintenance", "fault", "holiday"]))
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
            ], closures: closures, bookings: bookings)
    }
    return MonthLedger(
        month: month, calendar: calendar, policy: .zhangjiang, workingDays: .mondayToFriday, parks: parks, units: units,
        instruments: instruments)
}

func head(_ ledger: MonthLedger, revision: Int = 0) -> EditionHead {
    EditionHead(
        zoneCode: "zj", zoneName: "张江示范区", zoneNameEn: "Zhangjiang", month: ledger.month, revision: revision,
        sealedAt: ledger.period.end + .days(9), calendar: ledger.calendar, policyProfile: ledger.policy.profile,
        policyVersion: ledger.policy.version, program: "yiqid 0.1.0")
}

/// November 2026 in Shanghai, always the same.
func november(_ seed: UInt64 = 1) -> MonthLedger {
    var random = Seeded(state: seed)
    return randomMonth(&random, month: Month(text: "2026-11")!, calendar: shanghai)
}
