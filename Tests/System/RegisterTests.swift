import Testing
import Wire

extension SystemTests {
    /// Who may do what.
    @Suite struct Roles {
        @Test func everyoneKeepsToTheirOwn() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let lumen = try await world.client("lumen")
            let other = try await world.client("other")
            #expect(try await acme.upload("PUBLISH \(world.unit)", Listing.csv([.sem])).code == .forbidden)
            #expect(try await other.upload("PUBLISH \(world.unit)", Listing.csv([.sem])).code == .forbidden)
            #expect(try await other.ask("WITHDRAW \(world.sem) reason=broken").code == .forbidden)
            #expect(try await other.ask("INVENTORY \(world.unit)").code == .forbidden)
            let window = "from=2026-12-01 to=2026-12-31"
            #expect(try await other.ask("SCHEDULE \(world.unit) \(window)").code == .forbidden)
            #expect(try await acme.ask("SCHEDULE \(world.unit) \(window)").code == .forbidden)
            #expect(try await acme.ask("ADD park code=x name=x").code == .forbidden)

            let booked = try await acme.ask("RESERVE \(world.sem) start=2026-12-02T09:00 for=2h service=imaging")
            let number = try #require(booked["booking"])
            for verb in ["BOOKING \(number)", "CANCEL \(number)", "MOVE \(number) start=2026-12-03T09:00 for=1h"] {
                #expect(try await lumen.ask(verb).code == .notFound, "\(verb)")
                #expect(try await other.ask(verb).code == .notFound, "\(verb)")
            }
            #expect(try await lumen.ask("BOOKINGS")["count"] == "0")
            let lab = try await world.client("lab")
            let visitor = try await lab.ask("SCHEDULE \(world.unit) \(window)").records().first
            #expect(visitor?.subject == number && visitor?["contact"] == "021-6001")
            #expect(try await world.client("park").ask("BOOKING \(number)").succeeded)
            #expect(try await world.client("far").ask("BOOKING \(number)").code == .notFound)
            // The unit may cancel, with a coded reason only.
            #expect(try await !lab.ask("CANCEL \(number) reason=mood").succeeded)
            let untrue = try await lab.ask("CANCEL \(number) reason=broken")
            #expect(untrue.code == .rule && untrue["rule"] == "O5")
            #expect(try await lab.ask("CANCEL \(number) reason=unsafe")["state"] == "bumped")
        }

