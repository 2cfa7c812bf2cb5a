import Booking
import Testing

/// Each rule about time with its edge exactly on, one step inside and one outside. Now is Monday 2026-11-23 09:00 in Shanghai.
struct TimeRuleTests {
    @Test(arguments: [
        // Taken 10:00-12:00, no set-up: touching is no overlap.
        ("2026-11-24T08:00", "2026-11-24T10:00", true), ("2026-11-24T08:00", "2026-11-24T10:15", false),
        ("2026-11-24T12:00", "2026-11-24T13:00", true), ("2026-11-24T11:45", "2026-11-24T13:00", false),
        ("2026-11-24T10:30", "2026-11-24T11:30", false), ("2026-11-24T09:00", "2026-11-24T13:00", false),
        ("2026-11-24T10:00", "2026-11-24T12:00", false),
    ]) func b1(_ from: String, _ to: String, _ free: Bool) {
        var world = World()
        world.book(1, period("2026-11-24T10:00", "2026-11-24T12:00"))
        #expect(world.refusals(period(from, to)) == (free ? [] : ["conflict"]))
    }

    /// The gap is the larger of the earlier one's clean-down and the later one's set-up, not the sum.
    @Test(arguments: [
        // (set-up, clean-down) now; those of the neighbour 10:00-12:00; the wish; free?
        (30, 15, 0, 0, "12:30", "13:30", true), (30, 15, 0, 0, "12:15", "13:15", false),
        (30, 15, 0, 45, "12:45", "13:45", true), (30, 15, 0, 45, "12:30", "13:30", false),
        (30, 15, 0, 0, "08:00", "09:45", true), (30, 30, 0, 0, "08:00", "09:45", false),
        (0, 15, 60, 0, "08:00", "09:00", true), (0, 15, 60, 0, "08:00", "09:15", false),
        (45, 0, 0, 45, "12:45", "13:45", true), (45, 0, 0, 45, "12:30", "13:30", false),
    ]) func b1Gap(_ s: Int, _ c: Int, _ hisS: Int, _ hisC: Int, _ from: String, _ to: String, _ free: Bool) {
        var world = World()
        world.record.setUp = s
        world.record.cleanDown = c
        world.channels[0].live = [
            LiveBooking(
                id: BookingID(1), period: period("2026-11-24T10:00", "2026-11-24T12:00"), setUp: hisS, cleanDown: hisC)
        ]
        #expect(world.refusals(period("2026-11-24T\(from)", "2026-11-24T\(to)")) == (free ? [] : ["conflict"]))
    }

    @Test(arguments: [
        ("2026-11-24T09:00", "2026-11-24T12:00", true), ("2026-11-24T08:45", "2026-11-24T10:00", false),
        ("2026-11-24T16:00", "2026-11-24T17:00", true), ("2026-11-24T16:00", "2026-11-24T17:15", false),
        // The lunch break on Tuesdays.
        ("2026-11-24T11:00", "2026-11-24T13:00", false), ("2026-11-24T12:00", "2026-11-24T13:00", false),
        // Saturday evening runs into Sunday morning; Sunday evening is shut.
        ("2026-11-28T20:00", "2026-11-29T02:00", true), ("2026-11-28T20:00", "2026-11-29T02:15", false),
        // Wednesday is shut.
        ("2026-11-25T10:00", "2026-11-25T11:00", false),
        // A closure touches the first, lies strictly inside the second.
        ("2026-11-26T09:00", "2026-11-26T10:00", true), ("2026-11-26T09:00", "2026-11-26T17:00", false),
        ("2026-11-26T10:30", "2026-11-26T11:30", true), ("2026-11-26T10:15", "2026-11-26T11:15", false),
    ]) func b2(_ from: String, _ to: String, _ open: Bool) {
        var world = World()
        world.record.openHours = hours(
            "mon,thu,fri 09:00-17:00; tue 09:00-12:00,13:00-17:00; sat 20:00-24:00; sun 00:00-02:00")
        world.closures = [
            Closure(
                id: ClosureID(1), channel: nil, period: period("2026-11-26T10:00", "2026-11-26T10:30"),
                reason: "maintenance")
        ]
        #expect(world.refusals(period(from, to)) == (open ? [] : ["B2"]))
    }

