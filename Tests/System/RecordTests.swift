import Logging
import Postgres
import Support
import Testing
import Wire

extension SystemTests {
    /// What records say, what they change, and what is found against them, over the wire.
    @Suite struct Records {
        private static func row(_ number: String, price: String, value: String = "3200000.00元", more: String = "")
            -> String
        {
            let head =
                "number,name,model,maker,class-scheme,class-code,original-value,public-share,funding,commitment,"
                + "acceptance-date,location,function,services,access,open-hours,contact,complaints,price-basis,share-mode\n"
            return head + "\(number),场发射扫描电镜,FE-500,演示电子光学公司,演示分类,0301,\(value),70%,中央财政,yes,"
                + "2026-11-20,1 号楼,表面形貌观察,imaging|成像|\(price)/hour,\"self, sample\",mon-fri 09:00-17:00,"
                + "预约台 021-1001,综合处 021-1009,耗材、人工,\(more)\n"
        }

        @Test func correctionsAndConfirmationsAreAskedFor() async throws {
            let world = try await World.corner()
            let lab = try await world.client("lab")
            let publish = "PUBLISH \(world.unit)"
            let refused = try await lab.upload(publish, Self.row("sem-01", price: "3.50", value: "3300000元"))
            #expect(refused["rule"] == "D7,D8")
            let faults = try refused.records().filter { $0["outcome"] == "refused" }
            #expect(faults.map { $0["column"] } == ["original-value", "services"])
            #expect(faults[1]["service"] == "imaging" && faults[1]["old"] == "350.00" && faults[1]["new"] == "3.50")
            let line = "%confirm-price sem-01/imaging 3.50"
            #expect(faults[1]["message"]?.contains(line) == true)
            let text = "%correction 合同更正\n\(line)\n" + Self.row("sem-01", price: "3.50", value: "3300000元")
            #expect(try await lab.upload(publish + " dry-run=yes", text)["changed"] == "1")
            #expect(try await lab.upload(publish, text)["changed"] == "1")
            #expect(try await lab.upload(publish, text)["same"] == "1")
            let shown = try await world.client("acme").ask("SHOW \(world.sem)").records()
            let correction = try #require(shown.first { $0.word == "correction" })
            #expect(correction["column"] == "original-value" && correction["old"] == "3200000.00")
            #expect(correction["new"] == "3300000.00" && correction["reason"] == "合同更正")
            #expect(shown.first { $0.word == "service" }?["price"] == "3.50")
            #expect(shown.first?["price-basis"] == "耗材、人工" && shown.first?["confirmed"] != nil)
        }

        @Test func whatIsFoundIsPublic() async throws {
            // The shared listing has no basis for its prices and can be used by the qualified only.
            let world = try await World.corner()
            let anyone = try await LineClient.open(world.daemon)
            let found = try await anyone.ask("FINDINGS unit=\(world.unit)")
            #expect(try found.records().map { $0["rule"] } == ["O7", "O11"] && found["count"] == "2")
            #expect(try found.records().allSatisfy { $0.subject == world.sem && $0["since"] != nil })
            let lab = try await world.client("lab")
            let shut = try await lab.upload("PUBLISH \(world.unit)", Self.row("sem-01", price: "350.00", more: "仅限本单位"))
            #expect(shut["rule"] == "O1")
            let mended = try await lab.upload("PUBLISH \(world.unit)", Self.row("sem-01", price: "350.00"))
            #expect(mended["changed"] == "1", "\(mended.text)")
            #expect(try await anyone.ask("FINDINGS instrument=\(world.sem)")["count"] == "0")
            // A closure that comes too late is found at once, and until it is over.
            let closed = try await lab.ask("CLOSE \(world.sem) start=2026-12-02T09:00 for=2h reason=maintenance")
            #expect(try closed.records().filter { $0.word == "finding" }.map { $0["rule"] } == ["O10"])
            let late = try await anyone.ask("FINDINGS instrument=\(world.sem)").records()
            #expect(late.map { $0["rule"] } == ["O10"] && late[0]["closure"] == closed["closure"])
            #expect(try await lab.ask("REOPEN \(closed["closure"] ?? "")").succeeded)
            #expect(try await anyone.ask("FINDINGS instrument=\(world.sem)")["count"] == "0")
            let fault = try await lab.ask("CLOSE \(world.sem) start=2026-12-02T09:00 for=2h reason=fault")
            #expect(try fault.records().allSatisfy { $0.word != "finding" })
            // Nothing is told of what is hidden.
            #expect(try await world.client("park").ask("EXEMPT \(world.sem) reason=classified reference=x").succeeded)
            #expect(try await anyone.ask("FINDINGS instrument=\(world.sem)").code == .notFound)
            #expect(try await anyone.ask("FINDINGS unit=\(world.unit)")["count"] == "0")
            #expect(try await anyone.ask("FINDINGS instrument=\(world.unit)/none").code == .notFound)
        }

        @Test func findingsComeInPages() async throws {
            let world = try await World.corner((1...5).map { .always("n-\($0)") })
            let anyone = try await LineClient.open(world.daemon)
            var seen: [String] = []
            var after = ""
            while true {
                let page = try await anyone.ask("FINDINGS unit=\(world.unit) limit=2\(after)")
                for record in try page.records() where record.subject.map({ !seen.contains($0) }) ?? false {
                    seen.append(record.subject ?? "")
                }
                guard let next = page["after"] else { break }
                after = " after=\(next)"
            }
            #expect(seen == (1...5).map { "\(world.unit)/n-\($0)" })
        }

        /// A list that nobody has looked at for half a year.
        @Test func whatIsNotConfirmedIsShownAsStale() async throws {
            let conninfo = try await TestDatabase.fresh()
            try await World.own(on: conninfo) { world in
                let shown = try await world.client("acme").ask("SHOW \(world.sem)").records()[0]
                #expect(shown["stale"] == nil)
            }
            try await TestDatabase.age(conninfo, days: 181)
            let daemon = try await World.launch([], conninfo)
            let anyone = try await LineClient.open(daemon)
            #expect(try await anyone.ask("SHOW siom/sem-01").records()[0]["stale"] == "yes")
            #expect(try await anyone.ask("FIND unit=siom").records()[0]["stale"] == "yes")
            let found = try await anyone.ask("FINDINGS unit=siom").records()
            #expect(found.map { $0["rule"] } == ["D6", "O7", "O11"])
            let check = try await anyone.ask("CHECK siom/sem-01 start=2026-12-02T09:00 for=1h service=imaging")
            let verdict = try check.records().first { $0["rule"] == "D6" }
            #expect(verdict?["pass"] == "no" && check["allowed"] == "yes", "\(check.text)")
            try await daemon.stop()
        }
    }
}

/// A database beside the daemon.
private enum TestDatabase {
    static func fresh() async throws -> String { try await TestCluster.shared().createDatabase() }

    /// Makes every confirmation so much older; and the prices, since the next daemon's clock starts where this one's did.
    static func age(_ conninfo: String, days: Int) async throws {
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(conninfo: conninfo), logger: Logger(label: "tests"))
        for change in [
            "instrument SET confirmed_at = confirmed_at - make_interval(days => \(days))",
            "tariff SET published_at = published_at - interval '1 day', effective_from = effective_from - interval '1 day'",
        ] {
            _ = try await connection.query(Statement("UPDATE \(change)"))
        }
        await connection.close()
    }
}
