/// Instants and lengths of time as the wire and people write them.
package enum TimeText {
    /// Reads RFC 3339 (`2026-12-01T09:00:00+08:00`, `…Z`; seconds may be left out). Without an offset the text is what
    /// the clock shows in `calendar`'s zone: a skipped time is read with the offset before the gap, a repeated one is
    /// the first.
    package static func instant(
        _ text: some StringProtocol, in calendar: ZoneCalendar
    ) throws(TextFault) -> Instant {
        var reader = ByteReader(text)
        guard let day = reader.day() else { throw shape(text) }
        guard reader.take("T") || reader.take("t") || reader.take(" ") else { throw shape(text) }
        guard let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2) else { throw shape(text) }
        var second = 0
        if reader.take(":") {
            guard let read = reader.digits(2) else { throw shape(text) }
            second = read
            if reader.peek == UInt8(ascii: ".") || reader.peek == UInt8(ascii: ",") {
                throw TextFault(
                    zh: "\(TextFault.quote(text)) 含有不足一秒的部分；请只写到秒或分。",
                    en: "\(TextFault.quote(text)) has a fraction of a second; write whole minutes or seconds.")
            }
        }
        guard hour < 24, minute < 60, second < 60 else {
            throw TextFault(
                zh: "\(TextFault.quote(text)) 的钟点不存在；时为 00-23，分和秒为 00-59（午夜 24:00 写作次日 00:00）。",
                en: "\(TextFault.quote(text)) has no such time of day; hours are 00-23, minutes and seconds 00-59 "
                    + "(midnight is 00:00 of the next day).")
        }
        let secondOfDay = hour * 3600 + minute * 60 + second
        if reader.isAtEnd {
            let start = calendar.instant(day, minute: hour * 60 + minute)
            return start + Span(seconds: Int64(second))
        }
        guard let offset = zone(&reader), reader.isAtEnd else { throw shape(text) }
        return Instant(seconds: Int64(day.number) * 86_400 + Int64(secondOfDay - offset))
    }

    /// `Z` or `+08:00`, in seconds east of UTC.
    private static func zone(_ reader: inout ByteReader) -> Int? {
        if reader.take("Z") || reader.take("z") { return 0 }
        let west = reader.take("-")
        guard west || reader.take("+"), let hours = reader.digits(2), reader.take(":"), let minutes = reader.digits(2),
            hours < 24, minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return west ? -seconds : seconds
    }

    private static func shape(_ text: some StringProtocol) -> TextFault {
        TextFault(
            zh: "\(TextFault.quote(text)) 不是时刻；请写作 2026-12-01T09:00（当地时间）或 2026-12-01T09:00+08:00。",
            en: "\(TextFault.quote(text)) is not a time; write 2026-12-01T09:00 (wall clock) or 2026-12-01T09:00+08:00."
        )
    }

    /// `2026-12-01T09:00:00+08:00`. An offset with odd seconds (before 1930 or so) is printed to the minute below.
    package static func format(_ instant: Instant, in calendar: ZoneCalendar) -> String {
        let offset = calendar.offset(at: instant)
        let whole = offset - (offset % 60 + 60) % 60
        let local = LocalTime(instant, offset: whole)
        let (year, month, day) = local.day.components
        guard (0...9999).contains(year) else { return "\(instant.seconds)" }
        return String(unsafeUninitializedCapacity: 25) { buffer in
            put(year, 4, buffer, 0)
            buffer[4] = UInt8(ascii: "-")
            put(month, 2, buffer, 5)
            buffer[7] = UInt8(ascii: "-")
            put(day, 2, buffer, 8)
            buffer[10] = UInt8(ascii: "T")
            put(local.secondOfDay / 3600, 2, buffer, 11)
            buffer[13] = UInt8(ascii: ":")
            put(local.secondOfDay / 60 % 60, 2, buffer, 14)
            buffer[16] = UInt8(ascii: ":")
            put(local.secondOfDay % 60, 2, buffer, 17)
            buffer[19] = whole < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")
            put(abs(whole) / 3600, 2, buffer, 20)
            buffer[22] = UInt8(ascii: ":")
            put(abs(whole) / 60 % 60, 2, buffer, 23)
            return 25
        }
    }

    /// For sentences: `2026-12-01 09:00`, what the clock shows in the zone.
    package static func plain(_ instant: Instant, in calendar: ZoneCalendar) -> String {
        let local = calendar.local(instant)
        return "\(local.day) \(clock(local.minuteOfDay))"
    }

    /// For sentences: `2026-12-01 09:00-13:00`, with the day of the end where it is another.
    package static func plain(_ period: Period, in calendar: ZoneCalendar) -> String {
        let start = calendar.local(period.start)
        let end = calendar.local(period.end)
        if end.day == start.day { return "\(start.day) \(clock(start.minuteOfDay))-\(clock(end.minuteOfDay))" }
        if end.day == start.day + 1, end.secondOfDay == 0 {
            return "\(start.day) \(clock(start.minuteOfDay))-24:00"
        }
        return "\(start.day) \(clock(start.minuteOfDay)) - \(end.day) \(clock(end.minuteOfDay))"
    }

    /// `09:00`; 1440 is `24:00`.
    package static func clock(_ minute: Int) -> String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }

    private static func put(_ value: Int, _ width: Int, _ buffer: UnsafeMutableBufferPointer<UInt8>, _ at: Int) {
        var rest = value
        for index in stride(from: at + width - 1, through: at, by: -1) {
            buffer[index] = UInt8(48 + rest % 10)
            rest /= 10
        }
    }
}
