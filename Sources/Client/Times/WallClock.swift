package import Booking

/// What a clock on the wall shows, to the minute, wherever the wall is.
package struct WallClock: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var day: Day
    /// 0...1,439
    package var minute: Int

    package init(day: Day, minute: Int) {
        self.day = day
        self.minute = minute
    }

    /// Reads the beginning of `2026-12-01T09:00:00+08:00`, offset and seconds aside; nil for anything else.
    package init?(wire text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20, bytes[13] == UInt8(ascii: ":"),
            let day = Day(text: text.prefix(10)), let hour = Self.twoDigits(bytes[11], bytes[12]), hour < 24,
            let minute = Self.twoDigits(bytes[14], bytes[15]), minute < 60
        else { return nil }
        self.init(day: day, minute: hour * 60 + minute)
    }

    private static func twoDigits(_ tens: UInt8, _ ones: UInt8) -> Int? {
        guard (0x30...0x39).contains(tens), (0x30...0x39).contains(ones) else { return nil }
        return Int(tens - 0x30) * 10 + Int(ones - 0x30)
    }

    /// Minutes later; may be negative.
    package static func + (a: Self, minutes: Int) -> Self {
        let total = a.minute + minutes
        let days = total >= 0 ? total / 1_440 : (total - 1_439) / 1_440
        return Self(day: a.day + days, minute: total - days * 1_440)
    }

    package static func - (a: Self, b: Self) -> Int { (a.day - b.day) * 1_440 + a.minute - b.minute }

    package static func < (a: Self, b: Self) -> Bool { (a.day, a.minute) < (b.day, b.minute) }

    /// `09:00`
    package var time: String { Self.pad(minute / 60) + ":" + Self.pad(minute % 60) }

    /// `2026-12-01T09:00`
    package var description: String { "\(day)T\(time)" }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
