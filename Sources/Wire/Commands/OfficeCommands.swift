import Booking

extension CommandTable {
    private static let organisations = ["park", "unit", "firm"]

    static let office: [CommandSpec] = [
        CommandSpec(
            .add, .office, .write, roles: .labs,
            subject: SubjectSpec(
                "kind", .oneOf(organisations + ["account", "instrument", "operator"]),
                zh: "加什么：分园、单位、用户单位、账户、已登记而未公开的仪器，或操作员",
                en:
                    "what: a park, a unit, a firm, an account, an instrument on the funding register and not yet disclosed, or an operator"
            ),
            fields: addFields,
            zh: "登记分园、单位、用户单位、账户或待公开的仪器。",
            en: "Enter a park, a unit, a firm, an account, or an instrument that is to be disclosed.",
            replies: [
                ReplySpec(
                    "OK park=|unit=|firm=|account=|instrument=|operator= [replayed=]", zh: "已登记", en: "entered")
            ],
            examples: [
                "ADD park code=zhangjiang name=张江核心园", "ADD unit code=siom name=光机所 park=zhangjiang contact=021-5555",
                "ADD firm code=acme name=艾克米 kind=firm", "ADD account name=acme/lin",
                "ADD operator path=siom/wang name=王工 hours=\"mon-fri 09:00-17:00\" instruments=sem-01",
                "ADD instrument path=siom/sem-01 name=扫描电镜 acceptance-date=2026-11-01 original-value=3200000 public-share=70",
            ]),
        CommandSpec(
            .token, .office, .write, roles: .anyAccount,
            subject: SubjectSpec("account", .account, zh: "账户，单位/人", en: "the account, organisation/person"),
            fields: [
                FieldSpec(
                    "days", .integer(1...366), zh: "有效天数；不写即 365", en: "valid for so many days; 365 unless given")
            ],
            zh: "给账户发令牌；只显示这一次。", en: "Give an account a token; it is shown this once.",
            replies: [
                ReplySpec(
                    "OK token= id= account= expires= [replayed=]", zh: "令牌本身和它的编号；重放时没有 token=",
                    en: "the token and its number; a replay has no token=")
            ],
            examples: ["TOKEN acme/lin days=365"]),
        CommandSpec(
            .revoke, .office, .write, roles: .anyAccount,
            subject: SubjectSpec("token", .secret, zh: "令牌的编号或令牌本身", en: "the token's number, or the token"),
            zh: "作废一个令牌。", en: "End a token.",
            replies: [ReplySpec("OK id= [replayed=]", zh: "已作废", en: "ended")], examples: ["REVOKE t7"]),
        CommandSpec(
            .exempt, .office, .write, roles: .offices, subject: .instrument,
            fields: [
                FieldSpec(
                    "reason", .oneOf(Reasons.exemption), required: true, zh: "涉密或受限（规则 D4）",
                    en: "classified or restricted (rule D4)"),
                FieldSpec("reference", .text(max: 120), required: true, zh: "批准文号", en: "the approval's reference"),
            ],
            zh: "准许不公开：计数，不列出。", en: "Leave an instrument unlisted: counted, never listed.",
            replies: [ReplySpec("OK instrument= standing= [replayed=]", zh: "已准", en: "done")],
            examples: ["EXEMPT siom/laser-9 reason=classified reference=沪科密2026-12"]),
        CommandSpec(
            .audit, .office, .read, roles: [.zone],
            fields: [
                .from(required: false), .to(required: false),
                FieldSpec(
                    "subject", .text(max: 150), zh: "只看这个对象的，如 b1042、siom/sem-01",
                    en: "of this subject only, as b1042 or siom/sem-01"),
                FieldSpec("verify", .yesNo, zh: "从头核对哈希链", en: "walk the chain of hashes from its beginning"),
                .limit(1_000), FieldSpec("after", .integer(0...Int.max), zh: "接着这个序号", en: "rows after this number"),
            ],
            zh: "审计日志，以及它是否被改动过。", en: "The log of every act, and whether anybody has touched it.",
            replies: [
                ReplySpec(
                    "+ entry seq= at= account= act= subject= [before=] [after=] policy-version= hash=",
                    zh: "每行日志；before、after 为改动前后的 JSON", en: "one for each row; before and after are JSON"),
                ReplySpec(
                    "OK count= [after=] [verified= last= [broken=]]",
                    zh: "verified=no 时，broken 为第一条不符的序号", en: "with verified=no, broken is the first row that is wrong"),
            ],
            examples: ["AUDIT subject=b1042", "AUDIT verify=yes"]),
    ]

    private static let addFields: [FieldSpec] = [
        FieldSpec("code", .code, required: true, with: organisations, zh: "代码，永不重用", en: "its code, never used again"),
        FieldSpec("name", .text(max: 120), required: true, with: organisations, zh: "名称", en: "its name"),
        FieldSpec(
            "name", .account, required: true, with: ["account"], zh: "账户，单位/人", en: "the account, organisation/person"),
        FieldSpec(
            "name", .text(max: 120), required: true, with: ["instrument"], zh: "仪器名称", en: "the instrument's name"),
        FieldSpec(
            "name-en", .text(max: 120), with: organisations + ["instrument"], zh: "英文名称", en: "its name in English"),
        FieldSpec("park", .code, required: true, with: ["unit"], zh: "所在分园", en: "the park that it is in"),
        FieldSpec("park", .code, with: ["firm"], zh: "所在分园，园外的不写", en: "the park that it is in, if any"),
        FieldSpec("contact", .text(max: 200), with: organisations, zh: "联系方式", en: "how to reach it"),
        FieldSpec("complaints", .text(max: 200), with: ["park", "unit"], zh: "投诉渠道", en: "where to complain"),
        FieldSpec(
            "kind", .oneOf(["firm", "team", "university", "individual"]), with: ["firm"], zh: "用户的种类；不写即 firm",
            en: "what kind of user; firm unless given"),
        FieldSpec("path", .instrument, required: true, with: ["instrument"], zh: "单位/编号", en: "unit/number"),
        FieldSpec(
            "acceptance-date", .day, required: true, with: ["instrument"], zh: "验收日期，公开期限从此算",
            en: "the day of acceptance, from which the deadline runs"),
        FieldSpec(
            "original-value", .money, required: true, with: ["instrument"], zh: "原值（元）",
            en: "the original value in yuan"),
        FieldSpec(
            "public-share", .share, required: true, with: ["instrument"], zh: "财政资金占原值的百分比",
            en: "the percentage paid from public money"),
        FieldSpec(
            "commitment", .text(max: 120), with: ["instrument"], zh: "开放承诺的文号，或 yes",
            en: "the commitment to share: its reference, or yes"),
        FieldSpec("funding", .text(max: 120), with: ["instrument"], zh: "经费来源", en: "where the money came from"),
        FieldSpec("path", .account, required: true, with: ["operator"], zh: "单位/人", en: "unit/person"),
        FieldSpec("name", .text(max: 120), with: ["operator"], zh: "姓名", en: "the operator's name"),
        FieldSpec("contact", .text(max: 200), with: ["operator"], zh: "联系方式", en: "how to reach the operator"),
        CommandTable.operatorHours.only(with: "operator"), CommandTable.operatorInstruments.only(with: "operator"),
    ]
}
