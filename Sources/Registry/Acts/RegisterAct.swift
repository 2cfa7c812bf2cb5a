package import Booking
import Postgres

/// A write to the register: anything but a booking. Runs alone in its transaction, by the same locks and into the same
/// log as bookings.
package protocol RegisterAct: Sendable {
    /// The holder units whose inventory is locked, then the instruments, then the organisations: the one order.
    var locks: RegisterLocks { get }

    /// Reads what it needs under the locks, lets pure functions decide, writes. Writes nothing when it refuses, whether
    /// it returns the refusal or throws it.
    func perform(_ context: RegisterContext) async throws -> RegisterDecision
}

/// What a register act needs for itself.
package struct RegisterLocks: Sendable {
    var inventories: [OrganisationID] = []
    var instruments: [InstrumentID] = []
    var organisations: [OrganisationID] = []
    /// The unit whose instruments are concerned without being locked whole.
    var sharedInventory: OrganisationID?
    /// Nobody may judge by a policy meanwhile.
    var changesPolicy: Bool

    package init(
        inventories: [OrganisationID] = [], instruments: [InstrumentID] = [], organisations: [OrganisationID] = [],
        sharedInventory: OrganisationID? = nil, changesPolicy: Bool = false
    ) {
        self.inventories = inventories
        self.instruments = instruments
        self.organisations = organisations
        self.sharedInventory = sharedInventory
        self.changesPolicy = changesPolicy
    }
}

extension RegisterAct {
    var exclusive: [Resource] {
        locks.instruments.map { .instrument($0) } + locks.inventories.map { .inventory($0) }
            + locks.organisations.map { .organisation($0) }
    }

    var shared: [Resource] { locks.sharedInventory.map { [.inventory($0)] } ?? [] }
}

/// What a register act works with.
package struct RegisterContext: Sendable {
    let connection: PostgresConnection
    let requester: Requester
    /// The zone's.
    let policy: Policy
    let workingTime: WorkingTime
    let calendar: ZoneCalendar
    let now: Instant
    let reader: RegisterReader
    let cache: RegisterCache

    /// Instruments as they stand under the locks.
    func instruments(_ ids: [InstrumentID]) async throws -> [InstrumentID: RegisterEntry] {
        try await reader.read(ids, closuresSince: now, on: connection)
    }

    /// An instrument that the requester may decide on.
    ///
    /// - Throws: ``Refusal`` where there is none, or where it is not the requester's.
    func governed(_ instrument: InstrumentID) async throws -> RegisterEntry {
        guard let entry = try await instruments([instrument])[instrument] else {
            throw Refusal.notFound(Bilingual(zh: "没有此仪器。", en: "There is no such instrument."))
        }
        guard Authority.governs(requester, organisation: entry.register.unit, park: entry.unit.park) else {
            throw Refusal.notYourInstrument
        }
        return entry
    }

    /// Ends what has run out by now, each with its row in the log.
    ///
    /// - Parameters:
    ///   - statement: takes the moment and gives the numbers of what it ended.
    ///   - letter: before the number, as the log names it.
    func expire(_ statement: String, as letter: String) async throws -> RegisterDecision {
        let numbers = try await connection.query(Statement(statement, .timestamptz(now.timestamp)))
            .map { row in try row.decode(0, as: Int64.self) }
        return .done(
            .changed(standing: []),
            log: numbers.sorted().map { RegisterLogEntry(act: "expire", subject: "\(letter)\($0)") })
    }

    /// What is in force for a park or a unit; nil asks for the zone's.
    func policy(of organisation: OrganisationID?) async throws -> Policy {
        try await cache.policies.policy(of: organisation, on: connection)
    }
}

package enum RegisterDecision: Sendable {
    /// Written; `log` may be empty where nothing changed.
    case done(RegisterOutcome, log: [RegisterLogEntry])
    /// Bookings of one instrument, decided under its lock and those of their organisations; written with their log rows.
    case booked([BookingEvent], on: InstrumentRegister)
    case refused(Refusal)
}

/// A log row of a register act.
package struct RegisterLogEntry: Sendable {
    let act: String
    let subject: String
    var before: String?
    var after: String?
    /// The version under which it was decided; nil for the zone's.
    var policyVersion: Int?
}

package enum RegisterOutcome: Sendable {
    /// The code or name of what was made.
    case added(String)
    /// The secret is here and nowhere else.
    case token(secret: String, id: Int64, expires: Instant)
    case closed(ClosureID, period: Period, standing: [BookingFacts])
    case published(PublishReport)
    case policy(PolicyReport)
    /// Withdrawn, exempted, reopened, revoked; with the live outside bookings that stand.
    case changed(standing: [BookingFacts])
    /// No longer suspended; so many strikes were lifted.
    case restored(strikes: Int)
    case sealed(SealOutcome)
    case waiting(WishID)
    case offered([BookingEvent])
    case need(NeedID)
    /// What a need's owner is told of for the first time.
    case matched(NeedID, [InstrumentID])
}
