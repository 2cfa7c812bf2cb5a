import Booking
import Logging
import Registry
import ServiceLifecycle
import Synchronization
import Testing

@testable import Daemon

/// The service that looks at the clock; what its duties do is tested where they are.
@Suite struct ClockWorkTests {
    private final class Clock: WallClock {
        private let time = Mutex(Instant(seconds: 1_000))
        func now() -> Instant { time.withLock { $0 } }
        func advance(_ span: Span) { time.withLock { $0 = $0 + span } }
    }

    private final class Duty: ClockDuty {
        let name: String
        private let state = Mutex<(seen: [Instant], fails: Bool)>(([], false))

        init(_ name: String) { self.name = name }

        struct Failure: Error {}

        var seen: [Instant] { state.withLock { $0.seen } }
        func fails(_ fails: Bool) { state.withLock { $0.fails = fails } }

        func perform(at now: Instant) async throws {
            let fails = state.withLock { state in
                state.seen.append(now)
                return state.fails
            }
            if fails { throw Failure() }
        }
    }

    private static let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    @Test func everyDutyHasItsTurnAtTheInjectedTime() async {
        let (clock, one, two) = (Clock(), Duty("one"), Duty("two"))
        one.fails(true)
        let work = ClockWork([one, two], clock: clock, every: .seconds(1), logger: Self.logger)
        await work.round()
        clock.advance(.hours(5))
        one.fails(false)
        await work.round()
        #expect(one.seen == [Instant(seconds: 1_000), Instant(seconds: 19_000)])
        #expect(two.seen == one.seen, "one that fails does not keep the others")
    }

    /// Round, pause, round; the end comes in the pause.
    @Test func itGoesOnUntilItIsToldToStop() async throws {
        let (clock, duty) = (Clock(), Duty("one"))
        let pauses = Mutex<[Duration]>([])
        let work = ClockWork([duty], clock: clock, every: .seconds(15), logger: Self.logger) { pause in
            let count = pauses.withLock { pauses in
                pauses.append(pause)
                return pauses.count
            }
            clock.advance(.minutes(1))
            if count == 3 { throw CancellationError() }
        }
        try await work.run()
        #expect(duty.seen.map(\.seconds) == [1_000, 1_060, 1_120])
        #expect(pauses.withLock { $0 } == [.seconds(15), .seconds(15), .seconds(15)])
    }

    /// Who does not lead does nothing, and says when it ends that another may.
    @Test func onlyTheLeaderWorks() async throws {
        let (clock, duty) = (Clock(), Duty("one"))
        let state = Mutex<(leads: [Bool], resigned: Int)>(([true, false, true], 0))
        struct Away: Error {}
        let work = ClockWork(
            [duty], clock: clock, every: .seconds(15), logger: Self.logger,
            pause: { _ in
                clock.advance(.minutes(1))
                if clock.now() == Instant(seconds: 1_240) { throw CancellationError() }
            },
            leads: {
                guard let next = state.withLock({ $0.leads.isEmpty ? nil : $0.leads.removeLast() }) else {
                    throw Away()
                }
                return next
            },
            resign: { state.withLock { $0.resigned += 1 } })
        try await work.run()
        // Led, did not lead, led, and could not tell.
        #expect(duty.seen.map(\.seconds) == [1_000, 1_120])
        #expect(state.withLock { $0.resigned } == 1)
    }
}
