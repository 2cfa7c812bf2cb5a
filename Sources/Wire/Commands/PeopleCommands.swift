import Booking

/// Who may operate, who assists, who is related, who is favoured, and who is suspended.
extension CommandTable {
    static let people: [CommandSpec] = [contract, statement] + atLabs + atOffices

    private static let contract = CommandSpec(
        .contract, .book, .write, roles: .anyAccount, subject: .booking,
        fields: [
            FieldSpec(
                "reference", .text(max: 120), required: true, zh: "合同编号（规则 B13）",
                en: "the contract's reference (rule B13)")
        ],
        zh: "给预约补填或更改合同编号。", en: "Enter or change the contract behind a booking.",
        replies: [
            ReplySpec("OK booking= state= contract= [replayed=]", zh: "已填写", en: "entered"),
            ReplySpec("ERR state message=", zh: "预约已取消或作废", en: "the booking was called off or lapsed"),
        ],
        examples: ["CONTRACT b1042 reference=HT-2026-118"])

    private static let statement = CommandSpec(
        .statement, .book, .read, roles: .anyAccount,
        subject: SubjectSpec("month", .month, zh: "月份", en: "the month"),
        fields: [
            FieldSpec(
                "organisation", .code, zh: "办公室可看辖区内的单位；不写即本单位",
                en: "an office may name one of its area; one's own unless given")
        ],
        zh: "一个单位某月的费用，以及它的认定、违约和暂停。",
        en: "An organisation's charges in a month, and how it stands.",
        replies: [
            ReplySpec(
                "+ charge number instrument= state= start= end= service= quantity= unit-of-charge= unit-price= price= account= [small-firm=] [contract=] [late=]",
                zh: "当月开始的每个预约一行；只有实际占用的计费",
                en: "one for each booking that starts in the month; what held no time is not charged"),
            ReplySpec(
                "+ standing organisation= suspended= strikes= [suspended-until=] [small-firm-until=]",
                zh: "现在的状况（规则 B8、O8）", en: "how it stands now (rules B8 and O8)"),
            ReplySpec("OK month= organisation= count= total=", zh: "笔数与合计", en: "how many charges, and their sum"),
        ],
        examples: ["STATEMENT 2026-12", "STATEMENT 2026-12 organisation=acme"])

    // MARK: Run a lab

    private static let person = FieldSpec(
        "account", .account, required: true, zh: "账户，单位/人", en: "the account, organisation/person")
    private static func until(required: Bool = false) -> FieldSpec {
        FieldSpec(
            "until", .day, required: required, zh: "最后有效的日期，含当天" + (required ? "" : "；不写即长期"),
            en: "the last day on which it holds" + (required ? "" : "; without end unless given"))
    }
    private static let operatorPath = SubjectSpec(
        "operator", .account, zh: "操作员，单位/人", en: "the operator, unit/person")
    static let operatorHours = FieldSpec(
        "hours", .text(max: 200), zh: "每周当班时间，如 mon-fri 09:00-17:00；open 即随仪器开放时间",
        en: "weekly hours of work, as \"mon-fri 09:00-17:00\"; open: whenever the instrument is")
    static let operatorInstruments = FieldSpec(
        "instruments", .text(max: 2_000), zh: "能协助的仪器编号，逗号分隔；all 即本单位全部",
        en: "numbers of the instruments he or she assists at, comma-separated; all of the unit's: all")

