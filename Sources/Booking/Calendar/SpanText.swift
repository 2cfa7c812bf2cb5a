extension TimeText {
    /// Reads `90m`, `2h`, `1h30m`, `1d`, `1d12h`: largest unit first, each at most once, more than nothing.
    /// A day is 24 hours.
    package static func span(_ text: some StringProtocol) throws(TextFault) -> Span {
        var reader = ByteReader(text)
        var minutes = 0
        var smallest = Int.max
        while !reader.isAtEnd {
            guard let number = reader.number(), let unit = unit(&reader), unit < smallest else { throw spanFault(text) }
            smallest = unit
            minutes += number * unit
        }
        guard minutes > 0, minutes <= 1_000_000 * 1440 else { throw spanFault(text) }
        return .minutes(minutes)
    }

    /// Minutes in `d`, `h` or `m`.
    private static func unit(_ reader: inout ByteReader) -> Int? {
        if reader.take("d") { return 1440 }
        if reader.take("h") { return 60 }
        if reader.take("m") { return 1 }
        return nil
    }

    private static func spanFault(_ text: some StringProtocol) -> TextFault {
        TextFault(
            zh: "\(TextFault.quote(text)) 不是时长；请写作 90m、2h、1h30m 或 1d，且大于零。",
            en: "\(TextFault.quote(text)) is not a length of time; write 90m, 2h, 1h30m or 1d, more than nothing.")
    }

    /// Whole days from two on as `30d`, all else in hours and minutes: `40h`, `1h30m`, `45m`, `0m`. Seconds are dropped.
    package static func format(_ span: Span) -> String {
        let minutes = span.minutes
        if minutes.magnitude >= 2880, minutes % 1440 == 0 { return "\(minutes / 1440)d" }
        return hours(minutes)
    }

    /// Hours and minutes whatever the length: `48h`, `2h30m`, `15m`.
    package static func hours(_ minutes: Int) -> String {
        let sign = minutes < 0 ? "-" : ""
        let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
        if hours == 0 { return "\(sign)\(rest)m" }
        return rest == 0 ? "\(sign)\(hours)h" : "\(sign)\(hours)h\(rest)m"
    }
}
