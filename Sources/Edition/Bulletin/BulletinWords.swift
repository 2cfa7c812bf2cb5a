import Booking

/// The bulletin's own words.
enum BulletinWords {
    static let title = Bilingual(
        zh: "科研仪器开放共享统计分析和评估通报", en: "Bulletin on the opening and sharing of research instruments")
    static let draft = Bilingual(
        zh: "草稿：按当时的数据计算，尚未冻结", en: "Draft: computed from the data of that moment, not frozen")
    static let none = Bilingual(zh: "没有。", en: "None.")
    static let total = Bilingual(zh: "合计", en: "Total")

    static let overview = Bilingual(zh: "一、总体情况", en: "1. Overview")
    static let ranking = Bilingual(zh: "二、单位排名", en: "2. Ranking of units")
    static let minutes = Bilingual(zh: "三、机时构成", en: "3. How the time was spent")
    static let requests = Bilingual(zh: "四、申请与答复", en: "4. Requests and answers")
    static let overdue = Bilingual(zh: "五、逾期未公开的仪器", en: "5. Instruments past their deadline for disclosure")
    static let findings = Bilingual(zh: "六、发现的问题", en: "6. Findings")
    static let needs = Bilingual(zh: "七、未满足的需求", en: "7. Unmet needs")
    static let notes = Bilingual(zh: "说明", en: "Notes")

    static let park = Bilingual(zh: "园区", en: "Park")
    static let unit = Bilingual(zh: "单位", en: "Unit")
    static let rank = Bilingual(zh: "排名", en: "Rank")
    static let required = Bilingual(zh: "应公开", en: "Required")
    static let listed = Bilingual(zh: "已公开", en: "Disclosed")
    static let opening = Bilingual(zh: "公开率", en: "Opening rate")
    static let completeness = Bilingual(zh: "完整率", en: "Complete")
    static let timeliness = Bilingual(zh: "及时率", en: "In time")
    static let sharing = Bilingual(zh: "共享率", en: "Sharing rate")
    static let external = Bilingual(zh: "对外机时（小时）", en: "Hours for outsiders")
    static let run = Bilingual(zh: "运行机时（小时）", en: "Hours run")
    static let capacity = Bilingual(zh: "总时长（小时）", en: "Capacity (h)")
    static let open = Bilingual(zh: "未整改问题", en: "Open findings")
    static let users = Bilingual(zh: "外部用户", en: "Outside users")
    static let small = Bilingual(zh: "其中小微", en: "Small firms")
    static let billed = Bilingual(zh: "对外收费（元）", en: "Billed (yuan)")

    static let asked = Bilingual(zh: "申请", en: "Requests")
    static let accepted = Bilingual(zh: "接受", en: "Accepted")
    static let refused = Bilingual(zh: "拒绝", en: "Refused")
    static let withdrawn = Bilingual(zh: "撤回", en: "Taken back")
    static let expired = Bilingual(zh: "逾期未答", en: "Unanswered")
    static let median = Bilingual(zh: "答复中位数（分）", en: "Median answer (min)")
    static let p90 = Bilingual(zh: "答复九成内（分）", en: "90% within (min)")
    static let cancelled = Bilingual(zh: "单位取消", en: "Cancelled by unit")
    static let noShow = Bilingual(zh: "未到", en: "No-shows")

    static let reason = Bilingual(zh: "拒绝原因", en: "Reason of refusal")
    static let count = Bilingual(zh: "次数", en: "Times")
    static let instrument = Bilingual(zh: "仪器", en: "Instrument")
    static let name = Bilingual(zh: "名称", en: "Name")
    static let rule = Bilingual(zh: "规则", en: "Rule")
    static let since = Bilingual(zh: "自", en: "Since")
    static let mended = Bilingual(zh: "整改", en: "Mended")
    static let notMended = Bilingual(zh: "未整改", en: "not mended")
    static let limit = Bilingual(zh: "规定", en: "Rule says")
    static let found = Bilingual(zh: "实际", en: "Found")
    static let late = Bilingual(zh: "已验收", en: "Accepted for")
    static let category = Bilingual(zh: "类别", en: "Category")
    static let anyCategory = Bilingual(zh: "未分类", en: "none stated")
    static let posted = Bilingual(zh: "发布", en: "Posted")
    static let unmet = Bilingual(zh: "未满足", en: "Unmet")

    /// The eight classes of minutes in the edition's order.
    static let classes = [
        Bilingual(zh: "对外共享", en: "outsiders"), Bilingual(zh: "对外不计共享", en: "outsiders, excluded"),
        Bilingual(zh: "关联方", en: "related"), Bilingual(zh: "本单位", en: "own use"),
        Bilingual(zh: "维护", en: "maintenance"),
        Bilingual(zh: "故障", en: "down"), Bilingual(zh: "开放空闲", en: "open, idle"), Bilingual(zh: "未开放", en: "closed"),
    ]

    static func refusal(_ reason: String) -> Bilingual {
        reasons[reason] ?? Bilingual(zh: reason.isEmpty ? "未说明" : reason, en: reason.isEmpty ? "not said" : reason)
    }

    private static let reasons: [String: Bilingual] = [
        "full": Bilingual(zh: "已约满", en: "full"), "unsafe": Bilingual(zh: "不安全", en: "unsafe"),
        "no-staff": Bilingual(zh: "无人操作", en: "no staff"), "broken": Bilingual(zh: "故障", en: "broken"),
        "not-suitable": Bilingual(zh: "不适用", en: "not suitable"), "restricted": Bilingual(zh: "受限", en: "restricted"),
    ]
}
