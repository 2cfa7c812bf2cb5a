package import Booking

/// What a column of the edition holds, for the data package and for readers.
package struct ColumnSpec: Sendable {
    package enum Kind: Sendable {
        case text, integer, decimal, instant, day
        /// A count of users: a number, or `<3`.
        case users
    }

    package let kind: Kind
    package let title: Bilingual

    /// The column of that name; every column of the edition has one.
    package static func of(_ column: String) -> ColumnSpec {
        known[column] ?? ColumnSpec(kind: .text, title: Bilingual(zh: column, en: column))
    }

    private static let known: [String: ColumnSpec] = {
        var known: [String: ColumnSpec] = [:]
        func add(_ kind: Kind, _ lines: [(String, String, String)]) {
            for (name, zh, en) in lines { known[name] = ColumnSpec(kind: kind, title: Bilingual(zh: zh, en: en)) }
        }
        add(.text, texts)
        add(.integer, counts)
        add(.decimal, decimals)
        add(.users, users)
        add(.instant, instants)
        add(.day, [("acceptance-date", "验收日期", "day of acceptance")])
        return known
    }()

    private static let texts: [(String, String, String)] = [
        ("instrument", "仪器", "instrument, as unit/number"), ("unit", "所属单位", "holder unit"), ("park", "园区", "park"),
        ("number", "编号", "the holder's own number"), ("name", "名称", "name"), ("name-en", "英文名称", "name in English"),
        ("model", "规格型号", "model"), ("maker", "生产厂商", "maker"), ("origin", "产地", "origin"),
        ("class-scheme", "分类标准", "scheme of the class"), ("class-code", "分类代码", "class"),
        ("public-share", "财政资金比例", "share of public money"), ("funding", "经费来源", "funding"),
        ("commitment", "开放承诺", "commitment to open it"), ("location", "存放地点", "place"),
        ("function", "主要功能", "function"), ("technical", "技术指标", "technical data"),
        ("services", "服务内容", "services"), ("access", "使用方式", "ways of access"),
        ("open-hours", "开放时间", "weekly open hours"), ("contact", "联系方式", "contact point"),
        ("complaints", "投诉渠道", "where to complain"), ("pid", "永久标识", "persistent identifier"),
        ("status", "状态", "status"), ("share-mode", "共享模式", "mode of sharing"),
        ("disclosure", "公开状态", "disclosed or withdrawn"), ("withdrawn-reason", "撤回原因", "reason of withdrawal"),
        ("service", "服务", "service"), ("content", "内容", "content"), ("unit-of-charge", "计费单位", "unit of charge"),
        ("refused-by-reason", "按原因分的拒绝数", "refusals by reason, as reason:count"), ("reason", "原因", "reason"),
        ("rule", "规则", "rule"), ("limit", "限额", "limit"), ("found", "实际", "found"),
        ("title-zh", "规则名称（中文）", "title of the rule in Chinese"),
        ("title-en", "规则名称（英文）", "title of the rule in English"), ("table", "表", "table"),
        ("key", "行键", "key of the row"), ("column", "列", "column"), ("old", "原值", "old value"),
        ("new", "新值", "new value"),
    ]

    private static let counts: [(String, String, String)] = [
        ("channels", "通道数", "channels"), ("set-up", "准备分钟数", "minutes of set-up"),
        ("clean-down", "清理分钟数", "minutes of clean-down"),
        ("capacity-min", "总时长（分钟）：通道×天×1440", "capacity: channels × days × 1440"),
        ("run-external-min", "对外共享机时", "minutes run for outsiders, as sharing"),
        ("of-which-sme-min", "其中小微企业", "of these, for small firms and start-up teams"),
        ("run-external-excluded-min", "对外但不计共享机时", "minutes run for outsiders, not counted as sharing"),
        ("run-related-min", "关联方机时", "minutes run for related parties"),
        ("run-internal-min", "自用机时", "minutes run for the unit itself"),
        ("maintenance-min", "维护", "minutes of maintenance"), ("down-min", "故障", "minutes down"),
        ("open-idle-min", "开放空闲", "minutes open and idle"), ("closed-min", "未开放", "minutes closed"),
        ("run-total-min", "总运行机时", "minutes run"), ("requests", "申请", "requests of outsiders"),
        ("accepted", "接受", "accepted"), ("refused", "拒绝", "refused"), ("withdrawn", "申请方撤回", "taken back"),
        ("expired", "过期", "lapsed without an answer"),
        ("reply-median-min", "答复时间中位数（分钟）", "median minutes to an answer, by nearest rank"),
        ("reply-p90-min", "答复时间第90百分位（分钟）", "90th percentile of minutes to an answer, by nearest rank"),
        ("unit-cancelled", "单位取消", "cancelled by the unit"), ("no-show", "未到", "no-shows"),
        ("required", "应公开", "instruments that have to be disclosed"), ("listed", "已公开", "of these, disclosed"),
        ("complete", "完整", "of the listed, complete"), ("due", "已到期", "past their deadline or disclosed"),
        ("in-time", "按期", "of the due, disclosed in time"),
        ("withdrawn-instruments", "撤回的仪器", "withdrawn instruments"),
        ("exempt-instruments", "豁免的仪器", "exempt instruments"), ("instruments", "仪器数", "instruments"),
        ("findings", "未整改问题", "findings not mended"), ("rank", "排名", "rank, equals sharing one"),
        ("months", "月数", "months listed"),
    ]

    private static let decimals: [(String, String, String)] = [
        ("original-value", "原值（元）", "original value in yuan"),
        ("sharing-rate", "共享率", "external ÷ run, four places, half-up"),
        ("opening-rate", "公开率", "listed ÷ required, four places, half-up"),
        ("completeness", "完整率", "complete ÷ listed, four places, half-up"),
        ("timeliness", "及时率", "in time ÷ due, four places, half-up"),
        ("billed-external", "对外收费（元）", "billed to outsiders, in yuan"), ("refunds", "退款（元）", "refunds, in yuan"),
        ("voucher", "创新券（元）", "vouchers, in yuan"), ("price", "现价（元）", "price in force, in yuan"),
        ("next-price", "下次价格（元）", "coming price, in yuan"),
    ]

    private static let users: [(String, String, String)] = [
        ("external-users", "外部用户数", "organisations that used it from outside; below three printed <3"),
        ("sme-users", "小微企业用户数", "of these, small firms and start-up teams; below three printed <3"),
    ]

    private static let instants: [(String, String, String)] = [
        ("disclosed-since", "公开时间", "disclosed since"), ("effective-from", "生效时间", "in force from"),
        ("next-from", "下次生效时间", "coming price in force from"), ("since", "自", "since"), ("mended", "整改于", "mended at"),
    ]
}
