/// The sentences about single parts of a rule.
extension RecurrenceFault {
    static func frequency(_ value: Substring) -> RecurrenceFault {
        RecurrenceFault(
            .freq, zh: "FREQ=\(TextFault.quote(value)) 不可用；可用 DAILY、WEEKLY、MONTHLY、YEARLY。",
            en: "FREQ=\(TextFault.quote(value)) is not accepted; it is one of DAILY, WEEKLY, MONTHLY, YEARLY.")
    }

    static func until(_ value: Substring) -> RecurrenceFault {
        RecurrenceFault(
            .until,
            zh: "UNTIL=\(TextFault.quote(value)) 不是日期或时刻；请写作 20261231（含当日）、20261231T090000（当地时间）"
                + "或 20261231T010000Z。",
            en: "UNTIL=\(TextFault.quote(value)) is neither a date nor a time; write 20261231 (that day included), "
                + "20261231T090000 (wall clock) or 20261231T010000Z.")
    }

    static func weekStart(_ value: Substring) -> RecurrenceFault {
        RecurrenceFault(
            .wkst, zh: "WKST=\(TextFault.quote(value)) 不是星期；可用 MO、TU、WE、TH、FR、SA、SU。",
            en: "WKST=\(TextFault.quote(value)) is not a weekday; it is one of MO, TU, WE, TH, FR, SA, SU.")
    }

    static func weekday(_ item: Substring) -> RecurrenceFault {
        RecurrenceFault(
            .byday, zh: "BYDAY 中的 \(TextFault.quote(item)) 不是星期；可用 MO 至 SU，按月或按年时前面可加序数，如 1MO、-1FR。",
            en: "\(TextFault.quote(item)) in BYDAY is not a weekday; write MO to SU, by month or year with a number "
                + "before it, as 1MO or -1FR.")
    }

    static func number(
        _ part: Part, _ text: Substring, _ range: ClosedRange<Int>, signed: Bool, list: Bool
    ) -> RecurrenceFault {
        let name = part.rawValue.uppercased()
        let (from, to) = (range.lowerBound, range.upperBound)
        let zh = signed ? "\(from) 至 \(to) 或 -\(to) 至 -\(from)" : "\(from) 至 \(to)"
        let en = signed ? "\(from) to \(to) or -\(to) to -\(from)" : "\(from) to \(to)"
        return RecurrenceFault(
            part, zh: "\(name)=\(TextFault.quote(text)) 不可用；应为 \(zh) 的整数\(list ? "，多个以逗号分隔" : "")。",
            en: "\(name)=\(TextFault.quote(text)) is not accepted; it is a whole number from \(en)"
                + "\(list ? ", several separated by commas" : "").")
    }

    static func unknown(_ name: Substring) -> RecurrenceFault {
        let (zh, en): (String, String) =
            switch name {
            case "BYHOUR", "BYMINUTE", "BYSECOND":
                ("这里不用；每次都在首次开始的钟点开始", "is not used here: every occurrence begins at the first one's time of day")
            case "BYWEEKNO", "BYYEARDAY":
                ("这里不用；请用 BYMONTH 加 BYMONTHDAY 或 BYDAY", "is not used here: use BYMONTH with BYMONTHDAY or BYDAY")
            case "EXDATE", "RDATE", "DTSTART", "DTEND", "DURATION":
                (
                    "不属于重复规则；开始、时长和要除去的日期另行给出",
                    "is not part of the rule: start, length and dates to leave out are given apart"
                )
            default: ("不是重复规则的一项", "is no part of a repeat rule")
            }
        return RecurrenceFault(
            .rule,
            zh:
                "\(TextFault.quote(name)) \(zh)；可用的项为 FREQ、INTERVAL、BYMONTH、BYMONTHDAY、BYDAY、BYSETPOS、WKST、COUNT、UNTIL。",
            en: "\(TextFault.quote(name)) \(en); the parts are FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS, "
                + "WKST, COUNT and UNTIL.")
    }
}
