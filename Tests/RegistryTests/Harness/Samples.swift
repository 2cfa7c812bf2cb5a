import Booking
import Glibc

@testable import Registry

/// Bytes of a file; empty where it cannot be read.
private func bytes(of path: String) -> [UInt8] {
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

let shanghai: ZoneCalendar = {
    do {
        return try ZoneCalendar(name: "Asia/Shanghai", tzif: bytes(of: "/usr/share/zoneinfo/Asia/Shanghai"))
    } catch {
        fatalError("\(error)")
    }
}()

/// An instant of the wall clock in Shanghai: `2026-12-01T09:00`.
func at(_ text: String) -> Instant {
    do { return try TimeText.instant(text, in: shanghai) } catch { fatalError("\(error)") }
}

func period(_ from: String, _ to: String) -> Period { Period(start: at(from), end: at(to))! }

/// `from` and `to` o'clock of a day in December 2026; 1 December is a Tuesday.
func december(_ day: Int, _ from: Int, _ to: Int) -> Period {
    let start = at("2026-12-01T00:00") + .days(day - 1)
    return Period(start: start + .hours(from), end: start + .hours(to))!
}

/// A disclosure that lacks nothing; open day and night.
func instrument(_ number: String, _ change: (inout InventoryRecord) -> Void = { _ in }) -> InventoryRecord {
    var record = InventoryRecord(number: number)
    record.name = "场发射扫描电镜"
    record.nameEn = "Field-emission SEM"
    record.model = "X-100"
    record.maker = "Maker"
    record.classScheme = "GB/T 32847"
    record.classCode = "0301"
    record.originalValue = Money(fen: 200_000_000)
    record.publicShare = Share(basisPoints: 10_000)
    record.funding = "national"
    record.commitment = "yes"
    record.acceptanceDate = Day(text: "2026-11-01")
    record.location = "Building 1"
    record.function = "imaging"
    record.services = [service(fen: 35_000)]
    record.access = [.assisted, .selfOperated]
    do { record.openHours = try WeeklyHours(text: "mon-sun 00:00-24:00") } catch { fatalError("\(error)") }
    record.contact = "desk"
    record.complaints = "office"
    change(&record)
    return record
}

func service(_ code: String = "imaging", fen: Int64, _ unit: UnitOfCharge = .hour) -> ServiceOffer {
    ServiceOffer(code: code, content: "Imaging", unitOfCharge: unit, price: Money(fen: fen))
}

/// The rule book with room for thousands of bookings by one firm.
let roomy: [String: [String: String]] = [
    "B4": ["notice": "0m"], "B5": ["days": "365d"], "B6": ["week": "off"], "B7": ["max": "10000"],
]

/// A result in a word, for comparing: `booked`, `conflict`, `B3,B6`, `not-found` …
func word(_ result: DeskResult) -> String {
    switch result {
    case .booked: "booked"
    case .registered: "registered"
    case .replayed(let text): "replayed \(text)"
    case .refused(let refusal): word(refusal)
    case .signedOut: "signed-out"
    case .keyReused: "key-reused"
    case .busy: "busy"
    case .unavailable(let unknown): unknown ? "unknown" : "unavailable"
    case .failed(let reason): "failed \(reason)"
    }
}

func word(_ refusal: Refusal) -> String {
    switch refusal {
    case .notFound: "not-found"
    case .forbidden: "forbidden"
    case .invalid(let field, _): "invalid \(field)"
    case .state: "state"
    case .stale: "stale"
    case .conflict: "conflict"
    case .rules(let verdicts): verdicts.map(\.rule.rawValue).joined(separator: ",")
    case .several(let refused): refused.map { word($0.refusal) }.joined(separator: ";")
    }
}

/// The booking as it stands after an accepted act.
func booking(_ result: DeskResult) -> BookingFacts? {
    guard case .booked(let accepted) = result else { return nil }
    return accepted.events.first?.after
}

/// Something that a test builds on is not there.
struct Missing: Error, CustomStringConvertible {
    let description: String
    init(_ description: String = "not what was expected") { self.description = description }
}
