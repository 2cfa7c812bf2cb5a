import Booking
import Testing

@testable import Registry

/// When what a daemon remembers may be used.
@Suite struct FactPagesTests {
    private func end(_ sequence: Int64, _ mark: UInt8 = 0) -> LogChain {
        LogChain(sequence: sequence, hash: [UInt8(truncatingIfNeeded: sequence), mark])
    }

    private func range(_ first: Int64, _ last: Int64, committed: Bool = false) -> LogRange {
        var range = LogRange(first: first, last: end(last))
        range.isCommitted = committed
        return range
    }

    private func pages(at sequence: Int64) -> FactPages {
        var pages = FactPages()
        pages.catchUp(with: end(sequence), forgetting: nil)
        return pages
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
        #expect(pages.gap(to: end(11)) == .missed(after: 10))
    }

    @Test func ourOwnCommitsAreNoGap() {
        var pages = pages(at: 10)
        // Two lanes, the later one confirmed first.
        pages.ours = [range(13, 14, committed: true), range(11, 12)]
        #expect(pages.gap(to: end(12)) == .none)
        #expect(pages.gap(to: end(14)) == .none)
        #expect(pages.ours.isEmpty)
    }

    @Test func whatMayHaveFailedIsOursByItsHashOnly() {
        var failed = pages(at: 10)
        failed.ours = [range(11, 12)]
        #expect(failed.gap(to: end(12, 1)) == .missed(after: 10))
        // Another took the numbers and went on.
        #expect(failed.gap(to: end(15)) == .missed(after: 10))
        failed.confirm(range(11, 12))
        #expect(failed.gap(to: end(15)) == .missed(after: 12))
    }

    @Test func forgetsWhatOthersTouched() {
        var pages = pages(at: 10)
        for firm in [1, 2] as [Int64] {
            pages.put(facts(firm), [:], from: end(10), at: Instant(seconds: 0), capacity: 100)
        }
        pages.catchUp(with: end(11), forgetting: Touched(instruments: [], organisations: [OrganisationID(1)]))
        #expect(pages.take([], [OrganisationID(1), OrganisationID(2)], []).organisations.keys.map(\.rawValue) == [2])
        #expect(pages.gap(to: end(11)) == .none)
    }

    @Test func whatWasReadBeforeAnothersRowIsNotKept() {
        var pages = pages(at: 10)
        pages.catchUp(with: end(12), forgetting: Touched())
        pages.put(facts(1), [5: Instant(seconds: 9)], from: end(11), at: Instant(seconds: 0), capacity: 100)
        #expect(pages.take([], [OrganisationID(1)], [5]).organisations.isEmpty)
        pages.put(facts(1), [5: Instant(seconds: 9)], from: end(12), at: Instant(seconds: 0), capacity: 100)
        let found = pages.take([], [OrganisationID(1)], [5])
        #expect(found.organisations.count == 1 && found.credentials == [5: Instant(seconds: 9)])
        // Taken out: one batch has it.
        #expect(pages.take([], [OrganisationID(1)], []).organisations.isEmpty)
    }
}
