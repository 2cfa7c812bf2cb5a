/// The civil time of one zone: offsets from UTC, and days, weeks and months cut at its midnights.
///
/// Made from the bytes of a TZif file (RFC 9636), versions 1 to 4. Beyond the last transition the file's POSIX rule
/// holds for ever.
package final class ZoneCalendar: Sendable {
    /// The name in the tz database, as `Asia/Shanghai`.
    package let name: String
    /// Moments at which the offset changes, ascending; `offsets[i]` holds from `changes[i - 1]` until `changes[i]`.
    private let changes: [Int64]
    private let offsets: [Int]
    /// From here on the offsets repeat with the Gregorian calendar every 400 years; `Int64.max` if they end constant.
    private let repeatsFrom: Int64

    /// Seconds in 400 Gregorian years, which are whole weeks too.
    static let cycle: Int64 = 146_097 * 86_400

    /// - Throws: ``ZoneFault`` where the bytes are not a TZif file, are cut short, or count leap seconds.
    package init(name: String, tzif bytes: [UInt8]) throws(ZoneFault) {
        let zone = try ZoneFile(name: name, bytes: bytes).expanded()
        self.name = name
        changes = zone.changes
        offsets = zone.offsets
        repeatsFrom = zone.repeatsFrom
    }

    private init(name: String, offset: Int) {
        self.name = name
        changes = []
        offsets = [offset]
        repeatsFrom = .max
    }

    package static let utc = ZoneCalendar(name: "UTC", offset: 0)

    /// Seconds east of UTC.
    package func offset(at instant: Instant) -> Int { offsets[segment(folded(instant.seconds))] }

    package func local(_ instant: Instant) -> LocalTime {
        LocalTime(instant, offset: offset(at: instant))
    }

    /// The instant of a wall clock time; `minute` counts from midnight and may be 1440 or more.
    ///
    /// As RFC 5545 has it: a time that the clock skips is read with the offset before the gap, a time that comes twice
    /// is the first of the two.
    package func instant(_ day: Day, minute: Int = 0) -> Instant {
        resolve(Int64(day.number) * 86_400 + Int64(minute) * 60).instant
    }

    /// Like ``instant(_:minute:)``, but a skipped time is the moment of the change, so that a later wall clock time
    /// never gives an earlier instant. For the edges of open hours and of days.
    package func edge(_ day: Day, minute: Int = 0) -> Instant {
        let found = resolve(Int64(day.number) * 86_400 + Int64(minute) * 60)
        return found.gap ?? found.instant
    }

    package func day(containing instant: Instant) -> Day { local(instant).day }

    /// The first instant of the day, also where its midnight is skipped.
    package func startOfDay(_ day: Day) -> Instant { edge(day) }

    package func period(of day: Day) -> Period { Period(start: edge(day), end: edge(day + 1))! }

    package func period(of month: Month) -> Period {
        Period(start: edge(month.first), end: edge(month.next.first))!
    }

    /// Monday 00:00 to Monday 00:00.
    package func week(containing instant: Instant) -> Period {
        var monday = day(containing: instant).monday
        // A clock set back over midnight shows the old day again after the new one has begun.
        if instant >= edge(monday + 7) { monday = monday + 7 }
        return Period(start: edge(monday), end: edge(monday + 7))!
    }

    package func month(containing instant: Instant) -> Month {
        let month = day(containing: instant).month
        return instant >= edge(month.next.first) ? month.next : month
    }

    /// The stretches of a period in which the offset stays the same, in order.
    package func stretches(of period: Period) -> [(period: Period, offset: Int)] {
        var result: [(Period, Int)] = []
        var from = period.start
        while from < period.end {
            let (folded, shift) = fold(from.seconds)
            let index = segment(folded)
            let until =
                index < changes.count ? changes[index] + shift : repeatsFrom == .max ? .max : repeatsFrom + shift
            let end = min(period.end, Instant(seconds: until))
            result.append((Period(start: from, end: end)!, offsets[index]))
            from = end
        }
        return result
    }

    // MARK: Search

    /// The instant of a local second count and, where that time is skipped, the moment at which the clock jumped.
    private func resolve(_ local: Int64) -> (instant: Instant, gap: Instant?) {
        // The wanted instant lies within a day of the local count read as UTC, whatever the offset.
        let (low, shift) = fold(local - 86_400)
        let base = local - shift
        var index = segment(low)
        while index < changes.count {
            let guess = base - Int64(offsets[index])
            if guess < changes[index] { break }
            let next = base - Int64(offsets[index + 1])
            if next < changes[index] {
                return (Instant(seconds: guess + shift), Instant(seconds: changes[index] + shift))
            }
            index += 1
        }
        return (Instant(seconds: base - Int64(offsets[index]) + shift), nil)
    }

    /// The index of the offset in force.
    private func segment(_ seconds: Int64) -> Int {
        guard let last = changes.last, seconds < last else { return changes.count }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func folded(_ seconds: Int64) -> Int64 { fold(seconds).seconds }

    /// Brings a far instant back by whole cycles to where the table knows it.
    private func fold(_ seconds: Int64) -> (seconds: Int64, shift: Int64) {
        guard seconds >= repeatsFrom else { return (seconds, 0) }
        let shift = ((seconds - repeatsFrom) / Self.cycle + 1) * Self.cycle
        return (seconds - shift, shift)
    }
}

/// What the clock on the wall shows.
package struct LocalTime: Hashable, Sendable {
    package let day: Day
    /// 0...86,399
    package let secondOfDay: Int
    /// Seconds east of UTC.
    package let offset: Int

    package var minuteOfDay: Int { secondOfDay / 60 }

    package init(_ instant: Instant, offset: Int) {
        let local = instant.seconds + Int64(offset)
        let (quotient, rest) = local.quotientAndRemainder(dividingBy: 86_400)
        day = Day(number: Int(rest < 0 ? quotient - 1 : quotient))
        secondOfDay = Int(rest < 0 ? rest + 86_400 : rest)
        self.offset = offset
    }
}

/// Why a zone's file cannot be used.
package struct ZoneFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let zone: String
    package let reason: String

    package var description: String { "zone \(zone): \(reason)" }
}
