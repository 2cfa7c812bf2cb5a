import Booking
import Testing

struct TariffTests {
    private let monday = at("2026-11-23T10:00")

    private func offer(_ fen: Int64, _ unit: UnitOfCharge = .hour, content: String = "c") -> ServiceOffer {
        ServiceOffer(code: "s", content: content, unitOfCharge: unit, price: Money(fen: fen))
    }

    private func tariff(_ offer: ServiceOffer, from: Instant = Instant(seconds: 0), withdrawn: Instant? = nil) -> Tariff
    {
        Tariff(
            service: ServiceID(1), offer: offer, publishedAt: Instant(seconds: 0), effectiveFrom: from,
            withdrawnAt: withdrawn)
    }

    private func revised(_ history: [Tariff], _ offers: [ServiceOffer], _ days: WorkingDays = .mondayToFriday)
        -> [TariffRevision]
    {
        reviseTariffs(
            history.isEmpty ? [:] : ["s": history], publishing: offers, calendar: shanghai, policy: .zhangjiang,
            workingDays: days, at: monday)
    }

    @Test func whatChanges() {
        // Five working days after Monday 23 November end with Monday the 30th.
        let later = at("2026-12-01T00:00")
        let old = tariff(offer(100))
        let table: [([Tariff], [ServiceOffer], TariffRevision.Change?, Instant?, Bool)] = [
            ([], [offer(100)], .added, monday, false), ([old], [offer(100)], .same, nil, false),
            ([old], [offer(99)], .fell, monday, false), ([old], [offer(101)], .rose, later, false),
            ([old], [offer(100, content: "d")], .reworded, monday, false),
            ([old], [offer(1, .sample)], .rose, later, false),
            ([old], [], .dropped, nil, false),
            // Dropping and offering again is no way round the notice.
            ([tariff(offer(100), withdrawn: monday)], [offer(101)], .rose, later, false),
            ([tariff(offer(100), withdrawn: monday)], [offer(100)], .added, monday, false),
            ([tariff(offer(100), withdrawn: monday)], [], nil, nil, false),
            // Nor is a rise that was taken back before its first day.
            (
                [
                    tariff(offer(100), withdrawn: at("2026-11-20T00:00")),
                    tariff(offer(200), from: at("2026-11-22T00:00"), withdrawn: at("2026-11-20T00:00")),
                ], [offer(150)], .rose, later, false
            ),
            // A rise is waiting.
            ([old, tariff(offer(120), from: later)], [offer(120)], .same, nil, false),
            ([old, tariff(offer(120), from: later)], [offer(100)], .same, nil, true),
            ([old, tariff(offer(120), from: later)], [offer(110)], .rose, later, true),
            ([old, tariff(offer(120), from: later)], [offer(90)], .fell, monday, true),
            ([old, tariff(offer(120), from: later)], [], .dropped, nil, true),
        ]
        for (index, (history, offers, change, from, replaces)) in table.enumerated() {
            let found = revised(history, offers).first
            #expect(found?.change == change, "\(index)")
            #expect(found?.tariff?.effectiveFrom == from, "\(index)")
            #expect((found?.replacesPending ?? false) == replaces, "\(index)")
        }
    }

    @Test func holidaysLengthenTheNotice() {
        let days = WorkingDays(holidays: [Day(text: "2026-11-25")!])
        #expect(
            revised([tariff(offer(100))], [offer(101)], days).first?.tariff?.effectiveFrom == at("2026-12-02T00:00"))
    }

    @Test func theLatestInForceCounts() {
        var world = World()
        let later = monday + .days(3)
        world.tariffs["s"] = [tariff(offer(100)), tariff(offer(120), from: later)]
        #expect(world.register.tariff(of: "s", at: monday)?.offer.price.fen == 100)
        #expect(world.register.tariff(of: "s", at: later - Span(seconds: 1))?.offer.price.fen == 100)
        #expect(world.register.tariff(of: "s", at: later)?.offer.price.fen == 120)
        #expect(world.register.tariff(of: "x", at: later) == nil)
    }
}
