import Logging
import Postgres
import Support
import Testing
import Wire

/// Everything that a program left in a folder, and what it said.
private func shell(_ script: String, _ arguments: [String] = []) async throws -> Programs.Ending {
    try await Programs.run(["/bin/bash", "-c", script, "sh"] + arguments)
}

private func yiqi(_ daemon: DaemonProcess, _ words: [String]) async throws -> Programs.Ending {
    try await Programs.run(
        [Programs.yiqi] + words, environment: ["YIQI_SERVER": "127.0.0.1:\(daemon.port)", "YIQI_LANG": "en"])
}

extension SystemTests {
    /// The monthly edition from the booking to a stranger's check.
    @Suite struct EditionRoad {
        /// A zone with a booked November in its database, nobody serving it.
        private func november(_ conninfo: String) async throws -> World {
            var made: World?
            try await World.own(
                ["clock.start=2026-11-20T08:59:58+08:00"], on: conninfo, instruments: [.sem, .always("xrd-02")]
            ) { world in
                let (acme, lumen) = (try await world.client("acme"), try await world.client("lumen"))
                for (client, wish) in [
                    (acme, "\(world.sem) start=2026-11-24T10:00 for=2h"),
                    (lumen, "\(world.sem) start=2026-11-25T10:00 for=3h"),
                    (acme, "siom/xrd-02 start=2026-11-30T23:00 for=2h"),
                ] {
                    let booked = try await client.ask("RESERVE \(wish) service=imaging")
                    try #require(booked.succeeded, "\(booked.final)")
                }
                made = world
            }
            return try #require(made)
        }

        private func script(_ conninfo: String, _ sql: String) async throws {
            let connection = try await PostgresConnection.connect(
                PostgresConfiguration(conninfo: conninfo), logger: Logger(label: "tests"))
            try await connection.script(sql)
            await connection.close()
        }

