/// A proposed booking and all that the rules may look at. A move is the same case with its own old time excluded.
package struct BookingCase: Sendable {
    package let instrument: InstrumentFacts
    /// Nil where nobody is signed in (CHECK): rules about a firm then do not apply.
    package var organisation: OrganisationFacts?
    package var party: Party
    package let duty: DisclosureDuty
    package let purpose: Purpose
    package let project: String?
    package let period: Period
    package let service: String
    /// The price in force at `now`; nil where the service has none.
    package let tariff: Tariff?
    /// The booking that is being moved.
    package let moving: BookingID?
    package let placement: Placement
    package let workingDays: WorkingDays
    package let now: Instant

    package var register: InstrumentRegister { instrument.register }
    package var record: InventoryRecord { instrument.register.record }
    package var calendar: ZoneCalendar { instrument.register.calendar }
    /// The policy in force for it.
    package var policy: Policy { instrument.register.policy }
}
