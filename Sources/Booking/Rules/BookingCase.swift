/// A proposed booking and all that the rules may look at. A move is the same case with its own old time excluded.
package struct BookingCase: Sendable {
    package let instrument: InstrumentFacts
    /// Nil where nobody is signed in (CHECK): rules about a firm then do not apply.
    package var organisation: OrganisationFacts?
    package var party: Party
    package let duty: DisclosureDuty
    package let purpose: Purpose
    package let project: String?
    /// Who operates; nil where the instrument publishes no way of access.
    package let access: AccessMode?
    /// The person who uses: whoever asks, or for a move whoever booked. Nil where nobody is signed in.
    package let account: AccountID?
    package let contract: String?
    /// Assisted use of an instrument for which operators are entered (rule B10).
    package let needsOperator: Bool
    /// Who would assist; nil where nobody can or need.
    package let assistant: OperatorFacts?
    package let period: Period
    package let service: String
    /// The price in force at `now`; nil where the service has none.
    package let tariff: Tariff?
    /// The booking that is being moved.
    package let moving: BookingID?
    package let placement: Placement
    package let workingDays: WorkingDays
    package let now: Instant

    /// An outside user whose status as a small firm is verified and has not run out.
    package var isSmallFirm: Bool {
        guard party == .outside, let status = organisation?.smallFirm else { return false }
        return status.holds(at: now)
    }

    /// Gets what rule O8 grants.
    package var isFavoured: Bool { isSmallFirm && policy[known: O8.rule].mode == .on }

    /// What one unit would cost; nil where the service has no price in force.
    package var terms: PriceTerms? {
        guard let tariff else { return nil }
        let published = PriceTerms(tariff.offer)
        return isFavoured ? published.discounted(by: policy[known: O8.rule].number(O8.discount)) : published
    }

    package var register: InstrumentRegister { instrument.register }
    package var record: InventoryRecord { instrument.register.record }
    package var calendar: ZoneCalendar { instrument.register.calendar }
    /// The policy in force for it.
    package var policy: Policy { instrument.register.policy }
}
