import Booking

extension CommandTable {
    private static let oneEnd = Constraint.exactlyOne(["end", "for"])

    static let book: [CommandSpec] = [
        CommandSpec(
            .check, .book, .read, subject: .instrument, fields: FieldSpec.reservation + FieldSpec.several,
            constraints: [oneEnd],
            zh: "试算：能不能约、差在哪条规则、多少钱。什么也不改。",
            en: "A dry run: may it be booked, by which rules, at what price. Changes nothing.",
            replies: [
                .verdict,
                .next,
                ReplySpec(
                    "+ wish number= instrument= start= end= allowed= [price=] [code= rule= message=]",
                    zh: "一次约多个时，每个一行，前面的都当作已约", en: "one for each of several, as if those before it were booked"),
                ReplySpec(
                    "OK allowed= price= [count= refused=]", zh: "allowed=yes 或 no；多个时 price 为合计",
                    en: "allowed=yes or no; price is the sum where there are several"),
            ],
            examples: [
                "CHECK siom/sem-01 start=2026-12-02T09:00 for=4h service=imaging",
                "CHECK siom/sem-01 start=2026-12-01T09:00 for=2h service=imaging repeat=FREQ=WEEKLY count=4",
            ]),
        CommandSpec(
            .reserve, .book, .write, roles: .anyAccount, subject: .instrument,
            fields: FieldSpec.reservation + FieldSpec.several, constraints: [oneEnd],
            zh: "预约一台仪器；with= 同时约几台，repeat= 按规则重复。",
            en: "Book an instrument; with= several together, repeat= a series.",
            replies: [
                .verdict, .next,
                ReplySpec(
                    "+ booking number instrument= state= start= end= price= [respond-by=]", zh: "一次约多个时，每个一行",
                    en: "one for each, where several are booked"),
                ReplySpec(
                    "+ refused number= instrument= start= end= code= [rule=] message=",
                    zh: "一次约多个而未成、或被略过的，每个一行；number 为第几个",
                    en: "one for each that cannot be had, or was left out; number is its place among those asked for"),
                ReplySpec(
                    "OK booking= state= start= end= price= [due=] [count=] [skipped=] [respond-by=] [replayed=]",
                    zh: "state 为 confirmed 或 requested；多个时 price 为合计",
                    en: "state is confirmed or requested; price is the sum where there are several"),
                ReplySpec(
                    "ERR conflict next= message=", zh: "时间已被占；next= 为最近的空闲", en: "taken; next= is the next like period"),
                ReplySpec(
                    "ERR rule rule= message=", zh: "规则不许，verdict 行在前",
                    en: "refused by rules; their verdict lines come first"),
            ],
            examples: [
                "RESERVE siom/sem-01 start=2026-12-02T09:00 for=4h service=imaging key=po-4711",
                "RESERVE siom/sem-01 start=2026-12-01T09:00 for=2h service=imaging repeat=FREQ=WEEKLY count=4",
            ]),
        CommandSpec(
            .move, .book, .write, roles: .anyAccount, subject: .booking,
            fields: [.start(zh: "新的开始时刻", en: "the new start"), .end, .span, .scope], constraints: [oneEnd],
            zh: "改时间；新约要守的规则都要守。", en: "Change the time; obeys all that a new booking obeys.",
            replies: [
                .verdict, .next,
                ReplySpec(
                    "OK booking= state= start= end= price= [respond-by=] [due=] [replayed=]",
                    zh: "改后的预约；须答复的仪器上重新成为 requested",
                    en: "the booking as it is now; requested again where the unit answers first"),
                ReplySpec("ERR state message=", zh: "预约已不能改", en: "the booking can no longer be moved"),
            ],
            examples: ["MOVE b1042 start=2026-12-03T09:00 for=2h"]),
        CommandSpec(
            .cancel, .book, .write, roles: .anyAccount, subject: .booking,
            fields: [
                FieldSpec(
                    "reason", .text(max: 200),
                    zh: "原因；单位或办公室取消他人预约必须填 " + Reasons.unitCancellation.joined(separator: "、") + " 之一",
                    en: "why; a unit or office that cancels another's booking gives one of "
                        + Reasons.unitCancellation.joined(separator: ", ")), .scope,
            ],
            zh: "取消预约；临近开始才取消的记为迟到取消（规则 B14、B8）。",
            en: "Cancel a booking; shortly before its start it counts as late (rules B14, B8).",
            replies: [
                ReplySpec(
                    "+ next start= end=", zh: "所属单位取消时，给出的替代时段（规则 O5）",
                    en: "where the unit cancels, the periods that are offered instead (rule O5)"),
                ReplySpec(
                    "OK booking= state= late= [reason=] [offers=] [replayed=]",
                    zh: "late=yes 表示已记为迟；所属单位取消的 state=bumped",
                    en: "late=yes when it counts as late; state=bumped where the unit took it back"),
                .verdict,
                ReplySpec("ERR state message=", zh: "预约已不能取消", en: "the booking can no longer be cancelled"),
            ],
            examples: ["CANCEL b1042", "CANCEL b1042 reason=broken"]),
        CommandSpec(
            .bookings, .book, .read, roles: .anyAccount,
            fields: [
                FieldSpec(
                    "state", .oneOf(BookingState.allCases.map(\.rawValue)), zh: "只看这种状态", en: "in this state only"),
                FieldSpec("instrument", .instrument, zh: "只看这台仪器", en: "of this instrument only"),
                FieldSpec("from", .instant, zh: "此后结束的", en: "that end after this"),
                FieldSpec("to", .instant, zh: "此前开始的", en: "that start before this"), .limit(500), .after,
            ],
            zh: "本单位的预约。", en: "One's own organisation's bookings.",
            replies: [
                ReplySpec(
                    "+ booking number instrument= state= start= end= service= price= account= [small-firm=]",
                    zh: "每个预约一行，按开始时刻",
                    en: "one for each booking, by start"),
                ReplySpec("OK count= [after=]", zh: "有 after= 表示还有下一页", en: "after= when there are more"),
            ],
            examples: ["BOOKINGS state=confirmed from=2026-12-01"]),
        CommandSpec(
            .booking, .book, .read, roles: .anyAccount, subject: .booking, zh: "一个预约和它的经过。",
            en: "One booking with its history.",
            replies: [
                ReplySpec(
                    "+ booking number instrument= name= channel= state= start= end= service= purpose= party= project= access= quantity= price= account= policy-version= [group=] [series=] [operator=] [contract=] [due=] [small-firm=] [requested=] [respond-by=] [turn=] [started=] [finished=] [delayed-until=] [reason=]",
                    zh: "预约", en: "the booking"),
                ReplySpec(
                    "+ history seq= at= account= act= [from-state=] to-state= start= end= [was-start= was-end=] price= [reason=] [late=] [note=] [delayed-until=] [affected=] [offers=]",
                    zh: "经过，按先后；seq 为日志序号，was- 为改期前的时间", en: "what happened, in order; was- is the time before a move"),
                ReplySpec("OK", zh: "完", en: "the end"),
            ],
            examples: ["BOOKING b1042"]),
    ]
}
