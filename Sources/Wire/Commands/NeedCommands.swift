import Booking

extension CommandTable {
    static let needs: [CommandSpec] = [
        CommandSpec(
            .need, .book, .write, roles: .anyAccount,
            fields: [
                FieldSpec(
                    "text", .text(max: 500), required: true, zh: "需要什么，用词如 FIND 的 text=",
                    en: "what is needed, in words as for text= of FIND"),
                FieldSpec("category", .text(max: 40), zh: "分类号的开头", en: "the beginning of a class code"),
                FieldSpec("by", .instant, zh: "最迟何时用完", en: "by when the use has to be over"),
                FieldSpec("budget", .money, zh: "一次预约最多多少元", en: "what one booking may cost at most, in yuan"),
                FieldSpec("for", .span, zh: "一次要多长；不写为 1h", en: "how long one booking is; 1h unless given"),
            ],
            zh: "发布需求：合适的仪器一公布就告知。", en: "Post a need: instruments that fit are told of, also when they come later.",
            replies: [ReplySpec("OK need= state= [replayed=]", zh: "需求编号", en: "the need's number")],
            examples: ["NEED text=\"扫描电镜 能谱\" by=2026-12-20 budget=2000 for=4h"]),
        CommandSpec(
            .needs, .book, .read, roles: .anyAccount,
            fields: [FieldSpec("all", .yesNo, zh: "也列出已了结的", en: "closed ones too")],
            zh: "本单位的需求；单位和园区看全部未了结的需求。",
            en: "One's own organisation's needs; for units and offices the open needs of all.",
            replies: [
                ReplySpec(
                    "+ need number text= [category=] [by=] [budget=] for= posted= state= [matches= new=] [organisation=]",
                    zh: "matches 为已告知的仪器数，new 为其中后来出现的",
                    en: "matches are the instruments told of, new those that came later"),
                ReplySpec("OK count=", zh: "数量", en: "how many"),
            ],
            examples: ["NEEDS", "NEEDS all=yes"]),
        CommandSpec(
            .match, .book, .read, roles: .anyAccount, subject: .need,
            fields: [.limit(50)],
            zh: "此刻合适的仪器，最合适的在前，各附理由。", en: "The instruments that fit now, best first, with the reasons.",
            replies: [
                ReplySpec(
                    "+ match instrument words= service= price= free=",
                    zh: "words 为对上的词，price 为一次的价钱，free 为全部规则允许的最早开始",
                    en:
                        "words are those that it has, price is for one booking, free the first start that every rule accepts"
                ),
                ReplySpec("OK count=", zh: "数量", en: "how many"),
            ],
            examples: ["MATCH n17"]),
        CommandSpec(
            .unneed, .book, .write, roles: .anyAccount, subject: .need, zh: "结束需求。", en: "Close a need.",
            replies: [ReplySpec("OK need= state= [replayed=]", zh: "已结束", en: "closed")], examples: ["UNNEED n17"]),
    ]
}
