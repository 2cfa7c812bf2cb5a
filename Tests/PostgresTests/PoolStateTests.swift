import Testing

@testable import Postgres

/// The pool's decisions, with a clock that the tests turn.
@Suite struct PoolStateTests {
    final class Thing: Sendable {}

    let start = ContinuousClock.now
    func at(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

    func pool(
        minimum: Int = 0, maximum: Int = 2, waiting: Int = 3
    ) -> PoolState<Thing> {
        PoolState(
            PoolLimits(
                minimum: minimum, maximum: maximum, maximumWaiting: waiting, healthInterval: .seconds(30),
                idleTimeout: .seconds(300), longestPause: .seconds(5)))
    }

    func ticket(_ number: UInt64) -> Ticket { Ticket(number: number) }

    func take(_ answer: PoolState<Thing>.Answer) -> Thing? {
        if case .take(let thing) = answer { thing } else { nil }
    }

    let failure = PostgresError(.connectFailed, "away")

    @Test func opensTheMinimumAndMoreOnDemand() {
        var state = pool(minimum: 1, maximum: 2)
        #expect(state.plan(now: at(0)).connect == 1)
        #expect(state.plan(now: at(0)).connect == 0)
        _ = state.connected(Thing(), now: at(0))
        #expect(take(state.request(ticket(1))) != nil)
        #expect(state.plan(now: at(0)).connect == 0)
        #expect(take(state.request(ticket(2))) == nil)
        #expect(state.plan(now: at(0)).connect == 1)
        #expect(take(state.request(ticket(3))) == nil)
        // Never more than the maximum.
        #expect(state.plan(now: at(0)).connect == 0)
    }

    @Test func servesInTheOrderOfAsking() throws {
        var state = pool(maximum: 1)
        for number in 1...3 { #expect(take(state.request(ticket(UInt64(number)))) == nil) }
        _ = state.plan(now: at(0))
        let thing = Thing()
        #expect(state.connected(thing, now: at(0)).wake == [ticket(1)])
        #expect(try state.settle(ticket(1))?.get() === thing)
        #expect(state.giveBack(thing, now: at(0)).wake == [ticket(2)])
        // The third gave up meanwhile.
        #expect(try state.settle(ticket(2))?.get() === thing)
        #expect(state.settle(ticket(3)) == nil)
        #expect(state.giveBack(thing, now: at(0)).wake == [])
        #expect(take(state.request(ticket(4))) === thing)
    }

    @Test func refusesWhenTooManyWait() {
        var state = pool(waiting: 2)
        _ = state.request(ticket(1))
        _ = state.request(ticket(2))
        guard case .refuse(let error) = state.request(ticket(3)) else {
            Issue.record("the third waits")
            return
        }
        #expect(error.code == .poolExhausted)
        #expect(state.statistics.waiting == 2)
        #expect(state.statistics.refused == 1)
    }

    @Test func waitsLongerAfterEachFailure() throws {
        var state = pool(maximum: 3)
        for number in 1...3 { _ = state.request(ticket(UInt64(number))) }
        #expect(state.plan(now: at(0)).connect == 3)
        // The first failure tells all who wait, as nothing is open.
        #expect(state.connectFailed(failure, now: at(0), random: 0.5).wake.count == 3)
        #expect(throws: PostgresError.self) { _ = try state.settle(ticket(1))?.get() }
        _ = state.connectFailed(failure, now: at(0), random: 0.5)
        _ = state.connectFailed(failure, now: at(0), random: 0.5)
        _ = state.request(ticket(4))
        _ = state.request(ticket(5))
        // Three failures: 400 ms, of which half and a quarter.
        let plan = state.plan(now: at(0.1))
        #expect(plan.connect == 0)
        #expect(plan.next == at(0.3))
        // Then one attempt, although two wait.
        #expect(state.plan(now: at(0.3)).connect == 1)
        #expect(state.plan(now: at(0.3)).connect == 0)
        let thing = Thing()
        #expect(state.connected(thing, now: at(0.4)).wake == [ticket(4)])
        #expect(state.plan(now: at(0.4)).connect == 1)
        #expect(state.statistics.failuresInARow == 0)
    }

    @Test func pausesAreBounded() {
        let backoff = Backoff(first: .milliseconds(100), limit: .seconds(5))
        #expect(backoff.pause(after: 1, random: 0) == .milliseconds(50))
        #expect(backoff.pause(after: 2, random: 1) == .milliseconds(200))
        #expect(backoff.pause(after: 1_000_000, random: 1) == .seconds(5))
    }

    @Test func waitersAreNotToldWhileSomethingIsOpen() {
        var state = pool(maximum: 2)
        _ = state.request(ticket(1))
        _ = state.plan(now: at(0))
        _ = state.connected(Thing(), now: at(0))
        _ = state.request(ticket(2))
        #expect(state.plan(now: at(0)).connect == 1)
        #expect(state.connectFailed(failure, now: at(0), random: 0).wake == [])
    }

    @Test func checksAndClosesIdleOnes() {
        var state = pool(minimum: 1, maximum: 2)
        let one = Thing(), two = Thing()
        for thing in [one, two] {
            _ = state.request(ticket(1))
            _ = state.plan(now: at(0))
            _ = state.connected(thing, now: at(0))
        }
        // While all are lent too, the runner looks again.
        #expect(state.plan(now: at(0)).next == at(30))
        _ = state.giveBack(one, now: at(0))
        _ = state.giveBack(two, now: at(10))
        #expect(state.plan(now: at(0)).next == at(30))
        let plan = state.plan(now: at(30))
        #expect(plan.check.map(ObjectIdentifier.init) == [ObjectIdentifier(one)])
        _ = state.checked(one, isSound: false, now: at(31))
        #expect(state.statistics.discarded == 1)
        #expect(state.statistics.idle == 1)
        // The last one is within the minimum: checked, not closed.
        let late = state.plan(now: at(1000))
        #expect(late.close.isEmpty)
        #expect(late.check.count == 1)
    }

    @Test func closesWhatIsAboveTheMinimum() {
        var state = pool(minimum: 1, maximum: 2)
        let things = [Thing(), Thing()]
        for thing in things {
            _ = state.request(ticket(1))
            _ = state.plan(now: at(0))
            _ = state.connected(thing, now: at(0))
        }
        for thing in things { _ = state.giveBack(thing, now: at(0)) }
        let plan = state.plan(now: at(300))
        #expect(plan.close.count == 1)
        #expect(plan.check.count == 1)
    }

    @Test func closingWaitsForLeases() {
        var state = pool(maximum: 1)
        _ = state.request(ticket(1))
        _ = state.plan(now: at(0))
        let thing = Thing()
        _ = state.connected(thing, now: at(0))
        _ = state.request(ticket(2))
        #expect(state.beginClosing(ticket(9)).wake == [ticket(2)])
        #expect(throws: PostgresError.self) { _ = try state.settle(ticket(2))?.get() }
        guard case .refuse(let error) = state.request(ticket(3)) else {
            Issue.record("lends while closing")
            return
        }
        #expect(error.code == .poolClosed)
        let effects = state.giveBack(thing, now: at(1))
        #expect(effects.wake == [ticket(9)])
        #expect(effects.close.count == 1)
        #expect(state.plan(now: at(1)).isFinished)
    }
}
