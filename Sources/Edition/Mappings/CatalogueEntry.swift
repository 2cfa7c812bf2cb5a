package import Booking

/// An instrument as the catalogues of other registers take it: what is disclosed of it, and whose it is.
package struct CatalogueEntry: Sendable {
    package var path: InstrumentPath
    /// Its services are those in force.
    package var record: InventoryRecord
    package var unit: LedgerUnit
    package var park: LedgerPark
    /// The unit's own contact point.
    package var unitContact: String?
    /// Since when it is disclosed, and when its unit last stood by it.
    package var since: Instant?
    package var confirmed: Instant?

    package init(
        path: InstrumentPath, record: InventoryRecord, unit: LedgerUnit, park: LedgerPark, unitContact: String? = nil,
        since: Instant? = nil, confirmed: Instant? = nil
    ) {
        self.path = path
        self.record = record
        self.unit = unit
        self.park = park
        self.unitContact = unitContact
        self.since = since
        self.confirmed = confirmed
    }

    /// `成像 350.00 元/hour; …`
    var prices: String {
        record.services.map { "\($0.content) \($0.price) 元/\($0.unitOfCharge.rawValue)" }.joined(separator: "; ")
    }
}
