import Booking
import Edition
import Inventory
import Testing

/// What calendar programs make of a feed, by the library `icalendar`.
struct FreeBusyTests {
    private struct Feed {
        var path = InstrumentPath(unit: "siom", number: "sem-01")
        var name = "场发射扫描电镜"
        var busy: [Period] = []
        var unavailable: [Period] = []

        let window = Period(start: Instant(seconds: 1_764_547_200), end: Instant(seconds: 1_764_547_200 + 7 * 86_400))!

        var uid: String { "\(path)@zj" }
        var text: String {
            FreeBusy.document(
                of: path, name: name, window: window, busy: busy, unavailable: unavailable, uid: uid,
                stamp: window.start
            ).map { $0 + "\r\n" }.joined()
        }
    }

    private func read(_ feeds: [Feed]) throws -> [JSONValue] {
        let texts = "[" + feeds.map { JSONText.quoted($0.text) }.joined(separator: ",") + "]"
        let said = try Python.run(
            "read_calendars.py", importing: ["icalendar": "python3-icalendar"], on: texts)
        return try #require(try JSONValue.read(Array(said.utf8)).array)
    }

    private func hours(_ from: Int, _ to: Int) -> Period {
        let start = Feed().window.start
        return Period(start: start + .hours(from), end: start + .hours(to))!
    }

    /// The names and numbers that somebody could give an instrument to get something else into the calendar.
    private static let hostile = [
        "a, b; c\\d", "two\nlines", "carriage\r\nEND:VFREEBUSY\r\nBEGIN:VEVENT", "nul\u{0}bell\u{7}delete\u{7F}",
        "next line\u{85}line\u{2028}paragraph\u{2029}end", "\\nBEGIN:VALARM", "\"quoted\" ^n ^' :;,",
        "DTSTART:19700101T000000Z",
        String(repeating: "电", count: 200), String(repeating: "x", count: 75), "\u{1F52C}\u{200D}\u{1F469}" + "é̂̃",
    ]

    @Test func hostileTextIsOnlyText() throws {
        let feeds = Self.hostile.flatMap { text in
            [
                Feed(name: text, busy: [hours(1, 2)]),
                Feed(path: InstrumentPath(unit: "siom", number: text), busy: [hours(1, 2)]),
            ]
        }
        for (feed, found) in zip(feeds, try read(feeds)) {
            func kept(_ text: String) -> String {
                let scalars = text.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
                    switch scalar.value {
                    case 0x0A, 0x85, 0x2028, 0x2029: "\n"
                    case 0..<0x20, 0x7F..<0xA0: nil
                    default: scalar
                    }
                }
                return String(String.UnicodeScalarView(scalars))
            }
            #expect(found["comment"]?.string == kept("\(feed.path) \(feed.name)"))
            #expect(found["uid"]?.string == kept(feed.uid))
            #expect(found["periods"]?.array?.count == 1)
        }
    }

    /// Pieces in any order, overlapping, touching, before, across and after the window; in a second's zone UTC.
    @Test func timesAreThoseOfTheCalendar() throws {
        var random = Seeded(state: 5)
        let feeds = (0..<200).map { _ in
            var feed = Feed()
            func some() -> [Period] {
                (0..<random.int(0...12)).map { _ in
                    let start = feed.window.start + .minutes(random.int(-3_000...11_000))
                    return Period(start: start, end: start + .minutes(random.int(1...2_000)))!
                }
            }
            feed.busy = some()
            feed.unavailable = some()
            return feed
        }
        for (feed, found) in zip(feeds, try read(feeds)) {
            func cut(_ periods: [Period], _ kind: String) -> [[String]] {
                periods.merged().compactMap { $0.intersection(feed.window) }.map {
                    [kind, "\($0.start.seconds)", "\($0.end.seconds)"]
                }
            }
            let periods = (found["periods"]?.array ?? []).map { period in
                (period.array ?? []).map { $0.string ?? "\($0.integer ?? 0)" }
            }
            #expect(periods == cut(feed.busy, "BUSY") + cut(feed.unavailable, "BUSY-UNAVAILABLE"))
            #expect(found["start"]?.integer == Int(feed.window.start.seconds))
            #expect(found["end"]?.integer == Int(feed.window.end.seconds))
            #expect(found["stamp"]?.integer == Int(feed.window.start.seconds))
        }
    }
}