        /// Two daemons, one sealing: both give the same bytes, a stranger finds nothing wrong, what comes late makes a
        /// revision, the old one stays, and the database restored elsewhere gives all of it again.
        @Test func sealExportVerifyCorrectRestore() async throws {
            let folder = try TemporaryFolder()
            let at = folder.path
            #expect(try await Programs.run([Programs.yiqid, "keygen", "\(at)/key"]).status == 0)
            let conninfo = try await TestCluster.shared().createDatabase()
            let world = try await november(conninfo)
            let settings = ["clock.start=2027-01-05T09:00:00+08:00", "edition.key=\(at)/key", "edition.seal-day=0"]
            let daemons = [
                try await World.launch(settings, conninfo), try await World.launch(settings, conninfo),
            ]
            var zones: [LineClient] = []
            for daemon in daemons { zones.append(try await world.client("zone", at: daemon)) }
            #expect(try await world.client("lab", at: daemons[0]).ask("SEAL 2026-11").code == .forbidden)
            #expect(try await zones[0].ask("EXPORT 2026-11 revision=r0").code == .notFound)

            // Both at once: one seals, the other is told that it is done.
            let (first, second) = (zones[0], zones[1])
            async let one = first.ask("SEAL 2026-11")
            async let two = second.ask("SEAL 2026-11")
            let answers = try await [one, two]
            #expect(answers.count { $0.succeeded && $0["signed"] == "yes" } == 1, "\(answers.map(\.final))")
            #expect(answers.count { $0.code == .invalid } == 1)
            #expect(try await world.count("SELECT count(*) FROM edition") == 1)

            for (index, daemon) in daemons.enumerated() {
                let export = try await yiqi(daemon, ["export", "2026-11", "--out", "\(at)/\(index)"])
                #expect(export.output == "\(at)/\(index)/2026-11/r0\n", "\(export.errors)")
            }
            #expect(try await shell("diff -r \(at)/0 \(at)/1").status == 0)
            let verified = try await Programs.run(
                [Programs.yiqi, "verify", "\(at)/0/2026-11/r0", "--key", "\(at)/key.pub", "--lang", "en"])
            #expect(verified.status == 0 && verified.output.contains("Nothing is wrong."), "\(verified.output)")
            let usage = try await shell("grep '^siom/xrd-02' \(at)/0/2026-11/r0/usage.csv")
            // An hour of the two lies before midnight.
            #expect(usage.output.hasPrefix("siom/xrd-02,1,43200,60,0,0,0,0,"), "\(usage.output)")

            // A part of the zone, the whole in one file, and a transfer that was cut off.
            try await partsAndPieces(daemons[0], at)

            // What comes late.
            try await script(conninfo, "UPDATE booking SET state = 'no-show' WHERE starts_at < '2026-11-25'")
            let listed = try await zones[1].ask("EDITIONS 2026-11").records()
            #expect(listed.first?["late"] == "yes")
            #expect(listed.contains { $0.word == "key" && $0["pem"]?.hasPrefix("-----BEGIN PUBLIC KEY") == true })
            let corrected = try await zones[1].ask("EDITION 2026-11 key=c1")
            #expect(corrected["edition"] == "2026-11/r1" && corrected["new"] == "yes", "\(corrected.final)")
            #expect(try await zones[1].ask("EDITION 2026-11 key=c1")["replayed"] == "yes")
            #expect(try await zones[0].ask("EDITION 2026-11")["new"] == "no")
            let reasons = try await zones[0].ask("EXPORT 2026-11 table=corrections")
            #expect(reasons.lines.contains { $0.hasPrefix("usage,siom/sem-01,no-show,0,1,no-show") }, "\(reasons.text)")

            for (month, number) in [("2026-12", 2), ("2026-10", 3)] {
                #expect(try await zones[0].ask("SEAL \(month)").succeeded)
                #expect(try await zones[0].ask("EDITIONS").records().count { $0.word == "edition" } == number + 1)
            }
            try await rollUps(zones[0])
            try await bulletins(daemons[1], conninfo, at)

            for name in ["2026-11/r0", "2026-11/r1", "2026-12/r0"] {
                let parts = name.split(separator: "/")
                let got = try await yiqi(
                    daemons[1], ["export", String(parts[0]), "--revision", String(parts[1]), "--out", "\(at)/all"])
                #expect(got.status == 0, "\(got.errors)")
            }
            #expect(try await shell("diff -r \(at)/0/2026-11/r0 \(at)/all/2026-11/r0").status == 0)
            for (new, old) in [("2026-11/r1", "2026-11/r0"), ("2026-12/r0", "2026-11/r1")] {
                let chain = try await Programs.run(
                    [Programs.yiqi, "verify", "\(at)/all/\(new)", "--previous", "\(at)/all/\(old)", "--lang", "en"]
                        + ["--key", "\(at)/key.pub"])
                #expect(chain.status == 0 && chain.output.contains("and the hash fits"), "\(chain.output)")
            }

            try await restored(conninfo, at, settings, zones[0])
            for daemon in daemons { try await daemon.stop() }
        }

