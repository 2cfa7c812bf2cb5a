package import Booking

/// What all clients of a run share: what they ask, of what, as whom. All texts that go out are made here beforehand.
package struct LoadPlan: Sendable {
    package let mix: Mix
    package let space: SlotSpace
    package let supply: Supply
    package let firms: [LoadState.Firm]
    /// Reservations with one firm before the next signs in.
    package let perFirm: Int
    /// Out of a hundred reservations, how many ask for a slot that another client has just drawn.
    package let contended: Int
    /// Such a slot is one of the last so many drawn.
    package let span: Int
    /// What every `key=` begins with; nil for requests without one.
    package let keyPrefix: String?

    let paths: [[UInt8]]
    /// Starts of the half hours, and the windows of `FREE` and `FIND` that begin there.
    let starts: [[UInt8]]
    let windows: [[UInt8]]
    let days: [[UInt8]]
    /// What stands behind the start of a reservation.
    let tail: [UInt8]

    package init(
        mix: Mix, state: LoadState, space: SlotSpace, supply: Supply, perFirm: Int, contended: Int, span: Int,
        keyPrefix: String?
    ) {
        self.mix = mix
        self.space = space
        self.supply = supply
        self.firms = state.firms
        self.perFirm = perFirm
        self.contended = contended
        self.span = span
        self.keyPrefix = keyPrefix
        paths = state.instruments.map { Array($0.utf8) }
        starts = (0..<space.times).map { Array(Self.text(space.start($0)).utf8) }
        windows = (0..<space.times).map { time in
            let from = space.start(time)
            return Array(" from=\(Self.text(from)) to=\(Self.text(from + .days(3)))".utf8)
        }
        days = (0..<space.times).map { Array(Self.text(space.start($0)).prefix(10).utf8) }
        tail = Array(" for=\(SlotSpace.length.minutes)m service=\(state.service)".utf8)
    }

    /// `2026-12-01T09:00Z`.
    package static func text(_ instant: Instant) -> String {
        let day = Int(instant.seconds / 86_400)
        let minute = Int(instant.seconds % 86_400) / 60
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(Day(number: day))T\(two(minute / 60)):\(two(minute % 60))Z"
    }
}
