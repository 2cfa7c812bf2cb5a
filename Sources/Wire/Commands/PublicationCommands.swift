import Booking

// What other programs and other registers take: calendars, bulletins, catalogues.
extension CommandTable {
    static let publications: [CommandSpec] = [
        CommandSpec(
            .feed, .look, .read, subject: .instrument,
            fields: [
                FieldSpec(
                    "days", .integer(1...366), zh: "从现在起多少天；不写即 62", en: "so many days from now on; 62 unless given")
            ],
            givesDocument: true,
            zh: "一台仪器的忙闲，iCalendar 格式，供日历程序使用；不含姓名。",
            en: "An instrument's free and busy time as iCalendar, for calendar programs; no names.",
            replies: [
                ReplySpec("+ text", zh: "iCalendar 文档逐行", en: "the iCalendar document, line by line"),
                ReplySpec("OK instrument= from= to=", zh: "哪台仪器，哪段时间", en: "which instrument, and what time it covers"),
            ],
            examples: ["FEED siom/sem-01", "FEED siom/sem-01 days=14"]),
        CommandSpec(
            .bulletin, .look, .read,
            subject: SubjectSpec(
                "month", .months, zh: "月份；或季度 2026-Q4、年度 2026、2026-07/2027-06，须已逐月封存",
                en: "the month; or a quarter 2026-Q4, a year 2026, or 2026-07/2027-06, sealed month by month"),
            fields: [
                .park, .unit,
                FieldSpec(
                    "format", .oneOf(["html", "csv", "json", "xlsx"]),
                    zh: "html（不写即此）为可打印的通报，csv 为其中一张表，json 为全部，xlsx 为工作簿",
                    en: "html (unless given) is the printable document, csv one of its tables, json all of it, xlsx a "
                        + "workbook"),
                FieldSpec(
                    "part", .oneOf(BulletinSection.allCases.map(\.rawValue)), zh: "csv 的哪张表；不写即 units",
                    en: "which table for csv; units unless given"),
                FieldSpec(
                    "revision", .text(max: 10), zh: "r0、r1 …；draft 即现算；不写即最新的封存版，没有则 draft",
                    en: "r0, r1 …; draft: computed now; the last sealed one unless given, or draft where there is none"),
                FieldSpec(
                    "languages", .oneOf(["zh", "en", "both"]), zh: "html 的语言；不写即 both，先中文后英文",
                    en: "the language of html; both unless given, Chinese first"),
            ],
            givesDocument: true,
            zh: "一个月、季度或年度的统计分析和评估通报：排名、机时、答复、拒绝、逾期和问题。",
            en:
                "The bulletin of a month, a quarter or a year: ranking, time, answers, refusals, what is overdue and what was found.",
            replies: [
                ReplySpec("+ text", zh: "文档逐行；xlsx 为 base64", en: "the document, line by line; base64 for xlsx"),
                ReplySpec(
                    "OK month= format= [encoding=] [revision=] [of=] units= computed=",
                    zh: "说明是哪份、多少单位；季度和年度由 of 所列各版汇总",
                    en: "which it is and how many units; a quarter or a year is made of the revisions in of="),
            ],
            examples: ["BULLETIN 2026-11", "BULLETIN 2026-Q4", "BULLETIN 2026-11 unit=siom format=csv part=findings"]),
        CommandSpec(
            .catalogue, .look, .read,
            fields: [
                FieldSpec(
                    "format", .oneOf(["dcat", "pidinst", "uniquip", "national"]),
                    zh: "dcat（不写即此）为 Turtle，pidinst 为 JSON，uniquip 和 national（国家平台）为 CSV",
                    en: "dcat (unless given) is Turtle, pidinst JSON, uniquip and national (the national platform) CSV"),
                .park, .unit,
                FieldSpec("instrument", .instrument, zh: "只看这台仪器", en: "this instrument only"),
                FieldSpec(
                    "table", .oneOf(["instruments", "units"]), zh: "national 的哪张表；不写即 instruments",
                    en: "which table of national; instruments unless given"),
            ],
            constraints: [.atMostOne(["instrument", "unit", "park"])],
            givesDocument: true,
            zh: "已公开的仪器，按其他登记平台的格式。", en: "The disclosed instruments in the forms of other registers.",
            replies: [
                ReplySpec("+ text", zh: "文档逐行", en: "the document, line by line"),
                ReplySpec(
                    "OK format= count= [skipped=] computed=", zh: "台数；skipped 为没有可解析标识而略去的",
                    en: "how many; skipped are those without an identifier that leads anywhere"),
            ],
            examples: [
                "CATALOGUE", "CATALOGUE format=uniquip unit=siom", "CATALOGUE format=pidinst instrument=siom/sem-01",
            ]),
        CommandSpec(
            .records, .office, .write, roles: .labs,
            subject: SubjectSpec("quarter", .text(max: 7), zh: "季度，如 2026-q4", en: "the quarter, as 2026-q4"),
            fields: [
                .park, .unit,
                FieldSpec("format", .oneOf(["csv", "json"]), zh: "格式；不写即 csv", en: "the format; csv unless given"),
            ],
            constraints: [.atMostOne(["unit", "park"])],
            givesDocument: true,
            zh: "国家平台每季度要的对外服务记录，含用户姓名：只给本单位和上级办公室，每次都记入日志。",
            en:
                "The service records that the national platform takes every quarter, with the users' names: for the unit "
                + "and the offices above it, and every time it is logged.",
            replies: [
                ReplySpec("+ text", zh: "文档逐行", en: "the document, line by line"),
                ReplySpec(
                    "OK quarter= format= rows= [replayed=]", zh: "重放时没有文档", en: "a replay has no document"),
            ],
            examples: ["RECORDS 2026-q4", "RECORDS 2026-q4 unit=siom format=json"]),
    ]
}
