import Booking
import Synchronization

/// Where an instrument's path leads; never changes once it is made.
struct Place: Hashable, Sendable {
    let instrument: InstrumentID
    let unit: OrganisationID
}

/// Remembers where paths lead, so that a reservation needs no question before it reaches the desk.
final class PathDirectory: Sendable {
    private let places = Mutex<[InstrumentPath: Place]>([:])

    subscript(_ path: InstrumentPath) -> Place? {
        get { places.withLock { $0[path] } }
        set { places.withLock { $0[path] = newValue } }
    }
}
