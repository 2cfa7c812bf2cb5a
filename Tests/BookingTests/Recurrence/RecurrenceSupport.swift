import Booking
import Glibc

let apia = zone("Pacific/Apia")

func moment(_ text: String) -> Moment {
    guard let moment = Moment(text: text) else { fatalError(text) }
    return moment
}

func wall(_ text: String) -> WallTime {
    guard case .wall(let wall) = moment(text) else { fatalError(text) }
    return wall
}

func rule(_ text: String) -> RecurrenceRule {
    do { return try RecurrenceRule(text: text) } catch { fatalError("\(text): \(error)") }
}

func series(
    _ text: String, from start: String, _ length: SeriesLength = .elapsed(.hours(1)), except: String = ""
) -> Series {
    do {
        return Series(
            rule: rule(text), start: wall(start), length: length,
            exceptions: except.isEmpty ? [] : try Moment.list(except))
    } catch { fatalError("\(error)") }
}

/// The days of a series' occurrences, as `0131` in one year and `20260131` over several; separated by spaces.
func days(_ series: Series, _ calendar: ZoneCalendar = shanghai) throws -> String {
    let days = try series.occurrences(in: calendar).map { "\($0.start.day)".split(separator: "-").joined() }
    let oneYear = Set(days.map { $0.prefix(4) }).count <= 1
    return days.map { String($0.dropFirst(oneYear ? 4 : 0)) }.joined(separator: " ")
}

/// The fault that a piece of work must end in.
func fault(_ work: () throws(RecurrenceFault) -> some Any) -> RecurrenceFault? {
    do {
        _ = try work()
        return nil
    } catch { return error }
}

/// Why a test cannot be run here.
struct MissingTool: Error, CustomStringConvertible {
    let description: String
}

/// A Python that has dateutil; Debian's package serves Debian's own interpreter, which need not be the first on the path.
func pythonWithDateutil() throws -> String {
    for candidate in ["python3", "/usr/bin/python3", "/usr/local/bin/python3"] {
        let answer = output(of: "\(candidate) -c 'import dateutil.rrule, zoneinfo; print(1)' 2>/dev/null")
        if answer == "1\n" { return candidate }
    }
    throw MissingTool(
        description: "no python3 here can import dateutil and zoneinfo; install Debian's package python3-dateutil")
}

/// Calls `body` with the path of a file that holds `text` for so long.
func withScratchFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
    var path = Array("/tmp/yiqi-recurrence-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0, let stream = fdopen(file, "w") else { throw MissingTool(description: "/tmp cannot be written") }
    let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(name) }
    let written = fputs(text, stream)
    guard fclose(stream) == 0, written >= 0 else { throw MissingTool(description: "\(name) cannot be written") }
    return try body(name)
}
