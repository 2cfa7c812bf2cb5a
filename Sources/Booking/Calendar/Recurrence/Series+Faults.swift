/// The sentences about a series as a whole.
extension RecurrenceFault {
    static func noDate(_ rule: RecurrenceRule) -> RecurrenceFault {
        RecurrenceFault(
            .rule, zh: "重复规则 \(rule) 在 50 年内没有任何日期；请检查其中的月、日和星期。",
            en: "The repeat rule \(rule) names no date within 50 years; look at its months, days and weekdays.")
    }

    static func otherStart(_ start: WallTime, first: WallTime) -> RecurrenceFault {
        RecurrenceFault(
            .start, zh: "开始 \(start) 不是重复规则中的日期；规则的第一个日期为 \(first)。",
            en: "The start \(start) is not a date of the repeat rule; the first that is would be \(first).",
            suggestion: first)
    }

    static func endsBeforeStart(_ rule: RecurrenceRule, _ start: WallTime) -> RecurrenceFault {
        RecurrenceFault(
            .until, zh: "重复规则 \(rule) 在开始 \(start) 之前就已结束；请给出更晚的 UNTIL。",
            en: "The repeat rule \(rule) ends before the start \(start); give a later UNTIL.")
    }

    static func strayException(_ moment: Moment) -> RecurrenceFault {
        RecurrenceFault(
            .exdate, zh: "要除去的 \(moment) 不是该系列的日期；请只写系列中有的日期。",
            en: "\(moment), which is to be left out, is not a date of the series; name only dates that are.")
    }

    static let allLeftOut = RecurrenceFault(
        .exdate, zh: "系列的所有日期都被除去；请至少留下一个。",
        en: "Every date of the series is left out; leave at least one.")

    static func tooMany(_ rule: RecurrenceRule) -> RecurrenceFault {
        RecurrenceFault(
            .until, zh: "重复规则 \(rule) 超过 \(Series.mostOccurrences) 次；请提早结束，或拆成几个系列。",
            en:
                "The repeat rule \(rule) gives more than \(Series.mostOccurrences) dates; end it sooner, or make several "
                + "series of it.", rule: B11.rule.id)
    }

    static func beyondReach(_ rule: RecurrenceRule, _ found: Int) -> RecurrenceFault {
        let part: Part = if case .count = rule.end { .count } else { .until }
        return RecurrenceFault(
            part, zh: "重复规则 \(rule) 在 50 年内到不了终点，其间只有 \(found) 个日期；请提早结束。",
            en: "The repeat rule \(rule) does not end within 50 years, in which it has \(found) dates; end it sooner.")
    }

    static let noLength = RecurrenceFault(
        .length, zh: "系列中每次的结束须晚于开始；请给出大于零的时长。",
        en: "Each occurrence of a series has to end after it starts; give a length of more than nothing.")

    static func skipped(_ start: WallTime, _ end: WallTime) -> RecurrenceFault {
        RecurrenceFault(
            .length, zh: "\(start) 至 \(end) 因调表被跳过，当日没有这段时间；请除去该日，或改用时长。",
            en:
                "The clock skips \(start) to \(end), so there is no such time on that day; leave the date out, or give a "
                + "length instead of an end.")
    }
}
