import Glibc
import Support
import Testing
import Wire

extension SystemTests {
    /// Requests and their clock, and actual use, over the wire.
    @Suite struct Answers {
        private static let asking = Listing(
            number: "ask-01", name: "原子力显微镜", hours: "mon-sun 00:00-24:00", shareMode: "by-request")
        /// A daemon that looks at the clock often.
        private static let often = ["clock.every=20ms"]

        /// Asks again and again until the answer is as wanted; the daemon's own clock brings it about.
        private func state(_ number: String, _ client: LineClient, becomes wanted: String) async throws {
            while true {
                let answer = try await client.ask("BOOKING \(number)")
                let state = try answer.records().first?["state"]
                if state == wanted { return }
                try #require(state == "requested", "\(answer.text)")
            }
        }

        private func history(_ number: String, _ client: LineClient) async throws -> [String] {
            try await client.ask("BOOKING \(number)").records().filter { $0.word == "history" }.map {
                "\($0["act"] ?? "") \($0["account"] ?? "")"
            }
        }

        /// Two daemons: the first does the clock's work until it is killed, the second takes over and catches up.
        @Test func anotherTakesOver() async throws {
            try await World.own(Self.often, instruments: [Self.asking]) { world in
                let firm = try await world.client("acme")
                let wish = "RESERVE \(world.unit)/ask-01 service=imaging for=1h"
                // Nine on a Tuesday: sixteen working hours end on Thursday at eleven, eight more on Friday at twelve.
                let granted = try await firm.ask("\(wish) start=2026-12-10T09:00")
                #expect(granted["state"] == "requested")
                #expect(granted["respond-by"]?.hasPrefix("2026-12-03T11:0") == true, "\(granted.text)")
                let lapsed = try await firm.ask("\(wish) start=2026-12-03T15:00")
                let kept = try await firm.ask("\(wish) start=2026-12-30T15:00")
                let numbers = try [granted, lapsed, kept].map { try #require($0["booking"]) }
                while try await world.zone.ask("STATUS")["clock"] != "leading" {}
                // A week later by its own clock; but it is not its turn.
                let second = try await World.launch(
                    Self.often + ["clock.start=2026-12-08T09:00:00+08:00"], world.conninfo)
                let late = try await world.client("acme", at: second)
                let office = try await world.client("park", at: second)
                #expect(try await late.ask("STATUS")["clock"] == "waiting")
                let overdue = try await office.ask("REQUESTS overdue=yes")
                #expect(overdue["count"] == "3" && overdue["overdue"] == "3", "\(overdue.text)")
                // The answer that was given in time stands, whoever comes later.
                let lab = try await world.client("lab")
                #expect(try await lab.ask("APPROVE \(numbers[2])")["state"] == "confirmed")

                world.daemon.signal(SIGKILL)
                _ = try await world.daemon.wait()
                try await state(numbers[0], late, becomes: "confirmed")
                try await state(numbers[1], late, becomes: "lapsed")
                #expect(try await late.ask("STATUS")["clock"] == "leading")
                let firmName = try await late.ask("BOOKING \(numbers[0])").records().first?["account"] ?? ""
                #expect(
                    try await history(numbers[0], late) == ["reserve \(firmName)", "escalate yiqid", "grant yiqid"])
                #expect(
                    try await history(numbers[1], late) == ["reserve \(firmName)", "escalate yiqid", "lapse yiqid"])
                let answered = try await history(numbers[2], late)
                #expect(answered.last?.hasPrefix("approve") == true, "\(answered)")
                // Once more, and once more: nothing is done twice.
                for _ in 0..<3 { #expect(try await history(numbers[0], late).count == 3) }
                #expect(try await office.ask("REQUESTS")["count"] == "0")
                try await second.stop()
            }
        }

        /// Who may answer, and what an answer must be.
        @Test func answersAreCheckedByTheData() async throws {
            let world = try await World.corner([Self.asking])
            let (firm, lab) = (try await world.client("acme"), try await world.client("lab"))
            let wish = "RESERVE \(world.unit)/ask-01 service=imaging for=1h"
            let made = try await firm.ask("\(wish) start=2026-12-10T09:00 key=r")
            let number = try #require(made["booking"])
            #expect(try await firm.ask("\(wish) start=2026-12-10T09:00 key=r")["replayed"] == "yes")
            #expect(try await firm.ask("REQUESTS").code == .forbidden)
            #expect(try await firm.ask("APPROVE \(number)").code == .forbidden)
            #expect(try await world.client("other").ask("APPROVE \(number)").code == .notFound)
            #expect(try await world.client("other").ask("REQUESTS")["count"] == "0")
            #expect(try await world.client("far").ask("DECLINE \(number) reason=unsafe").code == .forbidden)
            #expect(try await lab.ask("DECLINE \(number) reason=busy")["field"] == "reason")
            #expect(try await lab.ask("DECLINE \(number)")["field"] == "reason")
            let full = try await lab.ask("DECLINE \(number) reason=full")
            #expect(full.code == .rule && full["rule"] == "O4")
            #expect(
                try full.records().filter { $0.word == "free" }.map { "\($0["start"] ?? "") \($0["end"] ?? "")" } == [
                    "2026-12-10T00:00:00+08:00 2026-12-11T00:00:00+08:00"
                ])
            #expect(try await lab.ask("CANCEL \(number) reason=unsafe").code == .state, "a request is answered")
            // A fault on record makes it true.
            #expect(try await lab.ask("DECLINE \(number) reason=broken")["rule"] == "O4")
            let closed = try await lab.ask("CLOSE \(world.unit)/ask-01 start=2026-12-10T09:30 for=2h reason=fault")
            #expect(closed["standing"] == "1")
            #expect(try await lab.ask("APPROVE \(number)")["rule"] == "B2", "nor can it be granted over the closure")
            #expect(try await lab.ask("DECLINE \(number) reason=broken note=光源损坏")["state"] == "declined")
            let told = try await firm.ask("BOOKING \(number)").records().last
            #expect(told?["act"] == "decline" && told?["reason"] == "broken" && told?["note"] == "光源损坏")
        }

