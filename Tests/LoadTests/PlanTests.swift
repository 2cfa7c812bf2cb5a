import Booking
import LoadGenerator
import NIOCore
import Testing
import Wire

@Suite struct PlanTests {
    @Test(arguments: [1, 2, 3, 4, 5, 17, 256, 1000, 4097])
    func aPermutationHasEachNumberOnce(_ size: Int) {
        let order = Permutation(size: size, seed: 42)
        #expect((0..<size).map { order[$0] }.sorted() == Array(0..<size))
    }

    @Test func anotherSeedIsAnotherOrder() {
        let (one, two) = (Permutation(size: 1000, seed: 1), Permutation(size: 1000, seed: 2))
        #expect((0..<1000).count { one[$0] == two[$0] } < 20)
        #expect((0..<1000).count { one[$0] == $0 } < 20)
    }

    @Test func slotsStandOnHalfHoursBetweenNoticeAndHorizon() {
        let anchor = Instant(seconds: 1_795_507_217)
        let space = SlotSpace(anchor: anchor, instruments: 3, seed: 1)
        #expect(space.start(0).seconds % 1800 == 0)
        #expect(space.start(0) - anchor >= .hours(2))
        #expect(space.start(space.times - 1) + SlotSpace.length <= anchor + .days(30))
        #expect(space.count == 3 * space.times)
        #expect(Set((0..<space.count).map { space[$0] }).count == space.count)
        #expect(space.earliest(at: anchor) == 0)
        let later = anchor + .hours(5)
        #expect(space.start(space.earliest(at: later)) >= later + .hours(2))
        #expect(space.start(space.earliest(at: later) - 1) < later + .hours(2) + .minutes(2))
    }

    @Test func theSupplyGivesEachThingOnce() {
        let space = SlotSpace(anchor: Instant(seconds: 1_795_507_200), instruments: 2, seed: 1)
        let supply = Supply(space: space, earliest: 10, firms: 3, usedFirms: 1)
        var slots: [SlotSpace.Slot] = []
        while let slot = supply.slot() { slots.append(slot) }
        #expect(slots.count == 2 * (space.times - 10))
        #expect(Set(slots).count == slots.count)
        #expect([supply.firm(), supply.firm(), supply.firm()] == [1, 2, nil])
        #expect(supply.usedSlots == space.count)
        #expect(supply.usedFirms == 3)
    }

    @Test func aMixIsPickedByWeight() throws {
        let mix = try Mix(text: "reserve=3,free=1")
        var random = RandomSource(seed: 1)
        let picked = (0..<4000).map { _ in mix.pick(&random) }
        #expect((2850...3150).contains(picked.count { $0 == .reserve }))
        #expect(picked.allSatisfy { $0 == .reserve || $0 == .free })
    }

    @Test(arguments: ["", "reserve=0", "reserve=x", "auth=1", "book=1", "reserve=-1"])
    func aBadMixIsRefused(_ text: String) {
        #expect(throws: LoadFault.self) { try Mix(text: text) }
    }

    @Test func lengthsOfTimeAreReadAsPeopleWriteThem() {
        #expect(DurationText.parse("20s") == .seconds(20))
        #expect(DurationText.parse("300ms") == .milliseconds(300))
        #expect(DurationText.parse("2m") == .seconds(120))
        #expect(DurationText.parse("7") == .seconds(7))
        for bad in ["", "s", "-1s", "1h30", "99999999999999999999"] { #expect(DurationText.parse(bad) == nil) }
    }

    @Test func onlyThisMachineIsLoopback() {
        for host in ["localhost", "127.0.0.1", "127.9.8.7", "::1"] { #expect(Loopback.isLoopback(host)) }
        for host in ["10.0.0.1", "127.evil.example.org", "127.0.0.256", "", "127.0.0"] {
            #expect(!Loopback.isLoopback(host))
        }
    }

    @Test func aStateFileIsReadAsItWasWritten() throws {
        let state = someState()
        #expect(try LoadState(text: state.text) == state)
        for bad in [
            "", "something else\n", "yiqi-load-state 1\n", "yiqi-load-state 1\nanchor 5\nservice use\nfirm x\n",
        ] {
            #expect(throws: LoadFault.self) { try LoadState(text: bad) }
        }
    }
}