    @Test func b2IsByChannel() {
        var world = World()
        world.channels.append(ChannelFacts(id: ChannelID(2), live: []))
        let whole = period("2026-11-24T00:00", "2026-11-25T00:00")
        world.closures = [Closure(id: ClosureID(1), channel: ChannelID(1), period: whole, reason: "fault")]
        #expect(world.refusals(period("2026-11-24T10:00", "2026-11-24T11:00")) == [])
        world.closures.append(Closure(id: ClosureID(2), channel: ChannelID(2), period: whole, reason: "fault"))
        #expect(world.refusals(period("2026-11-24T10:00", "2026-11-24T11:00")) == ["B2"])
        world.record.openHours = nil
        world.closures = []
        #expect(world.refusals(period("2026-11-24T10:00", "2026-11-24T11:00")) == ["B2"])
    }

    @Test(arguments: [
        ("10:00", "10:30", true), ("10:00", "10:15", false), ("10:00", "10:45", true), ("10:05", "10:45", false),
        ("10:00", "10:40", false), ("10:07", "10:52", false),
    ]) func b3(_ from: String, _ to: String, _ right: Bool) {
        #expect(World().refusals(period("2026-11-24T\(from)", "2026-11-24T\(to)")) == (right ? [] : ["B3"]))
    }

    @Test func b3Longest() {
        #expect(World().refusals(period("2026-11-24T10:00", "2026-11-25T10:00")) == [])
        #expect(World().refusals(period("2026-11-24T10:00", "2026-11-25T10:15")) == ["B3"])
        #expect(World().refusals(period("2026-11-24T10:00", "2026-11-25T09:45")) == [])
        // Elapsed time: a night of 25 hours is too long from noon to noon, one of 23 hours is not.
        var world = World()
        world.calendar = berlin
        world.policy = policy(["B5": ["days": "400d"], "B3": ["max": "24h"]])
        #expect(world.refusals(period("2027-10-30T12:00", "2027-10-31T12:00", berlin)) == ["B3"])
        #expect(world.refusals(period("2027-10-30T12:00", "2027-10-31T11:00", berlin)) == [])
        #expect(world.refusals(period("2027-03-27T12:00", "2027-03-28T13:00", berlin)) == [])
    }

    /// The grid is that of the clock on the wall, also where the clock moves by half an hour.
    @Test func b3GridOverAChangeOfTheClock() {
        var world = World()
        world.calendar = lordHowe
        world.policy = policy(["B5": ["days": "400d"], "B3": ["grid": "1h"]])
        #expect(world.refusals(period("2027-10-03T01:00", "2027-10-03T04:00", lordHowe)) == [])
        #expect(world.refusals(period("2027-10-03T04:00", "2027-10-03T05:00", lordHowe)) == [])
        #expect(world.refusals(period("2027-10-03T04:30", "2027-10-03T05:30", lordHowe)) == ["B3"])
    }

    @Test(arguments: [("11:00", true), ("11:15", true), ("10:45", false), ("08:45", false)])
    func b4(_ from: String, _ right: Bool) {
        #expect(World().refusals(period("2026-11-23T\(from)", "2026-11-23T12:30")) == (right ? [] : ["B4"]))
    }

    @Test func b4SwitchedOffStillLooksForward() {
        var world = World()
        world.policy = policy(["B4": ["mode": "off"]])
        #expect(world.refusals(period("2026-11-23T09:00", "2026-11-23T10:00")) == [])
        #expect(world.refusals(period("2026-11-23T08:45", "2026-11-23T10:00")) == ["invalid start"])
        world.policy = policy(["B4": ["notice": "0m"]])
        #expect(world.refusals(period("2026-11-23T09:00", "2026-11-23T10:00")) == [])
        #expect(world.refusals(period("2026-11-23T08:45", "2026-11-23T10:00")) == ["B4"])
    }

    /// Measured on the end: what starts within the horizon and runs out of it is refused.
    @Test(arguments: [
        ("2026-12-23T08:00", "2026-12-23T09:00", true), ("2026-12-23T08:00", "2026-12-23T08:45", true),
        ("2026-12-23T08:00", "2026-12-23T09:15", false), ("2026-12-23T09:00", "2026-12-23T10:00", false),
    ]) func b5(_ from: String, _ to: String, _ right: Bool) {
        #expect(World().refusals(period(from, to)) == (right ? [] : ["B5"]))
    }
}
