/// The whole zone as a plain, slow model: what is booked, and what an act must come to.
///
/// Every question is answered by looking at each quarter of an hour and each booking. It shares no line with the program.
struct ModelZone: Sendable {
    /// The numbers of the rules, as the daemon's policy file has them.
    struct Numbers: Sendable {
        let notice = 120
        let horizon = 20 * 1440
        let shortest = 30
        let longest = 8 * 60
        let grid = 15
        let week = 8 * 60
        let month = 18 * 60
        let outstanding = 18
        let freeCancellation = 24 * 60
        // B8: so many strikes in so many days shut out for so many.
        let strikes = 3
        let strikeDays = 6
        let suspension = 2
        // O2: percent of open time, and minutes before the start.
        let ownShare = 4
        let release = 48 * 60
        // O3: working minutes.
        let unitAnswers = 9 * 60
        let parkAnswers = 4 * 60
        // O8.
        let smallHorizon = 26 * 1440
        let discount = 15
        /// Fen an hour.
        let price = 33_333
    }

    let calendar: ModelCalendar
    var clock: ModelClock { calendar.clock }
    let numbers = Numbers()
    var instruments: [ModelInstrument]
    /// Two firms and the unit that holds the instruments and books as the third.
    let accounts: [String]
    let unit = 2
    /// The zone's office, which books nothing.
    let office = 3
    /// Of firms: the minute at which their status ends.
    var small: [Int: Int] = [:]
    /// Those that hold time, count for quotas or stand against their firm.
    var bookings: [ModelBooking] = []
    /// Those that were called off, declined or lapsed.
    var gone: [ModelBooking] = []
    var now: Int

    func code(_ firm: Int) -> String { String(accounts[firm].prefix { $0 != "/" }) }

    /// Whatever there is of that number.
    func booking(_ number: Int) -> ModelBooking? {
        bookings.first { $0.number == number } ?? gone.first { $0.number == number }
    }

    /// Keeps a booking as it is now, in the place where it belongs.
    mutating func keep(_ booking: ModelBooking) {
        let isOver = !booking.usesQuota && !booking.isStrike
        guard let place = bookings.firstIndex(where: { $0.number == booking.number }) else {
            if isOver { gone.append(booking) } else { bookings.append(booking) }
            return
        }
        if isOver {
            bookings.remove(at: place)
            gone.append(booking)
        } else {
            bookings[place] = booking
        }
    }

    func isSmall(_ firm: Int) -> Bool { firm != unit && (small[firm].map { now < $0 } ?? false) }

    /// Only whoever booked, the unit and the office above it know of a booking.
    func sees(_ booking: ModelBooking, _ actor: Int) -> Bool {
        booking.firm == actor || actor == unit || actor == office
    }
}
