import Booking
import Postgres

/// What a batch needs: which things, and which rows of its own (named bookings, repeated keys).
struct Wants {
    let items: [BatchLoader.Item]
    /// In order, each once.
    let instruments: [InstrumentID]
    let organisations: [OrganisationID]
    let credentials: [Int64]
    let newBookings: Int

    /// Where each answer stands in the pipeline; nil where nothing had to be asked.
    struct Places {
        var bookings: Int?
        /// Those that overtime may reach.
        var next: Int?
        var keys: Int?
    }

    init(_ items: [BatchLoader.Item]) {
        self.items = items
        instruments = Set(items.flatMap(\.subject.instruments)).sorted()
        organisations = Set(items.map(\.subject.organisation)).sorted()
        credentials = Set(items.map(\.requester.credential)).sorted()
        newBookings = items.reduce(0) { $0 + $1.act.newBookings }
    }

    func add(to pipeline: inout Pipeline, at now: Instant) -> Places {
        var places = Places()
        let bookings = items.flatMap(\.act.bookings).map(\.rawValue)
        if !bookings.isEmpty { places.bookings = pipeline.add(Statement(SQL.bookings, .int8s(bookings))) }
        let finishing = items.filter(\.act.mayTakeAnothersTime).flatMap(\.act.bookings).map(\.rawValue)
        if !finishing.isEmpty {
            places.next = pipeline.add(
                Statement(SQL.nextBookings, .int8s(finishing), .timestamptz((now + Memory.use).timestamp)))
        }
        let keyed = items.filter { $0.key != nil }
        if !keyed.isEmpty {
            places.keys = pipeline.add(
                Statement(
                    SQL.keys, .int8s(keyed.map(\.requester.account.rawValue)), .texts(keyed.map { $0.key?.key })))
        }
        return places
    }

    func read(_ results: [Rows], _ places: Places, into loaded: inout BatchLoader.Loaded) throws {
        for place in [places.bookings, places.next].compactMap({ $0 }) {
            for row in results[place] {
                let booking = try BookingRow.facts(row)
                loaded.facts.bookings[booking.id] = booking
            }
        }
        if let place = places.keys {
            for row in results[place] {
                loaded.keys[.init(account: try row.id(0), key: try row.text(1))] = .init(
                    fingerprint: try row.decode(2, as: [UInt8].self), outcome: try row.text(3))
            }
        }
    }
}