    private static let atLabs: [CommandSpec] = [
        CommandSpec(
            .qualify, .lab, .write, roles: .labs, subject: .instrument, fields: [person, until()],
            zh: "准许一人自行操作一台仪器（规则 B9）。", en: "Let a person operate an instrument (rule B9).",
            replies: [ReplySpec("OK instrument= account= [until=] [replayed=]", zh: "已准许", en: "done")],
            examples: ["QUALIFY siom/sem-01 account=acme/lin until=2027-11-30"]),
        CommandSpec(
            .disqualify, .lab, .write, roles: .labs, subject: .instrument, fields: [person],
            zh: "撤销一人的操作资格；已有预约不变。", en: "End a person's leave to operate an instrument; bookings stay.",
            replies: [ReplySpec("OK instrument= account= [replayed=]", zh: "已撤销", en: "done")],
            examples: ["DISQUALIFY siom/sem-01 account=acme/lin"]),
        CommandSpec(
            .operators, .lab, .read, roles: .labs, subject: .unit, zh: "单位的操作员（规则 B10）。",
            en: "A unit's operators (rule B10).",
            replies: [
                ReplySpec("+ operator path [name=] [contact=] hours= instruments=", zh: "每人一行", en: "one for each"),
                ReplySpec("OK count=", zh: "人数", en: "how many"),
            ],
            examples: ["OPERATORS siom"]),
        CommandSpec(
            .roster, .lab, .write, roles: .labs, subject: operatorPath,
            fields: [
                FieldSpec("name", .text(max: 120), zh: "姓名", en: "the name"),
                FieldSpec("contact", .text(max: 200), zh: "联系方式", en: "how to reach"), operatorHours,
                operatorInstruments,
                FieldSpec(
                    "active", .yesNo, zh: "no：不再协助；yes：恢复", en: "no: assists no more; yes: does again"),
            ],
            zh: "更改操作员的当班时间、仪器或去留；不写的不变。",
            en: "Change an operator's hours or instruments, or end them; what is not said stays.",
            replies: [
                ReplySpec(
                    "+ booking number start= end= party=", zh: "仍由此人协助的预约",
                    en: "bookings that still count on the operator"),
                ReplySpec("OK operator= standing= [replayed=]", zh: "已更改", en: "done"),
            ],
            examples: ["ROSTER siom/wang hours=\"mon-thu 09:00-17:00\"", "ROSTER siom/wang active=no"]),
        CommandSpec(
            .relate, .lab, .write, roles: .labs, subject: organisation,
            fields: [unit, until(), FieldSpec("note", .text(max: 200), zh: "何种关系", en: "in what way")],
            zh: "登记某单位与持有单位的关联关系；其使用不计为共享（规则 O9）。",
            en: "Enter an organisation as related to a unit: its use is no sharing (rule O9).",
            replies: [ReplySpec("OK organisation= unit= [until=] [replayed=]", zh: "已登记", en: "entered")],
            examples: ["RELATE lumen unit=siom until=2027-12-31 note=子公司"]),
    ]

    // MARK: Offices

    private static let organisation = SubjectSpec("organisation", .code, zh: "单位代码", en: "the organisation's code")
    private static let unit = FieldSpec("unit", .code, required: true, zh: "持有单位", en: "the holder unit")
    private static let reason = FieldSpec("reason", .text(max: 200), required: true, zh: "原因", en: "why")
    private static let suspended = SubjectSpec(
        "subject", .organisationOrAccount, zh: "单位，或账户 单位/人", en: "an organisation, or an account, organisation/person")

    private static let atOffices: [CommandSpec] = [
        CommandSpec(
            .unrelate, .office, .write, roles: .offices, subject: organisation, fields: [unit, reason],
            zh: "解除关联关系。", en: "End a relation.",
            replies: [ReplySpec("OK organisation= unit= [replayed=]", zh: "已解除", en: "ended")],
            examples: ["UNRELATE lumen unit=siom reason=股权已转让"]),
        CommandSpec(
            .certify, .office, .write, roles: .offices, subject: organisation,
            fields: [
                FieldSpec(
                    "status", .oneOf(["small-firm"]), required: true, zh: "认定为小微企业或创业团队",
                    en: "a small or micro firm or start-up team"),
                FieldSpec(
                    "evidence", .text(max: 200), required: true, zh: "核实的依据，如证书编号", en: "what was looked at"),
                until(required: true),
            ],
            zh: "认定小微企业或创业团队（规则 O8）。", en: "Verify a small firm's status (rule O8).",
            replies: [ReplySpec("OK organisation= status= until= [replayed=]", zh: "已认定", en: "verified")],
            examples: ["CERTIFY acme status=small-firm evidence=沪小微2026-88 until=2027-11-30"]),
        CommandSpec(
            .decertify, .office, .write, roles: .offices, subject: organisation, fields: [reason],
            zh: "撤销小微认定；已有预约的条件不变。", en: "Take the status back; what is booked keeps its terms.",
            replies: [ReplySpec("OK organisation= [replayed=]", zh: "已撤销", en: "done")],
            examples: ["DECERTIFY acme reason=规模已超过"]),
        CommandSpec(
            .suspend, .office, .write, roles: .anyAccount, subject: suspended, fields: [reason],
            zh: "暂停单位或账户：不能登录和预约，已有预约不变。",
            en: "Suspend an organisation or account: it neither signs in nor books; bookings stay.",
            replies: [ReplySpec("OK subject= [replayed=]", zh: "已暂停", en: "suspended")],
            examples: ["SUSPEND lumen reason=欠费", "SUSPEND acme/lin reason=离职"]),
        CommandSpec(
            .restore, .office, .write, roles: .anyAccount, subject: suspended,
            fields: [FieldSpec("note", .text(max: 200), zh: "说明", en: "a note")],
            zh: "恢复单位或账户；单位的违约记录一并消除（规则 B8）。",
            en: "End a suspension; an organisation's strikes are lifted too (rule B8).",
            replies: [
                ReplySpec(
                    "OK subject= strikes= [replayed=]", zh: "strikes 为消除的违约数", en: "strikes: how many were lifted")
            ],
            examples: ["RESTORE lumen"]),
    ]
}
