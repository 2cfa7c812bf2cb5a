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

        @Test func aBulletinIsReadByOthers() async throws {
            let world = try await World.corner([.sem, .always("tem-02")])
            let acme = try await world.client("acme")
            try await acme.ask("RESERVE \(world.sem) start=2026-12-02T09:00 for=4h service=imaging")
            let folder = try TemporaryFolder()
            let page = folder.path + "/b.html"
            let written = try await yiqi(world, "bulletin", "2026-12", "--unit", world.unit, "--out", page)
            #expect(written.status == 0, "\(written)")
            // Well-formed, and the hours that were booked are in both languages' tables.
            let hours = try await python(
                """
                import sys, xml.etree.ElementTree as tree
                space = "{http://www.w3.org/1999/xhtml}"
                root = tree.fromstring(open(sys.argv[1]).read().split("\\n", 1)[1])
                for article in root.iter(space + "article"):
                    table = [t for t in article.iter(space + "table")][1]
                    print(article.get("lang"), [c.text for c in list(table.iter(space + "tr"))[1]][1:9])
                """, page)
            #expect(hours.contains("zh-CN ['光机中心', '2', '2', '100.00%', '100.00%', "), "\(hours)")
            #expect(
                hours.split(separator: "\n").allSatisfy { $0.contains("'4.0', '100.00%']") || $0.contains("'4.0'") })

            let book = folder.path + "/b.xlsx"
            #expect(try await yiqi(world, "bulletin", "2026-12", "--format", "xlsx").status == 2)
            let saved = try await yiqi(
                world, "bulletin", "2026-12", "--park", "near\(world.unit.dropFirst(4))", "--format", "xlsx", "--out",
                book)
            #expect(saved.status == 0, "\(saved)")
            let sheets = try await python(
                """
                import openpyxl, sys
                book = openpyxl.load_workbook(sys.argv[1])
                print(book.sheetnames, [row[0].value for row in book["units"].iter_rows()])
                """, book)
            #expect(sheets.contains("'instruments'") && sheets.contains("['code', '\(world.unit)']"), "\(sheets)")
            let units = try await acme.ask("BULLETIN 2026-12 unit=\(world.unit) format=csv")
            #expect(units.lines.count == 2 && units.lines[1].hasPrefix("\(world.unit),光机中心,"))
            #expect(try await acme.ask("BULLETIN 2026-12 park=nowhere").code == .notFound)
        }

        /// For cron on the server: without an account, beside the daemon; and what to install is said before anything else.
        @Test func theServerWritesBulletinsItself() async throws {
            let world = try await World.corner()
            let folder = try TemporaryFolder()
            let command = [
                Programs.yiqid, "bulletin", "2026-12", "--unit", world.unit, "--database", world.conninfo, "--set",
                "clock.start=\(DaemonProcess.start)", "--out", folder.path + "/b.html",
            ]
            for _ in 0..<2 {
                let written = try await Programs.run(command)
                #expect(written.status == 0, "\(written)")
            }
            let page = try folder.read("b.html")
            #expect(page.hasPrefix("<!DOCTYPE html>\n") && page.hasSuffix("</html>\n") && page.contains("光机中心"))
            let unprinted = try await Programs.run(command + ["--pdf"], environment: ["PATH": "/nonexistent"])
            #expect(
                unprinted.status == 78 && (unprinted.output + unprinted.errors).contains("apt-get install chromium"))
        }

        @Test func catalogueSkipsWhatHasNoAddress() async throws {
            try await World.own(["zone.url=https://yiqi.example.cn"], instruments: [.sem, .always("tem-02")]) { world in
                let client = try await world.client("acme")
                let records = try await client.ask("CATALOGUE format=pidinst")
                #expect(records["count"] == "2" && records["skipped"] == nil)
                #expect(records.lines.contains { $0.contains("https://yiqi.example.cn/instruments/siom/sem-01") })
                #expect(try await client.ask("CATALOGUE format=uniquip").code == .missingField)
                try await world.client("lab").ask("WITHDRAW \(world.sem) reason=broken")
                #expect(try await client.ask("CATALOGUE")["count"] == "1")
                #expect(try await client.ask("CATALOGUE instrument=\(world.sem)").code == .notFound)
            }
            let world = try await World.corner()
            let sheet = try await yiqi(world, "catalogue", "--format", "uniquip", "--unit", world.unit)
            #expect(sheet.status == 0 && sheet.output.contains("sem-01"), "\(sheet)")
        }

        /// Names go to those who may have them, and never without a row in the log.
        @Test func recordsAreLoggedBeforeTheyAreRead() async throws {
            try await World.own { world in
                let acme = try await world.client("acme")
                try await acme.ask("RESERVE \(world.sem) start=2026-12-01T13:00 for=2h service=imaging project=KY-7")
                for (who, request) in [
                    ("acme", "RECORDS 2026-q4"), ("other", "RECORDS 2026-q4 unit=siom"),
                    ("far", "RECORDS 2026-q4 unit=siom"),
                    ("far", "RECORDS 2026-q4 park=near"), ("park", "RECORDS 2026-q4"),
                ] {
                    #expect(try await world.client(who).ask(request).code == .forbidden, "\(who) \(request)")
                }
                let nobody = try await LineClient.open(world.daemon)
                #expect(try await nobody.ask("RECORDS 2026-q4").code == .auth)
                #expect(try await world.zone.ask("RECORDS 2026-10").code == .invalid)
                #expect(try await world.count("SELECT count(*) FROM log WHERE act = 'records'") == 0)
                let asked = [
                    ("lab", "RECORDS 2026-q4"), ("park", "RECORDS 2026-q4 park=near"), ("zone", "RECORDS 2026-q4"),
                ]
                for (who, request) in asked {
                    let answer = try await world.client(who).ask(request)
                    #expect(answer.succeeded && answer["rows"] == "0", "what is not over is no record: \(answer.final)")
                }
                #expect(try await world.count("SELECT count(*) FROM log WHERE act = 'records'") == 3)
                #expect(try await world.zone.ask("AUDIT verify=yes")["verified"] == "yes")
            }
        }
    }
}
