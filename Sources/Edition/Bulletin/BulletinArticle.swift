import Booking

/// The bulletin in one language.
struct BulletinArticle {
    let bulletin: Bulletin
    let head: BulletinHead
    let language: Language

    typealias W = BulletinWords

    func write(_ page: inout Markup) {
        masthead(&page)
        overview(&page)
        ranking(&page)
        minutes(&page)
        requests(&page)
        overdue(&page)
        findings(&page)
        needs(&page)
        notes(&page)
    }

    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    func named(_ part: BulletinPart) -> String {
        let name = language == .zh ? part.name : part.nameEn ?? part.name
        return name.clipped(80)
    }

    private func masthead(_ page: inout Markup) {
        page.inside("header", ["class": "masthead"]) { top in
            let part = head.part.map { " · " + $0[language] } ?? ""
            top.element("p", ["class": "zone"], head.zone(language) + part)
            top.element("h1", W.title[language])
            top.element(
                "p", ["class": "issue"],
                "\(bulletin.time.title[language]) · \(source) · \(TimeText.plain(head.at, in: head.calendar))")
        }
        if head.editions.isEmpty { page.element("p", ["class": "draft"], W.draft[language]) }
    }

    private var source: String {
        switch head.editions.count {
        case 0: W.draft[language]
        case 1: say("月报 \(head.editions[0].name)", "edition \(head.editions[0].name)")
        case let count: say("由 \(count) 期封存月报汇总", "of \(count) sealed editions")
        }
    }

    private func overview(_ page: inout Markup) {
        let total = bulletin.total
        page.element("h2", W.overview[language])
        page.inside("dl", ["class": "figures"]) { list in
            func figure(_ word: Bilingual, _ value: String, _ below: String) {
                list.inside("div") { item in
                    item.element("dt", word[language])
                    item.inside("dd") {
                        $0.element("span", value)
                        $0.element("small", below)
                    }
                }
            }
            let figures = total.figures
            figure(
                W.opening, Shown.percent(total.opening),
                say("应公开 \(total.required)，已公开 \(total.listed)", "\(total.listed) of \(total.required) required"))
            figure(
                W.timeliness, Shown.percent(total.timeliness),
                say("到期 \(total.due)，按期 \(total.inTime)", "\(total.inTime) of \(total.due) due"))
            figure(
                W.sharing, Shown.percent(total.sharing),
                say(
                    "运行 \(Shown.hours(figures.minutes.run)) 小时", "of \(Shown.hours(figures.minutes.run)) hours run"))
            figure(
                W.external, Shown.hours(figures.minutes.external),
                say(
                    "其中小微 \(Shown.hours(figures.minutes.smallFirm))",
                    "small firms \(Shown.hours(figures.minutes.smallFirm))"))
            figure(
                W.asked, Shown.count(figures.requests),
                say(
                    "接受 \(figures.accepted)，拒绝 \(figures.refused)",
                    "\(figures.accepted) accepted, \(figures.refused) refused"))
            figure(
                W.users, Shown.cell(total.users.external),
                say("其中小微 \(Shown.cell(total.users.small))", "small firms \(Shown.cell(total.users.small))"))
            figure(
                W.open, Shown.count(total.openFindings),
                say(
                    "已整改 \(bulletin.findings.count { !$0.mended.isEmpty })",
                    "\(bulletin.findings.count { !$0.mended.isEmpty }) mended meanwhile"))
            figure(
                Bilingual(zh: "逾期未公开", en: "Overdue disclosures"), Shown.count(bulletin.overdue.count),
                say("豁免 \(total.exempt)，撤回 \(total.withdrawn)", "\(total.exempt) exempt, \(total.withdrawn) withdrawn"))
        }
        var table = BulletinTable(
            caption: say("各园区", "Parks"),
            [
                (W.park, false), (W.required, true), (W.listed, true), (W.opening, true), (W.completeness, true),
                (W.timeliness, true), (W.external, true), (W.sharing, true), (W.users, true), (W.billed, true),
                (W.open, true),
            ].map { ($0.0[language], $0.1) })
        func cells(_ part: BulletinPart, _ name: String) -> [String] {
            let minutes = part.figures.minutes
            return [
                name, Shown.count(part.required), Shown.count(part.listed), Shown.percent(part.opening),
                Shown.percent(part.completeness), Shown.percent(part.timeliness), Shown.hours(minutes.external),
                Shown.percent(part.sharing), Shown.cell(part.users.external), Shown.money(part.figures.billed),
                Shown.count(part.openFindings),
            ]
        }
        for park in bulletin.parks { table.add(cells(park, named(park))) }
        table.sum(cells(total, W.total[language]))
        table.write(&page)
    }

