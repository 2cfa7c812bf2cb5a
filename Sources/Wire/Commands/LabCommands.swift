import Booking

extension CommandTable {
    static let lab: [CommandSpec] = [
        CommandSpec(
            .publish, .lab, .write, roles: .labs, subject: .unit,
            fields: [
                FieldSpec(
                    "format", .oneOf(["csv", "json"]), zh: "文档格式；不写即自动辨认",
                    en: "the document's format; found out unless given"),
                FieldSpec(
                    "mode", .oneOf(["all", "each"]), zh: "all（默认）：有一行不合格就全不改；each：合格的行照办",
                    en: "all (the default): one refused row and nothing changes; each: good rows are taken"),
                FieldSpec("dry-run", .yesNo, zh: "yes：只检查，不改", en: "yes: judge only, change nothing"),
                FieldSpec(
                    "reason", .text(max: 200), zh: "更正原值、经费或验收日期的理由（规则 D7）",
                    en: "why value, funding or acceptance date are corrected (rule D7)"),
            ],
            takesDocument: true,
            zh: "公开单位的仪器清单。命令行之后逐行发文档，每行以“+ ”开头，单独一行“.”结束；文档开头可写 % 指令（映射、默认值、单位）。",
            en:
                "Publish a unit's inventory. The document follows, each line behind \"+ \", ended by a line with a single . ; "
                + "it may open with % directives (mapping, defaults, units).",
            replies: [
                ReplySpec("+ encoding name", zh: "辨认出的编码", en: "the encoding that was found"),
                ReplySpec("+ column name as=", zh: "每列当作什么", en: "what each column is taken for"),
                ReplySpec(
                    "+ row line= instrument= outcome= [column=] [service=] [old=] [new=] [rule=] [message=]",
                    zh: "outcome 为 created、changed、same 或 refused", en: "outcome is created, changed, same or refused"),
                ReplySpec(
                    "+ finding line= instrument= rule= message=", zh: "不妨碍公开、但要注意的规则",
                    en: "a rule that does not stand in the way, but deserves a look"),
                ReplySpec(
                    "OK created= changed= same= refused= [dry-run=] [replayed=]", zh: "各有多少", en: "how many of each"),
                ReplySpec("ERR rule message=", zh: "有行被拒而什么也没改", en: "rows were refused and nothing was changed"),
            ],
            examples: ["PUBLISH siom format=csv dry-run=yes"]),
        CommandSpec(
            .inventory, .lab, .read, roles: .labs, subject: .unit,
            fields: [
                FieldSpec("format", .oneOf(["csv", "json"]), zh: "格式；不写即 csv", en: "the format; csv unless given")
            ],
            givesDocument: true,
            zh: "单位的清单，PUBLISH 可以原样收回。", en: "A unit's inventory, which PUBLISH takes back as it is.",
            replies: [
                ReplySpec("+ text", zh: "文档逐行", en: "the document, line by line"),
                ReplySpec("OK count=", zh: "仪器数", en: "how many instruments"),
            ],
            examples: ["INVENTORY siom format=csv"]),
        CommandSpec(
            .withdraw, .lab, .write, roles: .labs, subject: .instrument,
            fields: [
                FieldSpec(
                    "reason", .oneOf(Reasons.withdrawal), required: true, zh: "原因代码（规则 D5）",
                    en: "a coded reason (rule D5)"),
                FieldSpec("until", .day, zh: "预计恢复的日期", en: "the day it is expected back"),
            ],
            zh: "把仪器撤下；已约的外来预约照旧。", en: "Take an instrument off the list; live outside bookings stay.",
            replies: [
                ReplySpec("+ booking number start= end= party=", zh: "仍然有效的预约", en: "bookings that stay"),
                ReplySpec("OK instrument= [until=] standing= [replayed=]", zh: "已撤下", en: "withdrawn"),
            ],
            examples: ["WITHDRAW siom/sem-01 reason=broken until=2027-01-15"]),
        CommandSpec(
            .close, .lab, .write, roles: .labs, subject: .instrument,
            fields: [
                .start(zh: "停用开始", en: "the start of the closure"), .end, .span,
                FieldSpec(
                    "reason", .oneOf(Reasons.closure), required: true, zh: "维护、故障或假日",
                    en: "maintenance, a fault or a holiday"),
            ],
            constraints: [.exactlyOne(["end", "for"])],
            zh: "停用一段时间；会说明挡在其中的预约。", en: "Close for a while; says which bookings stand in the way.",
            replies: [
                ReplySpec("+ booking number start= end= party=", zh: "时段内已有的预约", en: "bookings within the time"),
                ReplySpec(
                    "+ finding instrument= rule= message=", zh: "公告期不足，将予公布（规则 O10）",
                    en: "too little notice, which is published (rule O10)"),
                ReplySpec(
                    "OK closure= start= end= standing= [replayed=]", zh: "停用编号；standing 为仍在其中的预约数",
                    en: "the closure's number; standing is how many bookings stay within it"),
            ],
            examples: ["CLOSE siom/sem-01 start=2026-12-05T09:00 for=4h reason=maintenance"]),
        CommandSpec(
            .reopen, .lab, .write, roles: .labs,
            subject: SubjectSpec("closure", .closure, zh: "停用编号", en: "the closure's number"),
            zh: "取消一次停用。", en: "Lift a closure.",
            replies: [ReplySpec("OK closure= [replayed=]", zh: "已恢复", en: "lifted")], examples: ["REOPEN c17"]),
        CommandSpec(
            .schedule, .lab, .read, roles: .labs,
            subject: SubjectSpec("unit|instrument", .unitOrInstrument, zh: "单位，或一台仪器", en: "a unit, or one instrument"),
            fields: [
                .from(required: true), .to(required: true),
                FieldSpec(
                    "all", .yesNo, zh: "也列出已取消、谢绝和失效的", en: "also what was called off, declined or lapsed"),
            ],
            zh: "谁来用、怎么联系。", en: "Who comes, with contact.",
            replies: [
                ReplySpec(
                    "+ booking number instrument= state= start= end= organisation= account= contact= channel= service= purpose= party= [project=] [access=] [operator=] [quantity=] [due=]",
                    zh: "每个预约一行", en: "one for each booking"),
                ReplySpec("OK count=", zh: "数量", en: "how many"),
            ],
            examples: [
                "SCHEDULE siom from=2026-12-01 to=2026-12-08", "SCHEDULE siom/sem-01 from=2026-12-01 to=2026-12-08",
            ]),
        CommandSpec(
            .policy, .lab, .write, roles: .labs, subject: .place,
            fields: [
                FieldSpec(
                    "profile", .code, zh: "先取这一规则方案的全部，文档中另说的除外",
                    en: "take all that a profile says, but for what the document says"),
                FieldSpec("dry-run", .yesNo, zh: "yes：只检查，不改", en: "yes: judge only, change nothing"),
            ],
            takesDocument: true,
            zh: "在园区、单位或仪器一级另定规则：只能比上一级对外更开放。命令行之后逐行发“+ 规则.键=值”，单独一行“.”结束；取代此前所定的全部，空文档即撤销。",
            en:
                "Set rules for a park, a unit or an instrument: more open to outside users than the level above, never "
                + "less. Lines of \"+ RULE.key=value\" follow, ended by a line with a single . ; they take the place of "
                + "all that was set there before, and none at all takes it back.",
            replies: [
                ReplySpec(
                    "+ change line= rule= key= outcome= [was=] [now=] [asked=] [message=]",
                    zh: "outcome 为 set、changed、same、removed 或 refused；was、now 为此处前后的现行值",
                    en: "outcome is set, changed, same, removed or refused; was and now are what is in force there"),
                ReplySpec(
                    "+ superseded of= rule= key= asked= now=", zh: "下级所定而不再适用的：此处更开放，或不可比",
                    en: "what a place below says in vain from now on: this is more open, or cannot be compared"),
                ReplySpec(
                    "OK level= of= version= set= changed= same= removed= instruments= [superseded=] [dry-run=] [replayed=]",
                    zh: "此处现行的版本，各有多少，涉及多少台仪器", en: "the version in force there, how many of each, how many instruments"
                ),
                ReplySpec(
                    "ERR rule rule= refused= message=", zh: "有一条不如上级开放，什么也没改",
                    en: "one was less open; nothing was changed"),
            ],
            examples: ["POLICY siom dry-run=yes", "POLICY siom/sem-01 key=p-1", "POLICY zhangjiang profile=open"]),
    ]
}
