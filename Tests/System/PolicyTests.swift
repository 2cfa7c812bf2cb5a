import Support
import Testing
import Wire

extension SystemTests {
    /// Rules below the zone, from the outside.
    @Suite struct Levels {
        private func value(_ answer: Answer, _ rule: String) throws -> String? {
            try answer.records().first { $0["id"] == rule }?["value"]
        }

        @Test func aLabIsMoreOpenThanItsZone() async throws {
            let world = try await World.corner()
            let lab = try await world.client("lab")
            let acme = try await world.client("acme")
            let wish = "RESERVE \(world.sem) start=2027-02-01T09:00 for=2h service=imaging"
            let refused = try await acme.ask(wish)
            #expect(refused.code == .rule && refused["rule"] == "B5")
            #expect(try await acme.upload("POLICY \(world.unit)", "B5.days=120d").code == .forbidden)
            let other = try await world.client("other")
            #expect(try await other.upload("POLICY \(world.unit)", "B5.days=120d").code == .forbidden)
            let dry = try await lab.upload("POLICY \(world.unit) dry-run=yes", "B5.days=120d")
            #expect(dry.succeeded && dry["dry-run"] == "yes" && dry["version"] == "1")
            #expect(try await acme.ask(wish).code == .rule)
            let adopted = try await lab.upload("POLICY \(world.unit) key=open", "B5.days=120d")
            let version = try #require(adopted["version"])
            #expect(adopted["instruments"] == "1")
            let again = try await lab.upload("POLICY \(world.unit) key=open", "B5.days=120d")
            #expect(again["replayed"] == "yes" && again["version"] == version)
            #expect(try await lab.upload("POLICY \(world.unit) key=open", "B5.days=90d").code == .invalid)
            let booked = try await acme.ask(wish)
            let number = try #require(booked["booking"])
            #expect(try await acme.ask("BOOKING \(number)").records()[0]["policy-version"] == version)
            #expect(
                try await acme.ask("SHOW \(world.sem)").lines.contains("rule id=B5 mode=on value=days=120d level=unit"))
            // The text stays when the lab has changed its mind, and so does the booking.
            #expect(try await lab.upload("POLICY \(world.unit)", "").succeeded)
            #expect(try await acme.ask(wish.replacing("02-01", with: "02-02")).code == .rule)
            let text = try await LineClient.open(world.daemon).ask("RULES \(world.sem) version=\(version)")
            #expect(try value(text, "B5") == "days=120d" && text["of"] == world.unit && text["level"] == "unit")
            #expect(try await value(acme.ask("RULES \(world.sem)"), "B5") == "days=30d")
            #expect(try await acme.ask("RULES pharm version=\(version)").code == .notFound)
            #expect(try await acme.ask("RULES acme").code == .notFound)
        }

        @Test func aParkSetsTheMeasureForItsUnits() async throws {
            let world = try await World.corner()
            let park = try await world.client("park")
            let lab = try await world.client("lab")
            let code = "near\(world.unit.dropFirst(4))"
            #expect(try await lab.upload("POLICY \(code)", "B4.notice=1h").code == .forbidden)
            #expect(try await park.upload("POLICY \(code)", "B4.notice=1h").succeeded)
            let stricter = try await lab.upload("POLICY \(world.sem)", "B4.notice=2h")
            #expect(stricter.code == .rule && stricter["rule"] == "B4")
            #expect(stricter.final.contains("the 1h above it; allowed: 0m to 1h"))
            let chinese = try await lab.ask("LANG zh")
            #expect(chinese.succeeded)
            #expect(try await lab.upload("POLICY \(world.sem)", "B4.notice=2h").final.contains("不如上级的 1h 对外开放"))
            #expect(try await world.client("far").upload("POLICY \(world.unit)", "").code == .forbidden)
            #expect(try await world.zone.upload("POLICY \(world.sem)", "B4.notice=30m").succeeded)
        }

        /// An instrument that is not public gives nothing away by its rules.
        @Test func hiddenInstrumentsStayHidden() async throws {
            let world = try await World.corner([])
            let lab = try await world.client("lab")
            let acme = try await world.client("acme")
            let duty = "acceptance-date=2026-10-01 original-value=3200000 public-share=70 commitment=yes"
            #expect(try await lab.ask("ADD instrument path=\(world.sem) name=电镜 \(duty)").succeeded)
            let adopted = try await lab.upload("POLICY \(world.sem)", "B4.notice=1h")
            let version = try #require(adopted["version"])
            for ask in ["RULES \(world.sem)", "RULES \(world.sem) version=\(version)", "RULES version=\(version)"] {
                let answer = try await acme.ask(ask)
                #expect(answer.code == .notFound && !answer.final.contains("电镜"), "\(ask)")
            }
            #expect(try await !acme.ask("RULES version=\(version)").final.contains(world.sem))
            #expect(try await lab.ask("RULES version=\(version)")["of"] == world.sem)
        }

        /// Another profile, another daemon: what was set below is merged with it, and old texts stay.
        @Test func levelsOutliveTheProfile() async throws {
            let conninfo = try await TestCluster.shared().createDatabase()
            try await World.own(on: conninfo) { world in
                let lab = try await world.client("lab")
                #expect(try await lab.upload("POLICY siom", "B5.days=60d\nB4.notice=1h")["version"] == "2")
            }
            let daemon = try await World.launch(["policy=open"], conninfo)
            let client = try await LineClient.open(daemon)
            let rules = try await client.ask("RULES siom/sem-01")
            #expect(rules["version"] == "4" && rules["profile"] == "open" && rules["level"] == "unit")
            #expect(try value(rules, "B5") == "days=90d", "the profile is the more open now")
            #expect(try value(rules, "B4") == "notice=30m")
            let old = try await client.ask("RULES version=2")
            #expect(try value(old, "B5") == "days=60d" && old["profile"] == "zhangjiang")
            try await daemon.stop()
        }
    }
}
