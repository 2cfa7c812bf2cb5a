import Booking

// What other programs and other registers take: calendars, bulletins, catalogues.
extension CommandTable {
    static let publications: [CommandSpec] = [
        CommandSpec(
            .feed, .look, .read, subject: .instrument,
            fields: [
                FieldSpec(
                    "days", .integer(1...366), zh: "从现在起多少天；不写即 62", en: "so many days from now on; 62 unless given")
            ],
            givesDocument: true,
            zh: "一台仪器的忙闲，iCalendar 格式，供日历程序使用；不含姓名。",
            en: "An instrument's free and busy time as iCalendar, for calendar programs; no names.",
            replies: [
                ReplySpec("+ text", zh: "iCalendar 文档逐行", en: "the iCalendar document, line by line"),
                ReplySpec("OK instrument= from= to=", zh: "哪台仪器，哪段时间", en: "which instrument, and what time it covers"),
            ],
            examples: ["FEED siom/sem-01", "FEED siom/sem-01 days=14"])
    ]
}
