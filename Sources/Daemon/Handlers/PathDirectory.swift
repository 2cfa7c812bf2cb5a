import Booking
import Synchronization

/// Where an instrument's path leads; never changes once it is made.
struct Place: Hashable, Sendable {
    let instrument: InstrumentID
    let unit: OrganisationID
}

/// Remembers where paths lead, as they are written, so that a reservation needs no question before it reaches the desk.
final class PathDirectory: Sendable {
    private let places = Mutex<[String: Place]>([:])

    subscript(_ path: String) -> Place? {
        get { places.withLock { $0[path] } }
        set { places.withLock { $0[path] = newValue } }
    }
}
