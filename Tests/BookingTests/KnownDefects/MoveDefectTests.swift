import Booking
import Testing

/// There, a move asks less than a new booking: book what is allowed, then drag it where it is not. Here each rule that
/// refuses a new booking of a time refuses a move to it (rule B15).
@Suite("Defects of existing systems: moves that skip a rule") struct MoveDefectTests {
    /// A rule, what makes it refuse, and the time that is wished.
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let wished: (String, String)
        var requester = World.firmUser
        let setUp: @Sendable (inout World) -> Void
        var testDescription: String { rule }
    }

    static let usual = ("2026-12-02T10:00", "2026-12-02T12:00")

    static let cases: [Case] = [
        Case(rule: "D5", wished: usual) {
            $0.disclosure = .withdrawn(reason: "broken", until: nil, since: Instant(seconds: 0))
        },
        Case(rule: "conflict", wished: usual) { $0.book(2, period("2026-12-02T11:00", "2026-12-02T13:00")) },
        Case(rule: "B2", wished: usual) { $0.record.openHours = hours("mon-sun 00:00-11:00,12:00-24:00") },
        Case(rule: "B3", wished: ("2026-12-02T10:00", "2026-12-02T10:15")) { _ in },
        Case(rule: "B3", wished: ("2026-12-02T10:00", "2026-12-03T10:15")) { _ in },
        Case(rule: "B3", wished: ("2026-12-02T10:05", "2026-12-02T12:05")) { _ in },
        Case(rule: "B4", wished: ("2026-11-23T10:45", "2026-11-23T12:00")) { _ in },
        Case(rule: "B5", wished: ("2026-12-23T08:00", "2026-12-23T09:15")) { _ in },
        Case(rule: "B6", wished: usual) {
            $0.firmBookings.append(
                QuotaBooking(
                    id: BookingID(2), instrument: World.instrument,
                    period: period("2026-11-30T00:00", "2026-12-01T14:15"), state: .finished))
        },
        Case(rule: "B7", wished: usual) { world in
            world.policy = policy(["B7": ["max": "1"]])
            world.firmBookings.append(
                QuotaBooking(
                    id: BookingID(2), instrument: InstrumentID(2),
                    period: period("2026-12-01T00:00", "2026-12-01T01:00"), state: .confirmed))
        },
        Case(rule: "B8", wished: usual) { world in
            world.strikes = (2...4).map { Strike(booking: BookingID($0), at: at("2026-11-20T09:00")) }
        },
        Case(rule: "B9", wished: usual) { world in
            world.people.qualified[AccountID(1)] = Qualification(until: at("2026-12-02T11:00"))
        },
        Case(rule: "B10", wished: usual) { world in
            world.people.isStaffed = true
            world.operators = [
                OperatorFacts(
                    id: OperatorID(1), name: "wang", hours: hours("mon-sun 00:00-11:00"), instruments: nil)
            ]
        },
        Case(rule: "O2", wished: usual, requester: World.unitUser) { $0.policy = policy(["O2": ["share": "0%"]]) },
    ]

    @Test(arguments: cases) func aMoveSkipsNoRule(_ one: Case) throws {
        var world = World()
        one.setUp(&world)
        let wished = period(one.wished.0, one.wished.1)
        let access: AccessMode? = one.rule == "B9" ? .selfOperated : one.rule == "B10" ? .assisted : nil
        #expect(
            world.refusals(wished, by: one.requester) {
                $0.access = access
                $0.project = "P"
            } == [one.rule])
        // What is moved stands far from all this, and is one's own.
        world.book(1, period("2026-12-15T10:00", "2026-12-15T11:00"))
        let place = try #require(world.bookings.firstIndex { $0.id == BookingID(1) })
        world.bookings[place].organisation = one.requester.organisation
        world.bookings[place].party = one.requester.organisation == World.unit ? .own : .outside
        world.bookings[place].project = "P"
        world.bookings[place].access = access
        #expect(world.refusalsOfMove(1, to: wished, by: one.requester) == [one.rule])
        // Without what makes it refuse, the move is made: it is that rule that speaks.
        guard one.wished == Self.usual else { return }
        var free = World()
        free.book(1, period("2026-12-15T10:00", "2026-12-15T11:00"))
        #expect(free.refusalsOfMove(1, to: wished) == [])
    }
}
