import Booking

// How requests were answered, what was found, and what was wanting.
extension BulletinArticle {
    func requests(_ page: inout Markup) {
        page.element("h2", W.requests[language])
        var table = BulletinTable(
            caption: say("外部申请", "Requests of outsiders"),
            [
                (W.unit, false), (W.asked, true), (W.accepted, true), (W.refused, true), (W.withdrawn, true),
                (W.expired, true), (W.median, true), (W.p90, true), (W.cancelled, true), (W.noShow, true),
            ].map { ($0.0[language], $0.1) })
        func cells(_ part: BulletinPart, _ name: String) -> [String] {
            let figures = part.figures
            return [
                name, Shown.count(figures.requests), Shown.count(figures.accepted), Shown.count(figures.refused),
                Shown.count(figures.withdrawn), Shown.count(figures.expired), Shown.cell(part.reply.median),
                Shown.cell(part.reply.p90), Shown.count(figures.unitCancelled), Shown.count(figures.noShow),
            ]
        }
        for unit in bulletin.units where unit.instruments > 0 { table.add(cells(unit, named(unit))) }
        table.sum(cells(bulletin.total, W.total[language]))
        table.write(&page)

        page.element("h3", say("按原因分的拒绝", "Refusals by reason"))
        let reasons = bulletin.total.figures.refusedByReason.filter { $0.value > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard !reasons.isEmpty else { return page.element("p", W.none[language]) }
        var refusals = BulletinTable(
            caption: W.reason[language],
            [(W.reason[language], false), (W.count[language], true), (say("单位（次数）", "Units (times)"), false)])
        for (reason, count) in reasons {
            let units = bulletin.units.compactMap { unit in
                unit.figures.refusedByReason[reason].map { "\(named(unit)) (\($0))" }
            }
            refusals.add([
                W.refusal(reason)[language].clipped(80), Shown.count(count),
                units.joined(separator: language == .zh ? "、" : ", ").clipped(400),
            ])
        }
        refusals.write(&page)
    }

    func overdue(_ page: inout Markup) {
        page.element("h2", W.overdue[language])
        guard !bulletin.overdue.isEmpty else { return page.element("p", W.none[language]) }
        var table = BulletinTable(
            caption: say("期末仍未公开（规则 D3）", "Not disclosed at the end (rule D3)"),
            [
                (W.instrument, false), (W.unit, false), (W.since, false), (W.limit, true), (W.late, true),
            ].map { ($0.0[language], $0.1) })
        for finding in bulletin.overdue {
            table.add([
                finding.place.clipped(120), name(ofUnit: finding.unit), Shown.moment(finding.since),
                finding.limit.clipped(40), finding.found.clipped(40),
            ])
        }
        table.write(&page)
    }

    func findings(_ page: inout Markup) {
        page.element("h2", W.findings[language])
        guard !bulletin.findings.isEmpty else { return page.element("p", W.none[language]) }
        var table = BulletinTable(
            caption: say("违反的每条规则", "Every rule that was broken"),
            [
                (W.instrument, false), (W.name, false), (W.rule, false), (W.since, false), (W.mended, false),
                (W.limit, true), (W.found, true),
            ].map { ($0.0[language], $0.1) })
        for finding in bulletin.findings {
            table.add(
                [
                    finding.place.clipped(120), Shown.cell(finding.name.clipped(80)),
                    "\(finding.rule.rawValue) \(finding.title[language])", Shown.moment(finding.since),
                    finding.mended.isEmpty ? W.notMended[language] : Shown.moment(finding.mended),
                    Shown.cell(finding.limit.clipped(60)), Shown.cell(finding.found.clipped(60)),
                ], marked: finding.mended.isEmpty ? 4 : nil)
        }
        table.write(&page)
    }

    func needs(_ page: inout Markup) {
        page.element("h2", W.needs[language])
        guard let needs = bulletin.needs else {
            return page.element(
                "p", say("本期没有统计发布的需求。", "Posted needs are not counted in this issue."))
        }
        guard !needs.isEmpty else { return page.element("p", W.none[language]) }
        var table = BulletinTable(
            caption: say("发布的需求", "Posted needs"),
            [(W.category[language], false), (W.posted[language], true), (W.unmet[language], true)])
        for need in needs {
            table.add([
                need.category.isEmpty ? W.anyCategory[language] : need.category.clipped(80), Shown.count(need.posted),
                Shown.count(need.unmet),
            ])
        }
        table.sum([
            W.total[language], Shown.count(needs.reduce(0) { $0 + $1.posted }),
            Shown.count(needs.reduce(0) { $0 + $1.unmet }),
        ])
        table.write(&page)
    }

    func notes(_ page: inout Markup) {
        page.element("h2", W.notes[language])
        page.inside("ul", ["class": "notes"]) { list in
            list.element(
                "li",
                say(
                    "总时长为通道数×天数×1440 分钟，八类互不重叠，合计等于总时长。共享率为对外共享机时除以运行机时。",
                    "Capacity is channels × days × 1440 minutes; the eight classes are disjoint and add up to it. The sharing "
                        + "rate is the time for outsiders, as far as it counts as sharing, by the time run."))
            list.element(
                "li",
                say(
                    "合计的比率由总数相除，不是比率的平均；小时四舍五入到一位，精确的分钟见数据表。",
                    "Rates of sums are of the sums, never means of rates; hours are rounded to one decimal, the exact minutes "
                        + "are in the tables of data."))
            list.element(
                "li",
                say(
                    "外部用户按单位去重，少于三个的记作 <3；通报不列任何个人或企业。",
                    "Outside users are distinct organisations, fewer than three printed <3; no person and no firm is named."
                ))
            list.element(
                "li",
                say(
                    "规则：政策 \(head.policy)；程序：\(head.program)。",
                    "Rules: policy \(head.policy); program: \(head.program)."))
            if case .several = bulletin.time {
                list.element(
                    "li",
                    say(
                        "机时、申请和费用为各月封存月报之和，用户和需求不重复计数；公开情况以最后一个月的月末为准，排名由二者得出。",
                        "Time, requests and money are sums of the sealed months, users and needs are counted once; what is "
                            + "disclosed is as of the end of the last month, and ranks follow from both."))
            }
            for edition in head.editions {
                list.element("li", ["class": "hash"], "\(edition.name) SHA-256 \(edition.sha256)")
            }
        }
    }

    private func name(ofUnit code: String) -> String {
        bulletin.units.first { $0.code == code }.map(named) ?? code
    }
}