        private func partsAndPieces(_ daemon: DaemonProcess, _ at: String) async throws {
            for scope in ["unit:siom", "park:near"] {
                let place = "\(at)/part/2026-11/r0-" + scope.replacing(":", with: "-")
                let part = try await yiqi(daemon, ["export", "2026-11", "--scope", scope, "--out", "\(at)/part"])
                #expect(part.output == place + "\n", "\(part.errors)")
                let checked = try await Programs.run(
                    [Programs.yiqi, "verify", place, "--key", "\(at)/key.pub", "--lang", "en"])
                #expect(checked.status == 0, "\(checked.output)")
            }
            let archive = try await shell(
                "mkdir \(at)/tar && \"$1\" export 2026-11 --file 2026-11-r0.tar.gz --tabs --server 127.0.0.1:\(daemon.port)"
                    + " | grep -v '^OK' | base64 -d | tar -xz -C \(at)/tar && diff -r \(at)/tar/2026-11 \(at)/0/2026-11",
                [Programs.yiqi])
            #expect(archive.status == 0, "\(archive.output) \(archive.errors)")
            let cut = try await shell(
                "mkdir -p \(at)/cut/2026-11/r0.part && head -c 20 \(at)/0/2026-11/r0/usage.csv > \(at)/cut/2026-11/r0.part/usage.csv"
                    + " && \"$1\" export 2026-11 --out \(at)/cut --server 127.0.0.1:\(daemon.port)"
                    + " && diff -r \(at)/cut \(at)/0", [Programs.yiqi])
            #expect(cut.status == 0, "\(cut.output) \(cut.errors)")
            // Not the bytes that they should be: said, thrown away, and right the next time.
            let spoilt = try await shell(
                "mkdir -p \(at)/spoilt/2026-11/r0.part && echo x > \(at)/spoilt/2026-11/r0.part/units.csv; "
                    + "export=\"$1 export 2026-11 --out \(at)/spoilt --server 127.0.0.1:\(daemon.port)\"; "
                    + "$export && exit 9; $export && diff -r \(at)/spoilt \(at)/0", [Programs.yiqi])
            #expect(spoilt.status == 0, "\(spoilt.output) \(spoilt.errors)")
        }

        private func rollUps(_ client: LineClient) async throws {
            let quarter = try await client.ask("EXPORT 2026-Q4 table=usage")
            #expect(quarter["of"] == "2026-10/r0,2026-11/r1,2026-12/r0", "\(quarter.final)")
            let row = try #require(quarter.lines.first { $0.hasPrefix("siom/xrd-02") })
            // Two hours over midnight of the month: 60 minutes in each, one user.
            #expect(row.hasPrefix("siom/xrd-02,2,1,\(43_200 + 44_640),120,"), "\(row)")
            #expect(try await client.ask("EXPORT 2026").code == .notFound)
            #expect(try await client.ask("EXPORT 2026-Q4 table=services").code == .invalid)
        }

        /// A quarter's bulletin on the wire, by the client, and by the server itself: the same bytes.
        private func bulletins(_ daemon: DaemonProcess, _ conninfo: String, _ at: String) async throws {
            let client = try await LineClient.open(daemon)
            let units = try await client.ask("BULLETIN 2026-Q4 format=csv")
            #expect(units["of"] == "2026-10/r0,2026-11/r1,2026-12/r0" && units["month"] == "2026-q4", "\(units.final)")
            let row = try #require(units.lines.last { $0.hasPrefix("siom,") })
            let columns = try #require(units.lines.first?.split(separator: ",").map(String.init))
            let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let run = try #require(columns.firstIndex(of: "run-external-min"))
            let users = try #require(columns.firstIndex(of: "external-users"))
            #expect(cells[run] == "300" && cells[users] == "<3", "\(row)")
            #expect(try await client.ask("BULLETIN 2026").code == .notFound)
            #expect(try await client.ask("BULLETIN 2026-Q4 revision=r0").code == .invalid)
            #expect(try await client.ask("BULLETIN 2026-Q4 unit=none").code == .notFound)
            let written = try await yiqi(daemon, ["bulletin", "2026-Q4", "--out", "\(at)/q4.html"])
            #expect(written.status == 0, "\(written.errors)")
            let own = try await Programs.run(
                [Programs.yiqid, "bulletin", "2026-Q4", "--out", "\(at)/own.html", "--database", conninfo])
            #expect(own.status == 0, "\(own.errors)")
            #expect(
                try await shell("cmp \(at)/q4.html \(at)/own.html && grep -c '由 3 期封存月报汇总' \(at)/q4.html").status == 0)
            // A sealed month's bulletin tells of needs, also where there were none.
            let sealed = try await client.ask("BULLETIN 2026-11 format=json")
            #expect(sealed["revision"] == "r1" && sealed.text.contains { $0.contains("\"needs\"") }, "\(sealed.final)")
        }

