import Booking

extension CommandTable {
    static let session: [CommandSpec] = [
        CommandSpec(
            .auth, .session, .session,
            fields: [
                FieldSpec(
                    "token", .secret, required: true, zh: "TOKEN 命令发给账户的令牌", en: "the token that TOKEN gave the account"
                )
            ],
            zh: "登录。未加密的远程连接不接受登录。", en: "Sign in. Refused on an unencrypted connection from another machine.",
            replies: [
                ReplySpec(
                    "OK account= organisation= role= expires=", zh: "账户、单位、身份、令牌到期日",
                    en: "the account, its organisation and role, the day the token ends")
            ],
            examples: ["AUTH token=yq1-3v8kQeXw"]),
        CommandSpec(
            .lang, .session, .session,
            subject: SubjectSpec("language", .oneOf(Language.allCases.map(\.rawValue)), zh: "语言", en: "the language"),
            zh: "选择消息的语言；代码和字段名不变。", en: "Choose the language of messages; codes and names stay the same.",
            replies: [ReplySpec("OK lang=", zh: "现用语言", en: "the language now in use")], examples: ["LANG zh"]),
        CommandSpec(
            .help, .session, .session,
            subject: SubjectSpec("verb", .verb, required: false, zh: "要说明的命令", en: "the command to explain"),
            givesDocument: true,
            zh: "列出命令，或说明一条命令的全部字段和回复。", en: "List the commands, or explain one with all its fields and replies.",
            replies: [ReplySpec("+ text", zh: "说明文字", en: "the explanation"), ReplySpec("OK", zh: "完", en: "the end")],
            examples: ["HELP", "HELP RESERVE"]),
        CommandSpec(
            .ping, .session, .session, zh: "看连接是否还在。", en: "See that the connection lives.",
            replies: [ReplySpec("OK time=", zh: "服务器时间", en: "the daemon's time")], examples: ["PING"]),
        CommandSpec(
            .quit, .session, .session, zh: "结束连接。", en: "End the connection.",
            replies: [ReplySpec("OK", zh: "随后断开", en: "then the connection closes")], examples: ["QUIT"]),
        CommandSpec(
            .status, .session, .read, zh: "服务的状态：版本、数据库、政策版本、数量。",
            en: "How the service is: version, database, policy version, counts.",
            replies: [
                ReplySpec(
                    "OK version= database= policy= policy-version= units= instruments= live-bookings= log= connections= requests= clock= uptime=",
                    zh: "database 为 embedded（自带）或 external（外接）；log 为日志最后一行的序号；"
                        + "clock 为 leading（由本服务按时办事）或 waiting；uptime 为运行时长",
                    en:
                        "database is embedded or external; log is the number of the last line of the log; clock is leading "
                        + "where this daemon does what falls due, else waiting; uptime is a length"
                )
            ],
            examples: ["STATUS"]),
    ]
}
