/// When months are sealed without anybody's asking.
package struct SealSchedule: Sendable {
    /// The day of the next month at whose first minute a month is sealed, 1...28; nil: never by the clock.
    package let day: Int?
    package let calendar: ZoneCalendar

    package init(day: Int?, calendar: ZoneCalendar) {
        self.day = day
        self.calendar = calendar
    }

    /// When a month is due to be sealed; nil: never.
    package func moment(of month: Month) -> Instant? {
        day.map { calendar.startOfDay(month.next.first + ($0 - 1)) }
    }

    /// The months that are due and not sealed, in their order, from the one in which the zone began.
    package func due(since began: Instant, sealed: Set<Month>, at now: Instant) -> [Month] {
        guard day != nil else { return [] }
        var due: [Month] = []
        var month = calendar.month(containing: began)
        while let moment = moment(of: month), moment <= now {
            if !sealed.contains(month) { due.append(month) }
            month = month.next
        }
        return due
    }
}
