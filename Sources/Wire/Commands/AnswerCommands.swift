import Booking

// What a unit answers to requests, and what it records of actual use.
extension CommandTable {
    private static let at = FieldSpec(
        "at", .instant, zh: "实际时刻，不能在将来；不写即现在", en: "when it was, never in the future; now unless given")

    static let answers: [CommandSpec] = [
        CommandSpec(
            .requests, .lab, .read, roles: .labs,
            fields: [
                FieldSpec(
                    "overdue", .yesNo, zh: "yes：只看所属单位已逾期的", en: "yes: only those for which the unit's time is over")
            ],
            zh: "等待答复的申请，最急的在前（规则 O3）。", en: "Requests that wait for an answer, the most urgent first (rule O3).",
            replies: [
                ReplySpec(
                    "+ request number instrument= start= end= organisation= account= contact= service= purpose= price= requested= turn= respond-by= minutes-left= overdue=",
                    zh: "turn 为 unit（所属单位）或 park（园区）；minutes-left 为剩余工作分钟",
                    en: "turn is unit or park, whoever is asked now; minutes-left are working minutes"),
                ReplySpec("OK count= overdue=", zh: "共有多少，其中逾期多少", en: "how many, and how many of them overdue"),
            ],
            examples: ["REQUESTS", "REQUESTS overdue=yes"]),
        CommandSpec(
            .approve, .lab, .write, roles: .labs, subject: .booking, zh: "同意一个申请。", en: "Say yes to a request.",
            replies: [
                ReplySpec(
                    "OK booking= state= start= end= price= [replayed=]", zh: "已确认；price 为应付价格",
                    en: "confirmed, with the price that holds"),
                .verdict,
                ReplySpec(
                    "ERR rule rule= message=", zh: "其间有规则不再允许，如停用",
                    en: "a rule has come to stand in the way, as a closure"),
                ReplySpec("ERR state message=", zh: "不是待答复的申请", en: "it is no request that waits for an answer"),
            ],
            examples: ["APPROVE b1042 key=a-1042"]),
        CommandSpec(
            .decline, .lab, .write, roles: .labs, subject: .booking,
            fields: [
                FieldSpec(
                    "reason", .oneOf(Reasons.decline), required: true, zh: "公布的理由（规则 O4），须属实",
                    en: "one of the published reasons (rule O4), and true"),
                FieldSpec("note", .text(max: 200), zh: "给申请人的说明", en: "a word to who asked"),
            ],
            zh: "拒绝一个申请。", en: "Say no to a request.",
            replies: [
                .verdict,
                ReplySpec(
                    "+ free start= end=", zh: "理由与数据不符时，当日实际空闲的时段",
                    en: "where the data contradict the reason: what is free on its days"),
                ReplySpec("OK booking= state= reason= [replayed=]", zh: "已拒绝", en: "declined"),
                ReplySpec("ERR rule rule=O4 message=", zh: "理由与数据不符", en: "the data contradict the reason"),
                ReplySpec("ERR state message=", zh: "不是待答复的申请", en: "it is no request that waits for an answer"),
            ],
            examples: ["DECLINE b1042 reason=not-suitable note=样品含放射性物质"]),
        CommandSpec(
            .start, .lab, .write, roles: .labs, subject: .booking, fields: [at],
            zh: "登记使用开始。", en: "Record that the use has begun.",
            replies: [
                ReplySpec("OK booking= state= started= [replayed=]", zh: "使用中", en: "running"),
                ReplySpec(
                    "ERR state message=", zh: "未确认，或前一位尚未结束",
                    en: "it is not confirmed, or the one before has not finished"),
            ],
            examples: ["START b1042", "START b1042 at=2026-12-02T09:05"]),
        CommandSpec(
            .finish, .lab, .write, roles: .labs, subject: .booking, fields: [at],
            zh: "登记使用结束；余下的时间立即可约，超时按确认时的价格计费。",
            en: "Record that the use has ended; what is left is free at once, overtime is charged at the agreed price.",
            replies: [
                ReplySpec("+ affected number start= end=", zh: "因超时受影响的预约", en: "bookings whose time was taken"),
                ReplySpec(
                    "OK booking= state= started= finished= price= affected= [replayed=]", zh: "已结束；price 为应付价格",
                    en: "finished, with what is charged"),
                ReplySpec("ERR state message=", zh: "不在使用中", en: "it is not running"),
            ],
            examples: ["FINISH b1042", "FINISH b1042 at=2026-12-02T12:30"]),
        CommandSpec(
            .noshow, .lab, .write, roles: .labs, subject: .booking,
            zh: "登记无人前来；开始 15 分钟之后方可登记。", en: "Record that nobody came; from 15 minutes after the start on.",
            replies: [
                ReplySpec("OK booking= state= [replayed=]", zh: "已记为爽约", en: "marked as a no-show"),
                ReplySpec(
                    "ERR state message=", zh: "还在等候时间内，或已不是 confirmed",
                    en: "its grace is not over, or it is not confirmed"),
            ],
            examples: ["NOSHOW b1042"]),
    ]
}
