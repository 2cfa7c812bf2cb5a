import Booking

extension CommandTable {
    static let waiting: [CommandSpec] = [
        CommandSpec(
            .wait, .book, .write, roles: .anyAccount, subject: .instrument,
            fields: [
                .from(required: true), .to(required: true),
                FieldSpec("for", .span, required: true, zh: "要多长", en: "how long"),
            ]
                + FieldSpec.reservation.filter {
                    ["service", "purpose", "project", "access", "quantity"].contains($0.name)
                },
            zh: "候补：时间窗内一有可约的时段，就按先后给出邀约。",
            en: "Wait for time: whatever is freed in the window is offered to those who wait, in order.",
            replies: [
                .verdict, ReplySpec("OK wait= state= [replayed=]", zh: "候补编号", en: "the wish's number"),
                ReplySpec("ERR rule rule= message=", zh: "任何时段都不可能被接受", en: "no time at all would be accepted"),
            ],
            examples: ["WAIT siom/sem-01 from=2026-12-02 to=2026-12-05 for=2h service=imaging"]),
        CommandSpec(
            .unwait, .book, .write, roles: .anyAccount, subject: .wish, zh: "撤回候补。",
            en: "Take a wish off its waiting list.",
            replies: [ReplySpec("OK wait= state= [replayed=]", zh: "已撤回", en: "withdrawn")], examples: ["UNWAIT w17"]),
        CommandSpec(
            .waits, .book, .read, roles: .anyAccount,
            fields: [FieldSpec("all", .yesNo, zh: "也列出已了结的", en: "closed ones too")],
            zh: "本单位的候补和收到的邀约。", en: "One's own organisation's wishes and the offers made to them.",
            replies: [
                ReplySpec(
                    "+ wait number instrument= from= to= for= service= state= [place=] [booking= start= end= respond-by=]",
                    zh: "place 为排位；state=offered 时，booking 为邀约，须在 respond-by 前 ACCEPT",
                    en: "place is that on the list; with state=offered, booking is the offer, to be taken by respond-by"
                ),
                ReplySpec("OK count=", zh: "数量", en: "how many"),
            ],
            examples: ["WAITS", "WAITS all=yes"]),
        CommandSpec(
            .accept, .book, .write, roles: .anyAccount, subject: .booking,
            zh: "接受邀约；按新预约的全部规则再判一次。", en: "Take an offer; it is judged like a new booking.",
            replies: [
                .verdict, .next,
                ReplySpec(
                    "OK booking= state= start= end= price= [replayed=]", zh: "现在的预约", en: "the booking as it is now"),
                ReplySpec("ERR state message=", zh: "不是邀约，或已过期", en: "it is no offer, or its time is over"),
            ],
            examples: ["ACCEPT b1042"]),
    ]
}