        /// `pg_dump` into another cluster: the same files, and the same draft of a month that is not sealed.
        private func restored(
            _ conninfo: String, _ at: String, _ settings: [String], _ client: LineClient
        ) async throws {
            let fresh = try await TestCluster()
            let copy = try await fresh.createDatabase()
            let copied = try await shell(
                "set -o pipefail; PATH=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1):$PATH; "
                    + "pg_dump \"$1\" | psql -q -v ON_ERROR_STOP=1 \"$2\"", [conninfo, copy])
            #expect(copied.status == 0, "\(copied.errors)")
            let export = try await Programs.run(
                [Programs.yiqid, "export", "2026-11", "--out", "\(at)/copy", "--database", copy])
            #expect(export.output.hasSuffix("\(at)/copy/2026-11/r1\n"), "\(export.errors)")
            // Asked again, as cron does.
            #expect(
                try await Programs.run([Programs.yiqid, "export", "2026-11", "--out", "\(at)/copy", "--database", copy])
                    .status == 0)
            #expect(try await shell("diff -r \(at)/copy/2026-11/r1 \(at)/all/2026-11/r1").status == 0)
            let daemon = try await World.launch(settings, copy)
            let other = try await LineClient.open(daemon)
            for table in ["instruments", "services", "usage", "units", "withheld", "findings"] {
                let request = "EXPORT 2026-12 revision=draft table=\(table)"
                #expect(try await other.ask(request).lines == client.ask(request).lines, "\(table)")
            }
            try await daemon.stop()
            #expect(
                try await Programs.run([Programs.yiqid, "export", "2026-09", "--out", at, "--database", copy]).status
                    == 1)
        }

        /// The daemon dies between the edition and its files: there is no edition, and the next one seals it.
        @Test func aKillInTheMiddleLeavesNothing() async throws {
            let conninfo = try await TestCluster.shared().createDatabase()
            let world = try await november(conninfo)
            let settings = ["clock.start=2026-12-05T09:00:00+08:00", "edition.seal-day=0"]
            let daemon = try await World.launch(settings, conninfo)
            let side = try await PostgresConnection.connect(
                PostgresConfiguration(conninfo: conninfo), logger: Logger(label: "tests"))
            try await side.script("BEGIN; LOCK TABLE edition_file IN ACCESS EXCLUSIVE MODE")
            let zone = try await world.client("zone", at: daemon)
            zone.send(Array("SEAL 2026-11\n".utf8))
            // Until it waits for the lock, the edition's own row written.
            while try await world.count(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'edition_file'::regclass") == 0
            {}
            daemon.signal(9)
            _ = try await daemon.wait()
            try await side.script("ROLLBACK")
            while try await world.count(
                "SELECT count(*) FROM pg_locks WHERE relation = 'edition'::regclass AND mode = 'RowExclusiveLock'") > 0
            {}
            await side.close()
            #expect(try await world.count("SELECT count(*) FROM edition") == 0)
            #expect(try await world.count("SELECT count(*) FROM edition_file") == 0)
            let next = try await World.launch(settings, conninfo)
            #expect(try await world.client("zone", at: next).ask("SEAL 2026-11")["signed"] == "no")
            #expect(try await world.count("SELECT count(*) FROM edition_file WHERE scope = 'zone'") == 9)
            try await next.stop()
        }

        /// A daemon that starts after the tenth seals what is due, in order, without being asked.
        @Test func theClockSeals() async throws {
            let conninfo = try await TestCluster.shared().createDatabase()
            let world = try await november(conninfo)
            let daemon = try await World.launch(["clock.start=2027-01-10T00:00:00+08:00"], conninfo)
            let client = try await LineClient.open(daemon)
            while try await client.ask("EDITIONS")["count"] != "2" {}
            let editions = try await client.ask("EDITIONS").records().filter { $0.word == "edition" }
            #expect(editions.map(\.subject) == ["2026-11/r0", "2026-12/r0"])
            #expect(editions[1]["previous"] == "2026-11/r0" && editions[0]["previous"] == nil)
            #expect(try await world.count("SELECT count(*) FROM log WHERE act = 'seal' AND account = 'yiqid'") == 2)
            try await daemon.stop()
        }
    }
}
