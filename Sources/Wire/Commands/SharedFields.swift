import Booking

// Fields that several commands share, so that they mean the same everywhere.
extension FieldSpec {
    static let key = FieldSpec(
        "key", .text(max: Limits.keyLength),
        zh: "自选的防重键，每个意图一个：同键同请求重发只做一次，回复带 replayed=yes；至少保留 30 天",
        en: "your own key, one per intent: the same request sent again with it is done once and answered replayed=yes; "
            + "kept at least 30 days")
    static let park = FieldSpec("park", .code, zh: "只看这个分园", en: "this park only")
    static let unit = FieldSpec("unit", .code, zh: "只看这个单位", en: "this unit only")
    static let after = FieldSpec(
        "after", .text(max: 120), zh: "接着上一页：填上次回复的 after=", en: "the next page: the after= of the last reply")
    static let end = FieldSpec("end", .instant, zh: "结束时刻，不含在内；与 for= 二选一", en: "the end, not included; or for=")
    static let span = FieldSpec("for", .span, zh: "时长；与 end= 二选一", en: "the length; or end=")

    static func start(zh: String, en: String) -> FieldSpec {
        FieldSpec("start", .instant, required: true, zh: zh, en: en)
    }

    static func limit(_ most: Int) -> FieldSpec {
        FieldSpec("limit", .integer(1...most), zh: "最多几条", en: "at most so many records")
    }

    static func from(required: Bool) -> FieldSpec {
        FieldSpec("from", .instant, required: required, zh: "时间窗的开始", en: "the window's start")
    }

    static func to(required: Bool) -> FieldSpec {
        FieldSpec("to", .instant, required: required, zh: "时间窗的结束，不含在内", en: "the window's end, not included")
    }

    /// Several bookings as one act (rules B11 and B12).
    static let several: [FieldSpec] = [
        FieldSpec(
            "with", .text(max: 2_000), zh: "同时预约的其他仪器，逗号分隔；同时成、同时不成",
            en: "further instruments for the same time, comma-separated; all or none"),
        FieldSpec(
            "repeat", .text(max: 400), zh: "重复规则（RFC 5545），如 FREQ=WEEKLY;BYDAY=TU",
            en: "how it repeats (RFC 5545), as FREQ=WEEKLY;BYDAY=TU"),
        FieldSpec("until", .text(max: 40), zh: "重复到哪天或何时为止", en: "the last day or moment of the series"),
        FieldSpec("count", .integer(1...366), zh: "重复几次", en: "how many times"),
        FieldSpec(
            "except", .text(max: 4_000), zh: "不要的日期，逗号分隔", en: "dates of the series to leave out, comma-separated"),
        FieldSpec(
            "skip", .oneOf(["conflicts"]), zh: "conflicts：已被占用或不开放的略过，其余照约",
            en: "conflicts: leave out what is taken or shut and book the rest"),
    ]

    /// Which of several bookings that were made together.
    static let scope = FieldSpec(
        "scope", .oneOf(["one", "following", "all"]), zh: "同一批预约：只这一个（默认）、这个和以后的、全部尚未开始的",
        en: "of bookings made together: this one (default), this and those after it, or all that have not begun")

    /// What CHECK and RESERVE ask alike.
    static let reservation: [FieldSpec] = [
        .start(zh: "开始时刻", en: "the start"), .end, .span,
        FieldSpec(
            "service", .text(max: 40), required: true, zh: "服务代码，见 SHOW", en: "the service's code, as SHOW gives it"),
        FieldSpec(
            "purpose", .oneOf(Purpose.allCases.map(\.rawValue)),
            zh: "用途（规则 B16）；后七种可以预约但不计为共享", en: "what it is for (rule B16); the last seven never count as sharing"),
        FieldSpec("project", .text(max: 120), zh: "项目名称或编号", en: "the project's name or number"),
        FieldSpec(
            "access", .oneOf(AccessMode.allCases.map(\.rawValue)),
            zh: "使用方式：自行操作、协助、送样、远程", en: "who operates: oneself, assisted, sample sent in, remote"),
        FieldSpec(
            "quantity", .integer(1...100_000), zh: "样品数或次数，用于按样品、按次收费；不写即 1",
            en: "samples or uses, for services charged so; 1 unless given"),
        FieldSpec(
            "contract", .text(max: 120), zh: "合同编号（规则 B13），也可以后用 CONTRACT 填写",
            en: "the contract's reference (rule B13); CONTRACT enters it later"),
        FieldSpec(
            "due", .instant, zh: "送样的交付期限；不写即所约时段的结束",
            en: "when the results of samples are due; at the end of the booked time unless given"),
    ]
}

extension SubjectSpec {
    static let instrument = SubjectSpec("instrument", .instrument, zh: "仪器，单位/编号", en: "the instrument, unit/number")
    static let place = SubjectSpec(
        "park|unit|instrument", .place, zh: "园区、单位或一台仪器", en: "a park, a unit or one instrument")
    static let booking = SubjectSpec("booking", .booking, zh: "预约号", en: "the booking's number")
    static let wish = SubjectSpec("wait", .wish, zh: "候补编号", en: "the wish's number")
    static let need = SubjectSpec("need", .need, zh: "需求编号", en: "the need's number")
    static let unit = SubjectSpec("unit", .code, zh: "单位代码", en: "the unit's code")
}

extension ReplySpec {
    static let verdict = ReplySpec(
        "+ verdict rule= pass= limit= used= asked= message=", zh: "每条规则的结论，带限额、已用、本次",
        en: "what each rule says, with its limit, what is used and what is asked")
    static let next = ReplySpec(
        "+ next start= end=", zh: "不能办理时，各条规则都会接受的同样长的时段，至多三个",
        en: "where the answer is no: like periods that every rule would accept, three at most")
    static let closed = ReplySpec(
        "+ closed start= end= reason=", zh: "停用时段或非开放时间", en: "a closure, or outside open hours")
}

extension Array where Element == Role {
    static let anyAccount: [Role] = [.firm, .lab, .park, .zone]
    static let labs: [Role] = [.lab, .park, .zone]
    static let offices: [Role] = [.park, .zone]
}
