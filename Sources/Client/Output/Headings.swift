import Booking

/// What wire names are called in a table's headings. Programs get the wire names themselves.
enum Headings {
    private static let zh: [String: String] = [
        "instrument": "仪器", "path": "仪器", "name": "名称", "name-en": "英文名", "park": "分园", "unit": "单位", "code": "代码",
        "price": "价格", "unit-of-charge": "计价", "free": "最早可约", "start": "开始", "end": "结束", "state": "状态",
        "booking": "预约", "number": "编号", "service": "服务", "content": "内容", "account": "账户", "organisation": "单位",
        "role": "身份", "expires": "到期", "count": "数量", "after": "下一页", "rule": "规则", "pass": "通过", "limit": "限额",
        "used": "已用", "asked": "本次", "message": "说明", "title": "标题", "value": "取值", "source": "出处", "mode": "方式",
        "reason": "原因", "closure": "停用", "id": "编号", "line": "行", "outcome": "结果", "column": "列", "as": "当作",
        "created": "新增", "changed": "更改", "same": "不变", "refused": "拒绝", "instruments": "仪器数", "units": "单位数",
        "contact": "联系", "complaints": "投诉", "due": "期限", "accepted": "验收", "days": "天数", "purpose": "用途",
        "party": "用户类别", "time": "时间", "act": "事项", "token": "令牌", "key": "键", "model": "型号", "maker": "厂商",
        "function": "功能", "location": "地点", "origin": "产地", "open-hours": "开放时间", "access": "使用方式",
        "allowed": "可约", "late": "迟到取消", "replayed": "重放", "respond-by": "答复期限", "scheme": "分类法", "encoding": "编码",
        "version": "版本", "database": "数据库", "policy": "政策", "policy-version": "政策版本", "connections": "连接数",
        "uptime": "已运行", "profile": "政策", "text": "文字", "from": "开始", "to": "结束", "next": "最近空闲", "field": "字段",
        "project": "项目", "quantity": "数量", "funding": "经费", "commitment": "承诺", "original-value": "原值",
        "public-share": "财政占比", "acceptance-date": "验收日期", "technical": "技术指标", "status": "现状", "channels": "通道数",
        "class-scheme": "分类法", "class-code": "分类号", "set-up": "准备分钟", "clean-down": "清理分钟", "until": "到",
        "dry-run": "试运行", "live-bookings": "有效预约", "log": "日志", "requests": "请求数", "standing": "仍有预约", "channel": "通道",
        "event": "经过", "before": "之前", "disclosure": "公开", "since": "自", "pid": "标识", "share-mode": "共享方式",
        "computed": "计算于",
        "month": "月份", "table": "表", "format": "格式", "revision": "版次", "rows": "行数", "next-price": "新价",
        "next-from": "新价起",
        "category": "分类", "instance": "实例", "stale": "久未确认", "confirmed": "确认于", "price-basis": "收费依据",
        "operator": "操作员", "contract": "合同", "small-firm": "小微", "hours": "当班时间", "reference": "合同", "unit-price": "单价",
        "charge": "费用", "total": "合计", "strikes": "违约", "suspended": "已暂停", "suspended-until": "暂停至",
        "small-firm-until": "小微认定至",
        "edition": "月报", "sealed": "封存于", "program": "程序", "previous": "前一期", "corrections": "更正数", "signed": "已签名",
        "bytes": "字节", "scope": "范围", "file": "文件", "pem": "公钥",
        "no-assistance": "不提供协助的原因", "old": "原为", "new": "改为", "finding": "发现", "correction": "更正",
        "level": "级别", "of": "出自", "adopted": "施行", "set": "新定", "removed": "撤销", "was": "原为", "now": "现为",
        "seq": "序号", "at": "时间", "from-state": "原状态", "to-state": "新状态",
        "was-start": "原开始", "was-end": "原结束", "entry": "日志", "history": "经过", "subject": "对象", "hash": "哈希",
        "verified": "已核对", "last": "最后一行", "broken": "断在",
        "request": "申请", "requested": "申请时间", "turn": "待谁答复", "minutes-left": "剩余工作分钟", "overdue": "逾期",
        "started": "实际开始", "finished": "实际结束", "affected": "受影响的预约", "offers": "替代时段",
        "delayed-until": "推迟至", "note": "附言", "clock": "按时办事",
        "above": "上级", "own-profile": "自选方案", "renewed": "随上级更新", "superseded": "不再适用",
        "in-force": "现行版本",
    ]

    static func of(_ name: String, _ language: Language) -> String {
        language == .zh ? zh[name] ?? name : String(name.map { $0 == "-" ? " " : $0 })
    }
}
