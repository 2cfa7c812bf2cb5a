import Testing
import Wire

extension SystemTests {
    /// What other programs take: calendars, bulletins, catalogues.
    @Suite struct Publications {
        private func yiqi(_ world: World, _ words: String..., as who: String? = nil) async throws -> Programs.Ending {
            let folder = try TemporaryFolder()
            var environment = [
                "HOME": folder.path, "XDG_CONFIG_HOME": folder.path, "NO_COLOR": "1",
                "YIQI_SERVER": "127.0.0.1:\(world.daemon.port)",
            ]
            environment["YIQI_TOKEN"] = who.flatMap { world.tokens[$0] }
            return try await Programs.run([Programs.yiqi] + words, environment: environment)
        }

        /// Only Debian's own interpreter has Debian's packages.
        private func python(_ script: String, _ arguments: String...) async throws -> String {
            let ending = try await Programs.run(["/usr/bin/python3", "-c", script] + arguments)
            try #require(ending.status == 0, "\(ending.errors)")
            return ending.output
        }

        @Test func aFeedIsACalendarWithoutNames() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let lab = try await world.client("lab")
            try await acme.ask("RESERVE \(world.sem) start=2026-12-02T09:00 for=4h service=imaging")
            try await lab.ask("CLOSE \(world.sem) start=2026-12-03T09:00 for=2h reason=maintenance")
            let folder = try TemporaryFolder()
            let file = folder.path + "/sem.ics"
            let fed = try await yiqi(world, "feed", world.sem, "--days", "3", "--out", file)
            #expect(fed.status == 0 && fed.output.isEmpty, "\(fed)")
            let text = try folder.read("sem.ics")
            #expect(text.hasSuffix("END:VCALENDAR\r\n") && !text.contains("acme") && !text.contains("艾克米"))
            // The hours of a weekday in Shanghai are 1:00 to 9:00 in UTC.
            let found = try await python(
                """
                import icalendar, sys
                calendar = icalendar.Calendar.from_ical(open(sys.argv[1], newline="").read())
                (free,) = calendar.subcomponents
                for part in free["FREEBUSY"]:
                    print(part.params["FBTYPE"], part.start.isoformat(), part.end.isoformat())
                """, file)
            #expect(found.contains("BUSY 2026-12-02T01:00:00+00:00 2026-12-02T05:00:00+00:00\n"), "\(found)")
            #expect(found.contains("BUSY-UNAVAILABLE 2026-12-02T09:00:00+00:00 2026-12-03T03:00:00+00:00\n"))
            #expect(found.hasPrefix("BUSY 2026"), "\(found)")

            let piped = try await yiqi(world, "feed", world.sem, "--days", "3")
            #expect(piped.output.contains("BEGIN:VFREEBUSY\r\n"))
            // What takes no bookings is unavailable the whole time; what is exempt is not there.
            try await lab.ask("WITHDRAW \(world.sem) reason=broken")
            let withdrawn = try await acme.ask("FEED \(world.sem) days=3")
            #expect(
                withdrawn.lines.count { $0.hasPrefix("FREEBUSY") } == 1
                    && !withdrawn.text.contains { $0.contains("=BUSY:") })
            try await world.client("park").ask("EXEMPT \(world.sem) reason=classified reference=x")
            #expect(try await acme.ask("FEED \(world.sem)").code == .notFound)
        }
    }
}
