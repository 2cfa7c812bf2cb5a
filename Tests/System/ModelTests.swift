import Support
import Testing
import Wire

extension SystemTests {
    /// Thousands of random acts over the socket, each compared with a plain model: what is accepted at what price, what
    /// is refused, and by which rules.
    @Suite struct Models {
        /// One zone without summer time and one whose clocks change within the first weeks.
        @Test(arguments: [(ModelClock.shanghai, 2_026_12_01), (.berlin, 2_026_10_20)])
        func theDaemonAnswersAsTheModelDoes(_ clock: ModelClock, _ seed: Int) async throws {
            let folder = try TemporaryFolder()
            let conninfo = try await TestCluster.shared().createDatabase()
            // Nine in the morning UTC of days that leave some bookings behind, and one far enough for new months.
            let first =
                clock.timezone == "Asia/Shanghai" ? ModelClock.minute(2026, 12, 1) : ModelClock.minute(2026, 10, 19)
            var zone: ModelZone?
            var world: World?
            var acts = RandomActs(seed: UInt64(seed))
            for day in [0, 3, 9, 17, 40] {
                let now = first + day * 1440 + 540
                let daemon = try await World.launch(try Self.settings(clock, now, folder), conninfo)
                if world == nil {
                    world = try await Self.settle(daemon, conninfo, clock)
                    zone = Self.zone(clock, unit: world?.unit ?? "", now)
                }
                guard let world, var model = zone else { return }
                model.now = now
                try await Self.run(&model, world, daemon, &acts, rounds: 30)
                zone = model
                #expect(try await world.overlaps() == 0)
                try await daemon.stop()
            }
            guard let zone, let world else { return }
            #expect(try await world.liveBookings() == Set(zone.bookings.filter(\.value.isLive).keys))
        }

        private static func settings(
            _ clock: ModelClock, _ now: Int, _ folder: TemporaryFolder
        ) throws -> [String] {
            try folder.write(
                "model.yaml",
                """
                profile: model
                rules:
                  B3:
                    max: 8h
                  B5:
                    days: 20d
                  B6:
                    week: 14h
                    month: 40h
                  B7:
                    max: 12
                  B8:
                    mode: off

                """)
            return [
                "clock.start=\(ModelClock.text(now).dropLast(1)):01Z", "zone.timezone=\(clock.timezone)",
                "policy=\(folder.path)/model.yaml",
            ]
        }

        private static let shapes: [(hours: String, open: [Int: [Range<Int>]], channels: Int, setUp: Int, down: Int)] =
            [
                ("mon-fri 09:00-17:00", Dictionary(uniqueKeysWithValues: (0...4).map { ($0, [540..<1020]) }), 1, 0, 0),
                (
                    "mon-fri 09:00-12:00,13:00-17:30; sat 10:00-14:00",
                    Dictionary(
                        uniqueKeysWithValues: (0...5).map { ($0, $0 == 5 ? [600..<840] : [540..<720, 780..<1050]) }),
                    2, 15, 30
                ),
                ("mon-sun 00:00-24:00", Dictionary(uniqueKeysWithValues: (0...6).map { ($0, [0..<1440]) }), 1, 45, 15),
                ("mon-sun 00:00-24:00", Dictionary(uniqueKeysWithValues: (0...6).map { ($0, [0..<1440]) }), 3, 0, 60),
            ]

        private static func zone(_ clock: ModelClock, unit: String, _ now: Int) -> ModelZone {
            ModelZone(
                clock: clock,
                instruments: shapes.enumerated().map { index, shape in
                    ModelZone.Instrument(
                        path: "\(unit)/m-\(index)", channels: shape.channels, setUp: shape.setUp,
                        cleanDown: shape.down, open: shape.open, hours: shape.hours)
                }, unit: 2, now: now)
        }

        private static func settle(
            _ daemon: DaemonProcess, _ conninfo: String, _ clock: ModelClock
        ) async throws -> World {
            let office = try await World.officeToken(
                ["--database", conninfo, "--set", "zone.timezone=\(clock.timezone)"])
            let listings = shapes.enumerated().map { index, shape in
                var listing = Listing(number: "m-\(index)", name: "仪器 \(index)", hours: shape.hours)
                listing.channels = shape.channels
                listing.setUp = shape.setUp
                listing.cleanDown = shape.down
                listing.accepted = "2026-10-01"
                return listing
            }
            return try await World.settle(daemon, conninfo, office, "", listings)
        }

