import Glibc
import Support
import Testing
import Wire

/// Thousands of random acts over the socket, each compared with a plain model: what is accepted at what price, what
/// is refused, and by which rules; which states are reached, and what the clock has brought about by the next day.
///
/// Beside the other tests of the whole system, for its daemons are its own, and it takes as long as many of them together.
///
/// `YIQI_MODEL_ROUNDS` sets how many rounds of fifty acts there are on each of the days; `YIQI_SEED` what they are.
@Suite struct Models {
    /// Days on which a daemon runs: neighbours, so that what was booked begins and ends, and some far enough apart
    /// for new weeks, months and the end of what holds for some days only.
    private static let days = [0, 1, 2, 3, 6, 16, 37]

    /// One zone without summer time and one whose clocks change within the first weeks.
    @Test func theDaemonAnswersAsTheModelDoes() async throws {
        let rounds = Self.number("YIQI_MODEL_ROUNDS", 30)
        // Beside each other: neither knows of the other, and each waits for its daemon most of the time.
        async let shanghai = Self.compare(.shanghai, rounds: rounds)
        async let berlin = Self.compare(.berlin, rounds: rounds)
        let met = try await shanghai.merging(berlin, uniquingKeysWith: +)
        print(
            "model: \(met.values.reduce(0, +)) outcomes; \(met.sorted { $0.value < $1.value }.prefix(12).map { "\($0.key) \($0.value)" })"
        )
        // A comparison that never met a rule or a state says nothing about it.
        let unmet = ModelRun.worthMeeting.subtracting(met.keys)
        if rounds >= 30 { #expect(unmet.isEmpty, "\(unmet.sorted())") }
    }

    /// Plays through all the days; how often each kind of outcome was met.
    private static func compare(_ scene: ModelScene, rounds: Int) async throws -> [String: Int] {
        let folder = try TemporaryFolder()
        let conninfo = try await TestCluster.shared().createDatabase()
        var acts = RandomActs(seed: UInt64(number("YIQI_SEED", scene.seed)))
        var run: ModelRun?
        for day in days {
            // Nine in the morning UTC, when no office works: deadlines do not come while the daemon runs.
            let now = scene.first + day * 1440 + 540
            let daemon = try await World.launch(try scene.settings(now, folder), conninfo)
            var today: ModelRun
            if let run {
                today = run
            } else {
                today = ModelRun(try await scene.settle(daemon, conninfo), scene)
            }
            try await today.sleep(until: now, daemon)
            try await today.act(&acts, rounds: rounds)
            try await today.compareBookings()
            #expect(try await today.world.overlaps() == 0)
            run = today
            try await daemon.stop()
        }
        return run?.met ?? [:]
    }

    private static func number(_ name: String, _ usual: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? usual
    }
}