    private func ranking(_ page: inout Markup) {
        page.element("h2", W.ranking[language])
        page.element(
            "p",
            say(
                "依次比较公开率、共享率、对外机时和未整改问题；相同者名次相同。没有仪器也没有公开义务的单位不排名。",
                "By opening rate, then sharing rate, then hours for outsiders, then fewest open findings; equals share a "
                    + "rank. Units that hold nothing and owe nothing have none."))
        var table = BulletinTable(
            caption: say("单位排名", "Ranking"),
            [
                (W.rank, true), (W.unit, false), (W.required, true), (W.listed, true), (W.opening, true),
                (W.completeness, true), (W.timeliness, true), (W.external, true), (W.sharing, true), (W.open, true),
            ].map { ($0.0[language], $0.1) })
        for unit in bulletin.units {
            table.add([
                unit.rank.map(String.init) ?? "–", named(unit), Shown.count(unit.required), Shown.count(unit.listed),
                Shown.percent(unit.opening), Shown.percent(unit.completeness), Shown.percent(unit.timeliness),
                Shown.hours(unit.figures.minutes.external), Shown.percent(unit.sharing),
                Shown.count(unit.openFindings),
            ])
        }
        table.write(&page)
        pictures(&page, "rates", say("图 1 各单位共享率", "Figure 1. Sharing rate by unit")) { id, caption, units in
            RateBars.picture(
                id: id, title: caption,
                description: say(
                    "横条为对外共享机时占运行机时的百分比；数字见上表“共享率”一列。",
                    "Bars show the hours for outsiders in percent of the hours run; the figures are in the table above, "
                        + "under sharing rate."),
                units.map { .init(label: named($0), rate: $0.sharing) })
        }
    }

    private func minutes(_ page: inout Markup) {
        page.element("h2", W.minutes[language])
        pictures(&page, "minutes", say("图 2 各单位机时构成", "Figure 2. How each unit's time was spent")) {
            id, caption, units in
            MinuteBars.picture(
                id: id, title: caption,
                description: say(
                    "每个横条为一个单位全部仪器的总时长，按八类划分；数字见下表。",
                    "Each bar is all the time of a unit's instruments, cut into eight classes; the figures are in the table "
                        + "below."),
                classes: W.classes.map { $0[language] },
                units.map { .init(label: named($0), minutes: $0.figures.minutes) })
        }
        var table = BulletinTable(
            caption: say("八类机时（小时）", "Eight classes of time, in hours"),
            [(W.unit[language], false)] + W.classes.map { ($0[language], true) } + [(W.capacity[language], true)])
        func cells(_ part: BulletinPart, _ name: String) -> [String] {
            let minutes = part.figures.minutes
            return [name] + UsageMinutes.classes.map { Shown.hours(minutes[keyPath: $0.path]) } + [
                Shown.hours(minutes.capacity)
            ]
        }
        for unit in bulletin.units where unit.instruments > 0 { table.add(cells(unit, named(unit))) }
        table.sum(cells(bulletin.total, W.total[language]))
        table.write(&page)
    }

    /// As many pictures as the units need, for those of them that have instruments.
    private func pictures(
        _ page: inout Markup, _ id: String, _ caption: String, _ draw: (String, String, [BulletinPart]) -> [String]
    ) {
        let units = bulletin.units.filter { $0.instruments > 0 }
        let most = BulletinDocument.barsAPicture
        for (index, from) in stride(from: 0, to: units.count, by: most).enumerated() {
            let part = units.count > most ? say("（\(index + 1)）", " (\(index + 1))") : ""
            page.inside("figure") { figure in
                figure.element("figcaption", caption + part)
                figure.add(
                    draw("\(id)-\(index + 1)-\(language.rawValue)", caption + part, Array(units[from...].prefix(most))))
            }
        }
    }
}
