import Booking

// The monthly edition: made by the zone's office, given to anybody.
extension CommandTable {
    static let editionTables = ["instruments", "services", "usage", "units", "withheld", "findings", "corrections"]

    private static let scope = FieldSpec(
        "scope", .text(max: 50), zh: "zone（默认）、park:代码 或 unit:代码", en: "zone (unless given), park:CODE or unit:CODE")

    static let editions: [CommandSpec] = [
        CommandSpec(
            .editions, .look, .read,
            subject: SubjectSpec(
                "month", .month, required: false, zh: "只看这个月，并列出文件", en: "this month only, with its files"),
            fields: [
                scope, .limit(1_000),
                FieldSpec(
                    "after", .integer(0...Int.max), zh: "接着上次的 after=",
                    en: "the next page: the after= of the last reply"),
            ],
            zh: "已封存的月报。", en: "The editions that were sealed.",
            replies: [
                ReplySpec(
                    "+ edition month/revision sealed= policy= policy-version= program= sha256= [previous=] corrections= signed= late=",
                    zh: "按封存次序；sha256 为其 SHA256SUMS 的哈希；late=yes 为此后该月又有迟到的事实",
                    en:
                        "in the order of sealing; sha256 is of its SHA256SUMS; late=yes where facts of the month came later"
                ),
                ReplySpec("+ file name edition= bytes= sha256=", zh: "给了月份时：各文件", en: "with a month: its files"),
                ReplySpec("+ key fingerprint pem=", zh: "签名用的公钥", en: "the public keys of the signatures"),
                ReplySpec("OK count= [after=]", zh: "期数；有 after= 表示还有下一页", en: "how many; after= when there are more"),
            ],
            examples: ["EDITIONS", "EDITIONS 2026-11 scope=unit:siom"]),
        CommandSpec(
            .export, .look, .read,
            subject: SubjectSpec(
                "month", .months, zh: "月份；或季度 2026-Q4、年度 2026、2026-07/2027-06",
                en: "the month; or a quarter 2026-Q4, a year 2026, or 2026-07/2027-06"),
            fields: [
                FieldSpec("table", .oneOf(editionTables), zh: "哪张表；不写即 usage", en: "which table; usage unless given"),
                FieldSpec("format", .oneOf(["csv", "json"]), zh: "格式；不写即 csv", en: "the format; csv unless given"),
                FieldSpec(
                    "revision", .text(max: 10), zh: "r0、r1 …；draft 即现算；不写即最新的封存版，没有则 draft",
                    en:
                        "r0, r1 …; draft is computed now; the last sealed one unless given, or the draft where there is none"
                ),
                scope,
                FieldSpec(
                    "file", .text(max: 60), zh: "封存版的这个文件，逐字节，base64；名称见 EDITIONS 月份",
                    en: "this file of a sealed edition, byte for byte as base64; EDITIONS month names them"),
                FieldSpec(
                    "offset", .integer(0...Int(Int32.max)), zh: "从这个字节起：填上次的 next=",
                    en: "from this byte on: the next= of the last reply"),
            ],
            constraints: [.atMostOne(["table", "file"]), .atMostOne(["format", "file"])],
            givesDocument: true,
            zh: "一个月、季度或年度的数据表，或封存月报的文件。",
            en: "The tables of a month, a quarter or a year, or the files of a sealed edition.",
            replies: [
                ReplySpec("+ text", zh: "文档逐行", en: "the document, line by line"),
                ReplySpec(
                    "OK month= revision= scope= table= format= bytes= sha256= sealed= [next=]",
                    zh: "封存的；next= 表示还有：加 offset= 再取", en: "sealed; with next= there is more: ask again with offset="),
                ReplySpec(
                    "OK month= revision= scope= file= bytes= sha256= sealed= [next=]", zh: "文件", en: "a file"),
                ReplySpec(
                    "OK month= [revision=draft] scope= table= format= rows= [of=] computed= [next=]",
                    zh: "现算的草稿；或汇总，of= 为所用的月报",
                    en: "a draft of this moment; or a sum, of= names the editions that it is from"),
            ],
            examples: [
                "EXPORT 2026-11 table=usage format=csv revision=draft", "EXPORT 2026-11 revision=r0 file=SHA256SUMS",
                "EXPORT 2026-Q4 table=units",
            ]),
    ]

    static let sealing: [CommandSpec] = [
        CommandSpec(
            .seal, .office, .write, roles: [.zone],
            subject: SubjectSpec("month", .month, zh: "已结束的月份", en: "a month that is over"),
            zh: "封存一个月的第一版月报。", en: "Seal the first edition of a month.",
            replies: [
                ReplySpec("OK edition= new=yes corrections=0 signed= [replayed=]", zh: "已封存", en: "sealed")
            ],
            examples: ["SEAL 2026-11"]),
        CommandSpec(
            .edition, .office, .write, roles: [.zone],
            subject: SubjectSpec("month", .month, zh: "已封存的月份", en: "a month that is sealed"),
            zh: "有迟到的事实时，出该月的更正版：整版替换，并列出每处更正。",
            en: "Where facts came late: a corrected revision of the month, whole, with every correction listed.",
            replies: [
                ReplySpec(
                    "OK edition= new= [corrections= signed=] [replayed=]", zh: "new=no：与上一版相同，未出新版",
                    en: "new=no: it says what the last one says, and none was made")
            ],
            examples: ["EDITION 2026-11"]),
    ]
}
