/// One instrument as a holder unit discloses it: the inventory columns, after reading, before any rule is applied.
///
/// Nil means that the list says nothing (empty, `/`, `-`, 不详, `TBA`).
package struct InventoryRecord: Hashable, Sendable {
    /// The holder's own number, leading zeros kept.
    package var number: String
    package var name: String?
    package var nameEn: String?
    package var model: String?
    package var maker: String?
    package var origin: String?
    /// The scheme that ``classCode`` is from, as `GB/T 32847`.
    package var classScheme: String?
    package var classCode: String?
    package var originalValue: Money?
    /// The part of the original value paid from public money; zero where there is none.
    package var publicShare: Share?
    package var funding: String?
    /// The holder's promise of public service: a reference, or `yes`.
    package var commitment: String?
    package var acceptanceDate: Day?
    package var location: String?
    package var function: String?
    package var technical: String?
    package var services: [ServiceOffer]
    package var access: [AccessMode]
    package var openHours: WeeklyHours?
    package var channels: Int
    /// Minutes needed before each use.
    package var setUp: Int
    /// Minutes needed after each use.
    package var cleanDown: Int
    package var contact: String?
    package var complaints: String?
    package var pid: String?
    package var status: ServiceStatus
    package var shareMode: String?
    /// What the prices are made of: cost items, as `耗材、能耗、人工` (rule O7).
    package var priceBasis: String?
    /// Why neither assisted use nor sample service is offered (rule O11).
    package var noAssistance: String?
    /// Columns that Yiqi has no name for, as the list has them, sorted by name.
    package var extras: [Extra]

    package struct Extra: Hashable, Sendable {
        package var name: String
        package var value: String
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(number: String) {
        self.number = number
        services = []
        access = []
        channels = 1
        setUp = 0
        cleanDown = 0
        status = .inService
        extras = []
    }
}

/// One service that an instrument offers, with its published price.
package struct ServiceOffer: Hashable, Sendable {
    /// Short name used in `service=`, as `imaging`.
    package var code: String
    package var content: String
    package var unitOfCharge: UnitOfCharge
    package var price: Money

    package init(code: String, content: String, unitOfCharge: UnitOfCharge, price: Money) {
        self.code = code
        self.content = content
        self.unitOfCharge = unitOfCharge
        self.price = price
    }
}

/// What one price buys.
package enum UnitOfCharge: String, CaseIterable, Sendable {
    case hour, day, sample, use
}

/// How an outsider gets at the instrument.
package enum AccessMode: String, CaseIterable, Sendable {
    /// The user's own qualified hands.
    case selfOperated = "self"
    case assisted
    case sample
    case remote
}

/// Whether the instrument works at all.
package enum ServiceStatus: String, CaseIterable, Sendable {
    case inService = "in-service"
    case outOfService = "out-of-service"
    case retired
}
