import Support

/// A zone to play in: its clock, its first day, its holidays.
struct ModelScene: Sendable {
    let clock: ModelClock
    /// The first day's midnight in UTC.
    let first: Int
    let seed: Int
    /// Days after the first that are off, or worked instead.
    let holiday: Int
    let makeUp: Int

    /// From Tuesday 1 December 2026 on, into the new year.
    static let shanghai = ModelScene(
        clock: .shanghai, first: ModelClock.minute(2026, 12, 1), seed: 2_026_12_01, holiday: 1, makeUp: 4)
    /// From Monday 19 October 2026 on; the clocks are set back on the Sunday that follows.
    static let berlin = ModelScene(
        clock: .berlin, first: ModelClock.minute(2026, 10, 19), seed: 2_026_10_20, holiday: 1, makeUp: 5)

    private var firstDay: Int { first / 1440 }

    func zone(_ accounts: [String], unit: String, _ now: Int) -> ModelZone {
        // From the first month's beginning on.
        let calendar = ModelCalendar(
            clock, from: first - 21 * 1440, days: 130, holidays: [firstDay + holiday], makeUp: [firstDay + makeUp],
            working: [60..<300, 330..<450])
        return ModelZone(
            calendar: calendar,
            instruments: ModelShape.all.enumerated().map { index, shape in
                ModelInstrument(shape, path: "\(unit)/m-\(index)", calendar)
            }, accounts: accounts, now: now)
    }

    /// The same numbers as ``ModelZone/Numbers``, as a policy file, and a table of holidays.
    func settings(_ now: Int, _ folder: TemporaryFolder) throws -> [String] {
        try folder.write(
            "model.yaml",
            """
            profile: model
            rules:
              O2:
                mode: on
                share: 4%
                release: 48h
              O3:
                mode: on
                unit: 9h
                park: 4h
              O8:
                mode: on
                days: 26d
                discount: 15%
              B3:
                max: 8h
              B5:
                days: 20d
              B6:
                week: 8h
                month: 18h
              B7:
                max: 18
              B8:
                mode: on
                count: 3
                within: 6d
                suspension: 2d

            """)
        try folder.write(
            "holidays.yaml",
            """
            years:
              2026:
                notice: of the model
                holidays:
                  - \(ModelClock.day(text: firstDay + holiday))
                make-up:
                  - \(ModelClock.day(text: firstDay + makeUp))

            """)
        return [
            "clock.start=\(ModelClock.text(now).dropLast(1)):01Z", "clock.every=200ms",
            "zone.timezone=\(clock.timezone)",
            "policy=\(folder.path)/model.yaml", "zone.holidays=\(folder.path)/holidays.yaml",
            "zone.working-hours=mon-fri 01:00-05:00,05:30-07:30",
        ]
    }

    func settle(_ daemon: DaemonProcess, _ conninfo: String) async throws -> World {
        let office = try await World.officeToken(
            ["--database", conninfo, "--set", "zone.timezone=\(clock.timezone)"])
        let listings = ModelShape.all.enumerated().map { index, shape in
            var listing = Listing(number: "m-\(index)", name: "仪器 \(index)", price: "333.33", hours: shape.hours)
            listing.channels = shape.channels
            listing.setUp = shape.setUp
            listing.cleanDown = shape.down
            listing.shareMode = shape.asksFirst ? "by-request" : ""
            listing.access = shape.isSelfOperated ? "self, assisted" : "remote"
            listing.accepted = "2026-10-01"
            return listing
        }
        return try await World.settle(daemon, conninfo, office, "", listings)
    }
}
