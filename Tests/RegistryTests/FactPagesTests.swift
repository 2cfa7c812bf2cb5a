import Booking
import Testing

@testable import Registry

/// When what a daemon remembers may be used.
@Suite struct FactPagesTests {
    private func end(_ sequence: Int64, _ mark: UInt8 = 0) -> LogChain {
        LogChain(sequence: sequence, hash: [UInt8(truncatingIfNeeded: sequence), mark])
    }

    /// Rows after `previous` up to `last`.
    private func range(_ previous: Int64, _ last: Int64, committed: Bool = false) -> LogRange {
        var range = LogRange(previous: end(previous), last: end(last))
        range.isCommitted = committed
        return range
    }

    private func pages(at sequence: Int64) -> FactPages {
        var pages = FactPages()
        pages.catchUp(with: end(sequence), forgetting: nil)
        return pages
    }

    private func loaded(
        _ firm: Int64, from start: Int64, credentials: [Int64: Instant] = [:], generation: Int = 1
    ) -> BatchLoader.Loaded {
        BatchLoader.Loaded(
            facts: facts(firm), numbers: [], spare: [BookingID(70), BookingID(71)], credentials: credentials, keys: [:],
            start: end(start), generation: generation)
    }

    private func facts(_ firm: Int64) -> Facts {
        var facts = Facts(policy: .zhangjiang, workingTime: .usual(in: shanghai))
        let id = OrganisationID(firm)
        facts.organisations[id] = OrganisationFacts(
            organisation: Organisation(id: id, code: "f", name: "F", kind: .firm, park: nil, suspended: false),
            bookings: [])
        return facts
    }

    @Test func knowsNothingAtFirst() {
        var pages = FactPages()
        #expect(pages.gap(to: end(0)) == .other)
    }

    @Test func theKnownEndIsNoGap() {
        var pages = pages(at: 10)
        #expect(pages.gap(to: end(10)) == .none)
        #expect(pages.gap(to: end(10, 1)) == .other)
        #expect(pages.gap(to: end(9)) == .other)
        #expect(pages.gap(to: end(11)) == .missed(after: end(10)))
    }

    @Test func ourOwnCommitsAreNoGap() {
        var pages = pages(at: 10)
        // Two lanes, the later one confirmed first.
        pages.ours = [range(12, 14, committed: true), range(10, 12)]
        #expect(pages.gap(to: end(12)) == .none)
        #expect(pages.gap(to: end(14)) == .none)
        #expect(pages.ours.isEmpty)
    }

    /// Several commits may be in the log before any of their lanes has heard: the last one's hash proves them all.
    @Test func aChainOfUnconfirmedCommitsIsProvedByItsEnd() {
        var pages = pages(at: 10)
        pages.ours = [range(14, 15), range(10, 12), range(12, 14)]
        #expect(pages.gap(to: end(14)) == .none)
        #expect(pages.ours.map(\.last) == [end(15)])
        var confirmed = self.pages(at: 10)
        confirmed.ours = [range(10, 12), range(12, 14, committed: true)]
        #expect(confirmed.gap(to: end(16)) == .missed(after: end(14)))
        // What was chained on to another's row proves nothing of what came before that.
        var broken = self.pages(at: 10)
        broken.ours = [range(10, 12), range(13, 14)]
        #expect(broken.gap(to: end(14)) == .missed(after: end(10)))
    }

    /// A crash took the last rows back, and the log has grown again since, by others' rows or our own.
    @Test func rowsThatACrashTookBackAreNotTaken() {
        var pages = pages(at: 10)
        pages.put(loaded(1, from: 10), at: Instant(seconds: 0), capacity: 100)
        pages.ours = [range(10, 12, committed: true)]
        #expect(pages.gap(to: end(12, 1)) == .other)
        #expect(pages.gap(to: end(9)) == .other)
        // Longer than what is known: the row that was known last has to be looked up, and is not there.
        #expect(pages.gap(to: end(14, 1)) == .missed(after: end(12)))
        pages.catchUp(with: end(14, 1), forgetting: nil)
        #expect(pages.take([], [OrganisationID(1)], []).organisations.isEmpty)
        #expect(pages.numbers.isEmpty)
        // What was read before everything was forgotten does not come back.
        pages.put(loaded(1, from: 15), at: Instant(seconds: 0), capacity: 100)
        #expect(pages.take([], [OrganisationID(1)], []).organisations.isEmpty && pages.numbers.isEmpty)
        pages.put(loaded(1, from: 15, generation: 2), at: Instant(seconds: 0), capacity: 100)
        #expect(pages.take([], [OrganisationID(1)], []).organisations.count == 1)
        #expect(pages.numbers.map(\.rawValue) == [71, 70])
    }

    @Test func whatMayHaveFailedIsOursByItsHashOnly() {
        var failed = pages(at: 10)
        failed.ours = [range(10, 12)]
        #expect(failed.gap(to: end(12, 1)) == .missed(after: end(10)))
        // Another took the numbers and went on.
        #expect(failed.gap(to: end(15)) == .missed(after: end(10)))
        failed.confirm(range(10, 12))
        #expect(failed.gap(to: end(15)) == .missed(after: end(12)))
    }

    @Test func forgetsWhatOthersTouched() {
        var pages = pages(at: 10)
        for firm in [1, 2] as [Int64] {
            pages.put(loaded(firm, from: 10), at: Instant(seconds: 0), capacity: 100)
        }
        pages.catchUp(with: end(11), forgetting: Touched(instruments: [], organisations: [OrganisationID(1)]))
        #expect(pages.take([], [OrganisationID(1), OrganisationID(2)], []).organisations.keys.map(\.rawValue) == [2])
        #expect(pages.gap(to: end(11)) == .none)
    }

    @Test func whatWasReadBeforeAnothersRowIsNotKept() {
        var pages = pages(at: 10)
        pages.catchUp(with: end(12), forgetting: Touched())
        func put(from start: Int64) {
            pages.put(
                loaded(1, from: start, credentials: [5: Instant(seconds: 9)]), at: Instant(seconds: 0), capacity: 100)
        }
        put(from: 11)
        #expect(pages.take([], [OrganisationID(1)], [5]).organisations.isEmpty)
        put(from: 12)
        let found = pages.take([], [OrganisationID(1)], [5])
        #expect(found.organisations.count == 1 && found.credentials == [5: Instant(seconds: 9)])
        // Taken out: one batch has it.
        #expect(pages.take([], [OrganisationID(1)], []).organisations.isEmpty)
    }
}