        /// Several acts of one requester at a time: they count in their order.
        private static func run(
            _ zone: inout ModelZone, _ world: World, _ daemon: DaemonProcess, _ acts: inout RandomActs, rounds: Int
        ) async throws {
            let clients = [
                try await world.client("acme", at: daemon), try await world.client("lumen", at: daemon),
                try await world.client("lab", at: daemon),
            ]
            var judged = 0
            for round in 0..<rounds {
                let firm = round % 3
                let batch = (0..<50).map { _ in acts.act(zone, by: firm) }
                let answers = try await clients[firm].pipeline(batch.map { $0.line(zone) })
                for (act, answer) in zip(batch, answers) {
                    let before = zone
                    let expected = apply(act, by: firm, answer, &zone)
                    let given = try verdict(answer, act)
                    try #require(given == expected, "\(act.line(before)) by \(firm): \(answer.text)")
                    judged += 1
                }
                // The search for other times looks at a month of quarters: now and then is enough.
                if round % 6 == 0 { try await compareNext(zone, clients[firm], firm, &acts) }
            }
            #expect(judged == rounds * 50)
        }

        /// The times that a refusal proposes are the first that the model would accept.
        private static func compareNext(
            _ zone: ModelZone, _ client: LineClient, _ firm: Int, _ acts: inout RandomActs
        ) async throws {
            while true {
                let act = acts.act(zone, by: firm)
                var trial = zone
                guard case .reserve(let instrument, let period, let project) = act,
                    trial.reserve(instrument, period, by: firm, project: project).1 == nil
                else { continue }
                let answer = try await client.ask(act.line(zone))
                let given = try answer.records().filter { $0.word == "next" }.map { $0["start"] ?? "" }
                let expected = zone.next(instrument, period, by: firm, project: project).map {
                    zone.clock.local($0.lowerBound)
                }
                try #require(given == expected, "\(act.line(zone)) by \(firm): \(answer.text)")
                return
            }
        }

        /// Carries an act through the model; what was made gets the daemon's numbers.
        private static func apply(
            _ act: ModelAct, by firm: Int, _ answer: Answer, _ zone: inout ModelZone
        ) -> ModelZone.Verdict {
            switch act {
            case .reserve(let instrument, let period, let project):
                let (verdict, booking) = zone.reserve(instrument, period, by: firm, project: project)
                if let booking, let id = answer["booking"] { zone.bookings[id] = booking }
                return verdict
            case .series(let instrument, let period, let days, let count, let project, let skipping):
                let wishes = (0..<count).map { (instrument, zone.clock.shifted(period, days: $0 * days)) }
                return several(wishes, firm, project, skipping, answer, &zone)
            case .together(let instruments, let period, let project, let skipping):
                return several(instruments.map { ($0, period) }, firm, project, skipping, answer, &zone)
            case .move(let id, let period): return zone.move(id, to: period, by: firm)
            case .cancel(let id): return zone.cancel(id, by: firm)
            }
        }

        private static func several(
            _ wishes: [(Int, Range<Int>)], _ firm: Int, _ project: Bool, _ skipping: Bool, _ answer: Answer,
            _ zone: inout ModelZone
        ) -> ModelZone.Verdict {
            let (verdict, made) = zone.order(
                wishes.map { (instrument: $0.0, period: $0.1) }, by: firm, project: project, skipping: skipping)
            let numbers = (try? answer.records())?.filter { $0.word == "booking" }.compactMap(\.subject) ?? []
            if numbers.count == made.count {
                for (number, booking) in zip(numbers, made) { zone.bookings[number] = booking }
            }
            return verdict
        }

        private static func verdict(_ answer: Answer, _ act: ModelAct) throws -> ModelZone.Verdict {
            let records = try answer.records()
            if let code = answer.code {
                let rules = Set((answer["rule"] ?? "").split(separator: ",").map(String.init))
                let places = records.filter { $0.word == "refused" }.compactMap { Int($0["number"] ?? "") }
                return places.isEmpty
                    ? .refused(code: code.rawValue, rules: rules)
                    : .refusedSeveral(code: code.rawValue, rules: rules, places: places)
            }
            let price = Int((answer["price"] ?? "").filter { $0 != "." }) ?? -1
            if answer["state"] == "cancelled" { return .cancelled(late: answer["late"] == "yes") }
            if let count = answer["count"] {
                return .bookedSeveral(
                    count: Int(count) ?? -1, skipped: Int(answer["skipped"] ?? "0") ?? -1, price: price)
            }
            return .booked(price: price)
        }
    }
}
