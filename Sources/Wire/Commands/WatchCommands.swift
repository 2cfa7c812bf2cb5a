import Booking

extension CommandTable {
    static let watching: [CommandSpec] = [
        CommandSpec(
            .watch, .book, .read, roles: .anyAccount,
            fields: [
                FieldSpec(
                    "instrument", .instrument, zh: "只看这台仪器，含他人占用与释放的时段",
                    en: "of this instrument, with the time that others take and free"),
                FieldSpec("booking", .booking, zh: "只看这个预约", en: "of this booking only"),
                FieldSpec(
                    "since", .integer(0...Int.max), zh: "从日志的这个序号之后开始；不写即从现在开始",
                    en: "from behind this number of the log on; from now on unless given"),
            ],
            constraints: [.atMostOne(["instrument", "booking"])],
            zh: "订阅变化：此连接随后收到事件，直到 STOP。", en: "Turn the connection into a stream of events, until STOP.",
            replies: [
                ReplySpec(
                    "OK since= ping=", zh: "事件从这个序号之后开始；至多 ping 秒一次心跳",
                    en: "events follow from behind this number on, with a sign of life every ping seconds at most"),
                ReplySpec(
                    "! event seq= at= event= [booking=|wait=|need=] [instrument=] [state=] [start= end=] [was-start= was-end=] [respond-by=] [account=]",
                    zh: "每个变化一行；seq 可作为再次 WATCH 的 since=",
                    en: "one for each change; seq= is good as since= of another WATCH"),
                ReplySpec("! ping seq= time=", zh: "久无事件时的心跳", en: "a sign of life after a while without events"),
                ReplySpec(
                    "ERR unavailable|auth|internal since= message=", zh: "订阅由服务端结束；从 since 处可续",
                    en: "the daemon ends the stream; since= is where to go on"),
            ],
            examples: ["WATCH", "WATCH instrument=siom/sem-01 since=4711"]),
        CommandSpec(
            .stop, .book, .session, zh: "结束订阅；连接恢复平常。", en: "End a WATCH; the connection is as before it.",
            replies: [ReplySpec("OK since=", zh: "已看到的最后序号", en: "the last number that was looked at")],
            examples: ["STOP"]),
    ]
}