        /// A unit takes back what it had confirmed: coded, true, with something offered, and counted.
        @Test func aUnitTakesBack() async throws {
            let world = try await World.corner([.always("sem-01")])
            let (firm, lab) = (try await world.client("acme"), try await world.client("lab"))
            let made = try await firm.ask("RESERVE \(world.sem) service=imaging start=2026-12-10T09:00 for=2h")
            let number = try #require(made["booking"])
            #expect(try await lab.ask("CANCEL \(number)")["field"] == "reason")
            #expect(try await world.client("park").ask("CANCEL \(number)")["field"] == "reason")
            #expect(try await lab.ask("CANCEL \(number) reason=broken")["rule"] == "O5")
            let bumped = try await lab.ask("CANCEL \(number) reason=unsafe")
            #expect(bumped["state"] == "bumped" && bumped["offers"] == "3")
            let offers = try bumped.records().compactMap { $0["start"] }
            #expect(offers == ["11", "13", "15"].map { "2026-12-10T\($0):00:00+08:00" })
            let told = try await firm.ask("BOOKING \(number)").records().last
            #expect(told?["act"] == "bump" && told?["offers"] == offers.joined(separator: ","))
            #expect(
                try await firm.ask("RESERVE \(world.sem) service=imaging start=2026-12-10T11:00 for=2h").succeeded)
            let usage = try await firm.ask("EXPORT 2026-12 table=usage").lines
            let names = try #require(usage.first?.split(separator: ",", omittingEmptySubsequences: false))
            let row = try #require(usage.first { $0.contains("\(world.sem),") })
                .split(separator: ",", omittingEmptySubsequences: false)
            let column = try #require(names.firstIndex(of: "unit-cancelled"))
            #expect(row[column] == "1")
        }

        /// A late finish: the next user is told and pays less, the month counts what was used.
        @Test func overtimeAndEarlyFinish() async throws {
            let conninfo = try await TestCluster.shared().createDatabase()
            try await World.own([], on: conninfo, instruments: [.always("sem-01")]) { world in
                let (firm, other) = (try await world.client("acme"), try await world.client("lumen"))
                let wish = "RESERVE \(world.sem) service=imaging for=2h"
                let one = try #require(try await firm.ask("\(wish) start=2026-12-02T10:00")["booking"])
                let two = try #require(try await other.ask("\(wish) start=2026-12-02T12:00")["booking"])
                let lab = try await world.client("lab")
                #expect(try await lab.ask("START \(one)")["field"] == "at", "a day early")
                #expect(try await lab.ask("NOSHOW \(one)").code == .state)
                // One daemon at a time does the clock's work.
                world.daemon.signal(SIGKILL)
                _ = try await world.daemon.wait()
                let later = try await World.launch(
                    Self.often + ["clock.start=2026-12-02T13:00:00+08:00"], conninfo)
                let desk = try await world.client("lab", at: later)
                #expect(try await desk.ask("START \(one) at=2026-12-02T08:59")["field"] == "at")
                #expect(try await desk.ask("START \(one) at=2026-12-02T10:00")["state"] == "running")
                #expect(try await desk.ask("START \(two)").code == .state)
                // The clock tells who waits, long before the end is recorded.
                let waiting = try await Watcher(world.client("lumen", at: later), "WATCH booking=\(two) since=0")
                while try await waiting.next()["event"] != "overrun" {}
                #expect(try await desk.ask("FINISH \(one) at=2026-12-03T09:00")["field"] == "at", "not yet")
                let ended = try await desk.ask("FINISH \(one) at=2026-12-02T12:30 key=f")
                #expect(ended["price"] == "875.00" && ended["affected"] == "1")
                #expect(try ended.records().map(\.subject) == [two])
                #expect(try await desk.ask("FINISH \(one) at=2026-12-02T12:30 key=f")["replayed"] == "yes")
                let told = try await world.client("lumen", at: later).ask("BOOKING \(two)").records()
                #expect(told[0]["delayed-until"] == "2026-12-02T12:30:00+08:00")
                #expect(told.last?["act"] == "overrun" && told.last?["to-state"] == "confirmed")
                #expect(!told.contains { $0.word == "history" && $0["affected"] != nil })
                #expect(try await desk.ask("START \(two) at=2026-12-02T12:30").succeeded)
                let early = try await desk.ask("FINISH \(two) at=2026-12-02T13:00")
                #expect(early["price"] == "525.00", "an hour and a half could be had: \(early.text)")
                let week = try await desk.ask("WEEK \(world.sem) day=2026-12-02").records()
                #expect(week.last { $0.word == "busy" }?["end"] == "2026-12-02T13:00:00+08:00")
                // Two and a half hours, and half an hour: what was used, not what was booked.
                let usage = try await desk.ask("EXPORT 2026-12 table=usage").lines
                let names = try #require(usage.first?.split(separator: ",", omittingEmptySubsequences: false))
                let row = try #require(usage.first { $0.contains("\(world.sem),") })
                    .split(separator: ",", omittingEmptySubsequences: false)
                let column = try #require(names.firstIndex(of: "run-external-min"))
                #expect(row[column] == "180")
                try await later.stop()
            }
        }
    }
}
