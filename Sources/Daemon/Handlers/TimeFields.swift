import Booking
import Wire

/// Reads times as the protocol writes them, in an instrument's zone.
extension CheckedRequest {
    /// An instant; a bare day is its first moment.
    func instant(_ name: String, in calendar: ZoneCalendar) throws(WireError) -> Instant? {
        guard let text = self[name] else { return nil }
        if let day = Day(text: text) { return calendar.startOfDay(day) }
        do { return try TimeText.instant(text, in: calendar) } catch {
            throw WireError(.invalid, field: name, message: error.message)
        }
    }

    func span(_ name: String) throws(WireError) -> Span? {
        guard let text = self[name] else { return nil }
        do { return try TimeText.span(text) } catch {
            throw WireError(.invalid, field: name, message: error.message)
        }
    }

    /// `start=` with `end=` or `for=`, on whole minutes and not empty.
    func period(in calendar: ZoneCalendar) throws(WireError) -> Period {
        guard let start = try instant("start", in: calendar) else {
            throw WireError(.missingField, field: "start", zh: "缺少 start=。", en: "start= is missing.")
        }
        let end: Instant
        let field: String
        if let given = try instant("end", in: calendar) {
            (end, field) = (given, "end")
        } else if let length = try span("for") {
            (end, field) = (start + length, "for")
        } else {
            throw WireError(.missingField, field: "end", zh: "请给出 end= 或 for=。", en: "Give end= or for=.")
        }
        for (name, instant) in [("start", start), (field, end)] where !instant.isWholeMinute {
            throw .invalid(name, zh: "预约以整分钟计；\(name) 不能带秒。", en: "Bookings are on whole minutes; \(name) has seconds.")
        }
        guard let period = Period(start: start, end: end) else {
            throw .invalid(
                field, zh: "结束必须晚于开始；时段不能为空。", en: "The end has to be after the start; a period is never empty.")
        }
        return period
    }

    /// `from=` and `to=`, at most `days` apart.
    func window(in calendar: ZoneCalendar, days: Int) throws(WireError) -> Period? {
        guard let from = try instant("from", in: calendar), let to = try instant("to", in: calendar) else {
            return nil
        }
        guard let window = Period(start: from, end: to) else {
            throw .invalid("to", zh: "to 必须晚于 from。", en: "to has to be after from.")
        }
        guard window.length <= .days(days) else {
            throw .invalid(
                "to", zh: "一次最多查看 \(days) 天；请缩短时间窗。", en: "A window is at most \(days) days; ask for a shorter one.")
        }
        return window
    }

    func limit(_ standard: Int) -> Int { self["limit"].flatMap { Int($0) } ?? standard }
}

extension FieldWriter {
    mutating func add(_ name: String, _ instant: Instant, in calendar: ZoneCalendar) {
        add(name, TimeText.format(instant, in: calendar))
    }

    mutating func add(_ period: Period, in calendar: ZoneCalendar) {
        add("start", period.start, in: calendar)
        add("end", period.end, in: calendar)
    }
}
