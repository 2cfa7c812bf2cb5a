import Testing

extension SystemTests {
    /// The client `yiqi`, as a person and a script meet it.
    @Suite struct Client {
        private struct Person {
            let folder: TemporaryFolder
            let environment: [String: String]

            init(_ world: World, _ who: String?) throws {
                folder = try TemporaryFolder()
                var environment = [
                    "HOME": folder.path, "XDG_CONFIG_HOME": folder.path + "/config", "NO_COLOR": "1",
                    "YIQI_SERVER": "127.0.0.1:\(world.daemon.port)",
                ]
                environment["YIQI_TOKEN"] = who.flatMap { world.tokens[$0] }
                self.environment = environment
            }

            func yiqi(_ words: String..., input: String = "", without: String? = nil) async throws -> Programs.Ending {
                var environment = environment
                if let without { environment[without] = nil }
                return try await Programs.run([Programs.yiqi] + words, input: input, environment: environment)
            }
        }

        @Test func findReserveCollideAndLook() async throws {
            let world = try await World.corner()
            let acme = try Person(world, "acme")
            let found = try await acme.yiqi("find", "--unit", world.unit)
            #expect(found.status == 0 && found.output.contains(world.sem), "\(found.output)")
            let json = try await acme.yiqi("find", "--unit", world.unit, "--json")
            #expect(json.status == 0 && json.output.contains("\"350.00\""), "\(json.output)")
            let booked = try await acme.yiqi(
                "reserve", world.sem, "--start", "2026-12-02T09:00", "--for", "4h", "--service", "imaging")
            #expect(booked.status == 0 && booked.output.contains("1400.00"), "\(booked.output)")
            let taken = try await acme.yiqi(
                "reserve", world.sem, "--start", "2026-12-02 12:00", "--for", "2h", "--service", "imaging")
            #expect(taken.status == 1 && (taken.output + taken.errors).contains("13:00"), "\(taken)")
            let week = try await acme.yiqi("week", world.sem, "--day", "2026-12-02")
            #expect(week.status == 0 && week.output.contains("|################................|"), "\(week.output)")
            let bookings = try await acme.yiqi("bookings")
            #expect(bookings.status == 0 && bookings.output.contains(world.sem))
        }

        @Test func theExitStatusTellsWhoseFaultItIs() async throws {
            let world = try await World.corner()
            let nobody = try Person(world, nil)
            #expect(try await nobody.yiqi("ping").status == 0)
            #expect(try await nobody.yiqi("show", "none/none-1").status == 1)
            #expect(try await nobody.yiqi("reserve", world.sem).status == 2)
            #expect(try await nobody.yiqi("frob").status == 2)
            // Nothing listens on the port of echo's discarding neighbour.
            #expect(try await nobody.yiqi("ping", "--server", "127.0.0.1:9").status == 3)
        }

        @Test func rawPassesLinesThrough() async throws {
            let world = try await World.corner()
            let nobody = try Person(world, nil)
            let good = try await nobody.yiqi("raw", "--quiet", input: "PING\nFIND unit=\(world.unit)\n")
            #expect(
                good.status == 0 && good.output.contains("+ instrument \(world.sem) ")
                    && good.output.hasSuffix("OK count=1\n"))
            let bad = try await nobody.yiqi("raw", input: "PING\nFROB\n")
            #expect(bad.status == 1 && bad.output.hasPrefix("OK yiqi/1") && bad.output.contains("ERR unknown-verb"))
        }

        @Test func loginKeepsATokenForTheServerOfTheSettings() async throws {
            let world = try await World.corner()
            let acme = try Person(world, nil)
            try acme.folder.write("yiqi.yaml", "server: 127.0.0.1:\(world.daemon.port)\nlang: en\n")
            var environment = acme.environment
            environment["YIQI_SERVER"] = nil
            environment["YIQI_CONFIG"] = acme.folder.path + "/yiqi.yaml"
            let token = try #require(world.tokens["acme"])
            let before = try await Programs.run([Programs.yiqi, "bookings"], environment: environment)
            #expect(before.status != 0)
            let login = try await Programs.run([Programs.yiqi, "login"], input: token + "\n", environment: environment)
            #expect(
                login.status == 0 && login.output.contains("acme") && !login.output.contains(token), "\(login.output)")
            let after = try await Programs.run([Programs.yiqi, "bookings"], environment: environment)
            #expect(after.status == 0, "\(after.output)")
            let wrong = try await Programs.run([Programs.yiqi, "login"], input: "yq_wrong\n", environment: environment)
            #expect(wrong.status == 1)
        }

        @Test func aLabPublishesAndTakesItsListBack() async throws {
            let world = try await World.corner([])
            let lab = try Person(world, "lab")
            try lab.folder.write("list.csv", Listing.csv([.sem, .always("afm-02")]))
            let list = lab.folder.path + "/list.csv"
            let dry = try await lab.yiqi("publish", world.unit, list, "--dry-run")
            #expect(dry.status == 0, "\(dry.output)")
            let published = try await lab.yiqi("publish", world.unit, list)
            #expect(published.status == 0 && published.output.contains("created"), "\(published.output)")
            let inventory = try await lab.yiqi("inventory", world.unit)
            #expect(inventory.status == 0 && inventory.output.hasPrefix("number,"), "\(inventory.output)")
            try lab.folder.write("back.csv", inventory.output)
            let again = try await lab.yiqi("publish", world.unit, lab.folder.path + "/back.csv")
            #expect(again.status == 0 && again.output.contains("same"), "\(again.output)")
        }
    }
}
