import Booking

extension CommandTable {
    static let look: [CommandSpec] = [
        CommandSpec(
            .parks, .look, .read, zh: "全部分园。", en: "All parks.",
            replies: [
                ReplySpec(
                    "+ park code name= name-en= contact= units= instruments=", zh: "每个分园一行", en: "one for each park"),
                ReplySpec("OK count=", zh: "数量", en: "how many"),
            ],
            examples: ["PARKS"]),
        CommandSpec(
            .units, .look, .read, fields: [.park], zh: "管理仪器的单位。", en: "The units that hold instruments.",
            replies: [
                ReplySpec(
                    "+ unit code name= name-en= park= instruments= contact= complaints=", zh: "每个单位一行",
                    en: "one for each unit"),
                ReplySpec("OK count=", zh: "数量", en: "how many"),
            ],
            examples: ["UNITS", "UNITS park=zhangjiang"]),
        CommandSpec(
            .categories, .look, .read, zh: "已公开仪器的分类和数量。", en: "The classes of the disclosed instruments.",
            replies: [
                ReplySpec("+ category code scheme= instruments=", zh: "每个分类一行", en: "one for each class"),
                ReplySpec("OK count=", zh: "数量", en: "how many"),
            ],
            examples: ["CATEGORIES"]),
        CommandSpec(
            .find, .look, .read,
            fields: [
                FieldSpec(
                    "text", .text(max: 100), zh: "名称、型号、厂商、功能、服务内容里的字",
                    en: "words in name, model, maker, function or services"),
                .park, .unit,
                FieldSpec("category", .text(max: 60), zh: "分类代码的开头", en: "the beginning of a class code"),
                FieldSpec(
                    "access", .oneOf(AccessMode.allCases.map(\.rawValue)), zh: "支持这种使用方式", en: "offers this way of use"),
                FieldSpec("max-price", .money, zh: "有不高于此价的服务", en: "has a service at this price or less"),
                .from(required: false), .to(required: false),
                FieldSpec("for", .span, zh: "窗内要有这么长的空闲", en: "free for so long within the window"),
                .limit(500), .after,
            ],
            constraints: [.together(["from", "to"]), .needs("for", ["from", "to"])],
            zh: "查找已公开的仪器；给了时间窗和时长，只列出排得下的，并给出最早可约时刻。",
            en:
                "Find disclosed instruments; with a window and a length only those that can take it, with the first start.",
            replies: [
                ReplySpec(
                    "+ instrument path name= name-en= park= price= unit-of-charge= [free=] [stale=]",
                    zh: "每台仪器一行，价格取最低的服务；stale=yes 为久未确认",
                    en: "one for each instrument, with its lowest price; stale=yes where it was not confirmed for long"),
                ReplySpec("OK count= [after=]", zh: "有 after= 表示还有下一页", en: "after= when there are more"),
            ],
            examples: ["FIND text=电镜 from=2026-12-02 to=2026-12-06 for=4h limit=1", "FIND access=self max-price=500"]),
        CommandSpec(
            .show, .look, .read, subject: .instrument, zh: "一台仪器的全部公开信息。", en: "All that is public of one instrument.",
            replies: [
                ReplySpec(
                    "+ instrument path name= … disclosure= since= [confirmed=] [stale=]", zh: "台账各列，公开的状态和最近一次确认",
                    en: "the inventory's columns, how it is disclosed, and when that was last confirmed"),
                ReplySpec("+ extra name= value=", zh: "台账里另有的列", en: "further columns of the inventory"),
                ReplySpec(
                    "+ service code content= price= unit-of-charge= from= [next-price= next-from=]",
                    zh: "每项服务和价格；已公布而未生效的新价在 next-price=",
                    en: "each service and price; next-price= is published and not yet in force"),
                ReplySpec("+ hours text=", zh: "每周开放时间", en: "the weekly open hours"),
                ReplySpec("+ closure id start= end= reason=", zh: "将来的停用", en: "closures to come"),
                ReplySpec(
                    "+ correction column= old= new= reason= time=", zh: "对原值、经费、承诺、验收日期的更正",
                    en: "corrections of value, funding, commitment and acceptance date"),
                ReplySpec(
                    "+ rule id= mode= value= level=", zh: "与示范区规定不同的规则，及由哪一级所定",
                    en: "rules that differ from the zone's, and the level that set them"),
                ReplySpec("OK", zh: "完", en: "the end"),
            ],
            examples: ["SHOW siom/sem-01"]),
        CommandSpec(
            .free, .look, .read, subject: .instrument,
            fields: [
                .from(required: true), .to(required: true),
                FieldSpec("for", .span, zh: "只要不短于此的空闲", en: "only stretches at least so long"),
            ],
            zh: "时间窗内可以预约的时段。", en: "What can be booked within a window.",
            replies: [
                ReplySpec("+ free start= end=", zh: "按时间顺序，相连的合并", en: "in order, merged"),
                ReplySpec("OK count=", zh: "段数", en: "how many stretches"),
            ],
            examples: ["FREE siom/sem-01 from=2026-12-02 to=2026-12-06 for=4h"]),
        CommandSpec(
            .week, .look, .read, subject: .instrument,
            fields: [
                FieldSpec("day", .day, zh: "包含这一天的一周；不写即本周", en: "the week that holds this day; this week unless given")
            ],
            zh: "从周一起七天的忙闲。", en: "Seven days from Monday: what is free, taken and closed.",
            replies: [
                ReplySpec("+ busy start= end=", zh: "已有预约，不说是谁", en: "taken, without saying by whom"),
                ReplySpec("+ free start= end=", zh: "可约", en: "can be booked"), .closed,
                ReplySpec("OK from= to=", zh: "这一周", en: "the week"),
            ],
            examples: ["WEEK siom/sem-01 day=2026-12-02"]),
        CommandSpec(
            .rules, .look, .read,
            subject: SubjectSpec(
                "park|unit|instrument", .place, required: false, zh: "在此适用的；不写即全示范区",
                en: "as they stand there; for the whole zone unless given"),
            fields: [
                FieldSpec(
                    "version", .integer(1...2_147_483_647), zh: "这一版的全文，不论是否仍然有效",
                    en: "the text of this version, whether it is still in force or not")
            ],
            zh: "现行规则、取值和出处。", en: "The rule book in force, with values and sources.",
            replies: [
                ReplySpec(
                    "+ rule id= title= mode= value= level= source=", zh: "每条规则一行；mode 为 on、warn 或 off；level 为定它的各级",
                    en: "one for each rule; mode is on, warn or off; level is who set it"),
                ReplySpec(
                    "+ superseded rule= key= asked= now=", zh: "此处曾定而今上级更开放、或不可比的：不再适用，上级改回时恢复",
                    en: "what the place says in vain: the level above is more open now, or cannot be compared"),
                ReplySpec(
                    "OK profile= version= level= [of=] [own-profile=] adopted=", zh: "政策、版本，以及这一版为何处何时所定",
                    en: "the policy and its version, and where and when that was adopted"),
            ],
            examples: ["RULES", "RULES siom/sem-01", "RULES siom version=3", "RULES version=3"]),
        CommandSpec(
            .history, .look, .read,
            subject: SubjectSpec(
                "park|unit|instrument", .place, required: false, zh: "在此施行过的；不写即全示范区的",
                en: "those that were in force there; those of the zone unless given"),
            fields: [
                .limit(500),
                FieldSpec(
                    "after", .integer(1...2_147_483_647), zh: "从这一版之前接着列",
                    en: "go on below this version, as the last page gave it"),
            ],
            zh: "规则的各版，新的在前。", en: "The versions of the rules, the last first.",
            replies: [
                ReplySpec(
                    "+ version number level= [of=] adopted= [account=] profile= [own-profile=] [renewed=] [changed=]",
                    zh: "每版一行；changed 为与此处前一版的不同；renewed=yes 表示只因上级有变",
                    en:
                        "one for each; changed: what is otherwise than before at the same place; renewed=yes: only the level above had changed"
                ),
                ReplySpec("OK count= in-force= [after=]", zh: "现行的版本", en: "in-force: the version that holds now"),
            ],
            examples: ["HISTORY", "HISTORY siom/sem-01 limit=10"]),
        CommandSpec(
            .overdue, .look, .read, fields: [.park, .unit], zh: "过了公开期限仍未公开的仪器。",
            en: "Instruments past their deadline for disclosure.",
            replies: [
                ReplySpec(
                    "+ overdue path name= unit= park= accepted= due= days=", zh: "验收日、期限、超过的天数",
                    en: "the day of acceptance, the deadline, days past it"),
                ReplySpec("OK count=", zh: "数量", en: "how many"),
            ],
            examples: ["OVERDUE", "OVERDUE park=zhangjiang"]),
        CommandSpec(
            .findings, .look, .read,
            fields: [
                .park, .unit,
                FieldSpec("instrument", .instrument, zh: "只看这台仪器", en: "this instrument only"),
                FieldSpec(
                    "limit", .integer(1...500), zh: "最多几台仪器；不写即 200",
                    en: "of at most so many instruments; 200 unless given"),
                .after,
            ],
            zh: "仪器的公开和开放现在违反哪些规则、自何时起。",
            en: "Which rules of disclosure and openness instruments break now, and since when.",
            replies: [
                ReplySpec(
                    "+ finding path name= unit= park= rule= since= [limit=] [used=] [asked=] [closure=] message=",
                    zh: "每台仪器每条规则一行；closure= 为未按期公告的停机",
                    en: "one for each instrument and rule; closure= is one that was not announced in time"),
                ReplySpec("OK count= [after=]", zh: "条数；有 after= 表示还有下一页", en: "how many; after= when there are more"),
            ],
            examples: ["FINDINGS", "FINDINGS unit=siom", "FINDINGS instrument=siom/sem-01"]),
    ]
}
