/// One use of an instrument by an outsider as the national platform takes it every quarter, with the user's name. Only
/// for those who may see it; never part of anything public.
package struct ServiceRecord: Hashable, Sendable {
    package let booking: BookingID
    package let instrument: InstrumentPath
    /// Actual use where it was recorded, else what was booked.
    package let period: Period
    package let service: String
    package let access: AccessMode?
    package let quantity: Int
    package let price: Money
    package let purpose: Purpose
    package let project: String?
    package let organisation: String
    package let account: String
    package let contact: String?

    package init(
        booking: BookingID, instrument: InstrumentPath, period: Period, service: String, access: AccessMode?,
        quantity: Int, price: Money, purpose: Purpose, project: String?, organisation: String, account: String,
        contact: String?
    ) {
        self.booking = booking
        self.instrument = instrument
        self.period = period
        self.service = service
        self.access = access
        self.quantity = quantity
        self.price = price
        self.purpose = purpose
        self.project = project
        self.organisation = organisation
        self.account = account
        self.contact = contact
    }
}
