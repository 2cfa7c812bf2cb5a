import Booking
import Glibc

/// Bytes of a file; empty where it cannot be read.
func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { return result }
        result += buffer[0..<count]
    }
}

func zone(_ name: String) -> ZoneCalendar {
    do {
        return try ZoneCalendar(name: name, tzif: bytes(of: "/usr/share/zoneinfo/\(name)"))
    } catch {
        fatalError("\(error)")
    }
}

/// What a command prints.
func output(of command: String) -> String {
    guard let pipe = popen(command, "r") else { return "" }
    defer { pclose(pipe) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = fread(&buffer, 1, buffer.count, pipe)
        if count == 0 { return String(decoding: result, as: UTF8.self) }
        result += buffer[0..<count]
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

let shanghai = zone("Asia/Shanghai")
let berlin = zone("Europe/Berlin")
let newYork = zone("America/New_York")
let lordHowe = zone("Australia/Lord_Howe")
let zones = [shanghai, berlin, newYork, lordHowe]

/// An instant of the wall clock: `2026-12-01T09:00`.
func at(_ text: String, _ calendar: ZoneCalendar = shanghai) -> Instant {
    do { return try TimeText.instant(text, in: calendar) } catch { fatalError("\(error)") }
}

func period(_ from: String, _ to: String, _ calendar: ZoneCalendar = shanghai) -> Period {
    Period(start: at(from, calendar), end: at(to, calendar))!
}

func hours(_ text: String) -> WeeklyHours {
    do { return try WeeklyHours(text: text) } catch { fatalError("\(error)") }
}

func policy(_ values: [String: [String: String]]) -> Policy {
    do { return try Policy.make(profile: "test", version: 7, values: values) } catch { fatalError("\(error)") }
}
