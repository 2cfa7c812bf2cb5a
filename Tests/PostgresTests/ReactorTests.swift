import Logging
import Support
import Testing

@testable import Postgres

extension PostgresConnection {
    fileprivate var isOnTheReactor: Bool {
        Reactor.shared.checkIsolated()
        return Reactor.shared.isCurrent && Reactor.shared.isIsolatingCurrentContext() == true
    }

    /// All connections share one executor, so one may look into another without waiting.
    fileprivate func sees(_ other: PostgresConnection) -> Bool { other.assumeIsolated { $0.session != nil } }
}

@Suite struct ReactorTests {
    @Test func connectionsRunOnTheReactorsThread() async throws {
        let one = try await TestCluster.shared().connect()
        let two = try await TestCluster.shared().connect()
        #expect(await one.isOnTheReactor)
        #expect(await one.sees(two))
        #expect(!Reactor.shared.isCurrent)
        // What a caller gives to a connection runs where the caller is, not on the reactor.
        let inside = try await one.transaction { _ in Reactor.shared.isCurrent }
        #expect(!inside)
        await one.close()
        await two.close()
    }

    @Test func anInterruptionIsNeverLost() async {
        let reactor = Reactor.shared
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<2000 {
                let ticket = reactor.makeTicket()
                // Before the wait, or while it begins.
                if number % 2 == 0 { reactor.interrupt(ticket) }
                group.addTask {
                    guard case .interrupted = await reactor.wait(ticket) else {
                        Issue.record("woken without cause")
                        return
                    }
                    reactor.retire(ticket)
                }
                if number % 2 == 1 { group.addTask { reactor.interrupt(ticket) } }
            }
        }
    }

    @Test func deadlinesPassInAnyOrder() async {
        let reactor = Reactor.shared
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<500 {
                group.addTask {
                    let ticket = reactor.makeTicket()
                    defer { reactor.retire(ticket) }
                    let deadline = ContinuousClock.now + .milliseconds(number * 37 % 100)
                    guard case .timedOut = await reactor.wait(ticket, until: deadline) else { return false }
                    return ContinuousClock.now >= deadline
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