        @Test func aRevokedTokenEndsAtOnce() async throws {
            let world = try await World.corner()
            let number = world.sem.split(separator: "/")[0].dropFirst(4)
            let issued = try await world.zone.ask("TOKEN acme\(number)/lin days=1")
            let acme = try await LineClient.open(world.daemon).signIn(issued["token"] ?? "")
            #expect(try await acme.ask("BOOKINGS").succeeded)
            #expect(try await world.zone.ask("REVOKE \(issued["id"] ?? "")").succeeded)
            let late = try await acme.ask("RESERVE \(world.sem) start=2026-12-02T09:00 for=2h service=imaging")
            #expect(late.code == .auth)
            #expect(try await acme.ask("BOOKINGS").code == .auth)
            let again = try await LineClient.open(world.daemon).ask("AUTH token=\(issued["token"] ?? "")")
            #expect(again.code == .auth)
            #expect(try await acme.ask("PING").succeeded)
            #expect(try await world.client("acme").ask("BOOKINGS")["count"] == "0")
        }
    }

    /// What a unit and the offices do to an instrument, and what becomes of bookings.
    @Suite struct Register {
        @Test func anObligationHoldsBookingsUntilDisclosure() async throws {
            let world = try await World.corner([])
            let lab = try await world.client("lab")
            let acme = try await world.client("acme")
            let obligation = "acceptance-date=2026-10-01 original-value=3200000 public-share=70 commitment=yes"
            #expect(try await lab.ask("ADD instrument path=\(world.sem) name=电镜 \(obligation)").succeeded)
            let overdue = try await acme.ask("OVERDUE unit=\(world.unit)").records()
            #expect(overdue.map(\.subject) == [world.sem] && overdue[0]["due"] == "2026-10-31")
            #expect(try await acme.ask("FIND unit=\(world.unit)")["count"] == "0")
            #expect(try await acme.ask("SHOW \(world.sem)").code == .notFound)
            let wish = "RESERVE \(world.sem) start=2026-12-02T09:00 for=1h service=imaging"
            #expect(try await !acme.ask(wish).succeeded)
            let own = try await lab.ask(wish + " project=K1")
            #expect(own.code == .rule)
            #expect(Set((own["rule"] ?? "").split(separator: ",")).isSuperset(of: ["D1", "D3"]), "\(own.text)")

            let silent = try await lab.upload("PUBLISH \(world.unit)", Listing.csv([.sem]))
            #expect(silent["rule"] == "D7", "another day of acceptance needs a reason")
            let published = try await lab.upload("PUBLISH \(world.unit) reason=按验收单更正", Listing.csv([.sem]))
            #expect(published.succeeded, "\(published.text)")
            #expect(try await acme.ask("OVERDUE unit=\(world.unit)")["count"] == "0")
            #expect(try await acme.ask(wish).succeeded)
        }

        @Test func aClosureTakesNoBookingsUntilItIsReopened() async throws {
            let world = try await World.corner()
            let lab = try await world.client("lab")
            let acme = try await world.client("acme")
            let kept = try await acme.ask("RESERVE \(world.sem) start=2026-12-02T09:00 for=1h service=imaging")
            let closed = try await lab.ask("CLOSE \(world.sem) start=2026-12-02T08:00 for=9h reason=maintenance")
            #expect(try closed.records().filter { $0.word == "booking" }.map(\.subject) == [kept["booking"]])
            let number = try #require(closed["closure"])
            let wish = "RESERVE \(world.sem) start=2026-12-02T14:00 for=1h service=imaging"
            let refused = try await acme.ask(wish)
            #expect(refused.code == .rule && refused["rule"] == "B2")
            #expect(try await acme.ask("FREE \(world.sem) from=2026-12-02 to=2026-12-03")["count"] == "0")
            #expect(try await acme.ask("BOOKINGS state=confirmed")["count"] == "1", "what was booked stays")
            #expect(try await lab.ask("REOPEN \(number)").succeeded)
            #expect(try await acme.ask(wish).succeeded)
        }

        @Test func aWithdrawnInstrumentComesBackByPublication() async throws {
            let world = try await World.corner()
            let lab = try await world.client("lab")
            let acme = try await world.client("acme")
            try await acme.ask("RESERVE \(world.sem) start=2026-12-02T09:00 for=1h service=imaging")
            let withdrawn = try await lab.ask("WITHDRAW \(world.sem) reason=broken")
            #expect(withdrawn.succeeded && withdrawn.lines.count == 1)
            let wish = "RESERVE \(world.sem) start=2026-12-02T14:00 for=1h service=imaging"
            #expect(try await acme.ask(wish)["rule"] == "D5")
            #expect(try await acme.ask("FIND unit=\(world.unit)")["count"] == "0")
            #expect(try await lab.upload("PUBLISH \(world.unit)", Listing.csv([.sem])).succeeded)
            #expect(try await acme.ask(wish).succeeded)
        }

        @Test func anExemptInstrumentIsNeverListed() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let exempt = "EXEMPT \(world.sem) reason=classified reference=密2026-12"
            #expect(try await world.client("lab").ask(exempt).code == .forbidden)
            #expect(try await world.client("far").ask(exempt).code == .forbidden)
            #expect(try await world.client("park").ask(exempt).succeeded)
            #expect(try await acme.ask("FIND unit=\(world.unit)")["count"] == "0")
            #expect(try await acme.ask("SHOW \(world.sem)").code == .notFound)
            #expect(try await !acme.ask("EXPORT 2026-12 table=instruments").lines.contains { $0.contains(world.sem) })
            let wish = try await acme.ask("RESERVE \(world.sem) start=2026-12-02T14:00 for=1h service=imaging")
            #expect(!wish.succeeded)
        }

        @Test func aRiseWaitsAndAFallDoesNot() async throws {
            let world = try await World.corner()
            let lab = try await world.client("lab")
            let acme = try await world.client("acme")
            var listing = Listing.sem
            listing.price = "500.00"
            #expect(try await lab.upload("PUBLISH \(world.unit)", Listing.csv([listing]))["changed"] == "1")
            let service = try await acme.ask("SHOW \(world.sem)").records().first { $0.word == "service" }
            #expect(service?["price"] == "350.00" && service?["next-price"] == "500.00")
            #expect(service?["next-from"] == "2026-12-09T00:00:00+08:00", "five working days after Tuesday have passed")
            // The price is that of the moment of confirmation, also for a day after the rise.
            let late = try await acme.ask("RESERVE \(world.sem) start=2026-12-10T09:00 for=2h service=imaging")
            #expect(late["price"] == "700.00")
            listing.price = "300.00"
            #expect(try await lab.upload("PUBLISH \(world.unit)", Listing.csv([listing]))["changed"] == "1")
            let fallen = try await acme.ask("SHOW \(world.sem)").records().first { $0.word == "service" }
            #expect(fallen?["price"] == "300.00" && fallen?["next-price"] == nil)
            let cheap = try await acme.ask("RESERVE \(world.sem) start=2026-12-10T11:00 for=2h service=imaging")
            #expect(cheap["price"] == "600.00")
        }
    }
}
