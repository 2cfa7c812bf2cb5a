package import Booking

/// What the national platform for large research instruments (重大科研基础设施和大型科研仪器国家网络管理平台) takes: the fields of
/// its reporting interface by their keys, under the headings of its forms. Keys and headings are known second-hand, from
/// systems that report to it: the platform publishes no list of them, so compare them with its current form before a file
/// goes there. What Yiqi does not know is left empty for the unit to fill in; nothing is made up.
package enum NationalPlatform {
    /// A column: the key of the interface, and the heading of the form.
    package struct Field: Hashable, Sendable {
        package let key: String
        package let heading: String
    }

    package static let instrumentFields: [Field] = [
        ("cname", "仪器名称"), ("ename", "英文名称"), ("innerId", "所在单位仪器编号"), ("instrCategory", "仪器分类编码"),
        ("instrVersion", "规格型号"), ("manufacturer", "生产制造商"), ("nation", "产地国别"), ("worth", "原值（万元）"),
        ("funds", "主要购置经费来源"), ("beginDate", "验收日期"), ("insideDepart", "所属单位"), ("street", "安放地址"),
        ("technical", "主要技术指标"), ("function", "主要功能"), ("serviceContent", "服务内容"), ("fee", "参考收费标准"),
        ("requirement", "对外开放共享规定"), ("serviceUrl", "预约服务网址"), ("contact", "联系人"), ("phone", "电话"),
        ("email", "电子邮箱"),
    ].map { Field(key: $0.0, heading: $0.1) }

    package static let unitFields: [Field] = [
        ("innerId", "所在单位编号"), ("cname", "单位名称"), ("ename", "英文名称"), ("address", "所在园区"),
        ("instruNum", "大型科研仪器数量"), ("worth", "原值（万元）"), ("serviceContent", "服务内容"), ("contact", "联系人"),
        ("phone", "电话"), ("email", "电子邮箱"),
    ].map { Field(key: $0.0, heading: $0.1) }

    package static func instruments(_ entries: [CatalogueEntry], _ web: WebAddress) -> [[String]] {
        entries.map { entry in
            let r = entry.record
            let values: [String?] = [
                r.name, r.nameEn, r.number, r.classCode, r.model, r.maker, r.origin,
                r.originalValue.map(tenThousands), r.funding, r.acceptanceDate?.description, entry.unit.name,
                r.location,
                r.technical, r.function, r.services.map(\.content).joined(separator: "；"), entry.prices,
                r.openHours.map { "开放时间 \($0)" }, web.isAbsolute ? web.instrument(entry.path) : nil,
                ContactText.name(r.contact), ContactText.telephone(r.contact), ContactText.mail(r.contact),
            ]
            return values.map { $0 ?? "" }
        }
    }

    /// A row for each unit that has an entry, in the order of the first.
    package static func units(_ entries: [CatalogueEntry]) -> [[String]] {
        var order: [String] = []
        var groups: [String: [CatalogueEntry]] = [:]
        for entry in entries {
            if groups[entry.unit.code] == nil { order.append(entry.unit.code) }
            groups[entry.unit.code, default: []].append(entry)
        }
        return order.map { code in
            let own = groups[code]!
            let first = own[0]
            let worth = own.reduce(Money(fen: 0)) { $0 + ($1.record.originalValue ?? Money(fen: 0)) }
            var offered: [String] = []
            for content in own.flatMap({ $0.record.services.map(\.content) }) where !offered.contains(content) {
                offered.append(content)
            }
            return [
                code, first.unit.name, first.unit.nameEn ?? "", first.park.name, "\(own.count)", tenThousands(worth),
                offered.joined(separator: "；"), ContactText.name(first.unitContact) ?? "",
                ContactText.telephone(first.unitContact) ?? "", ContactText.mail(first.unitContact) ?? "",
            ]
        }
    }

    /// A table of the platform's under its headings, or under its keys.
    package static func table(_ name: String, _ fields: [Field], _ rows: [[String]], keys: Bool = false) -> Table {
        Table(unsorted: Table(name, columns: fields.map { keys ? $0.key : $0.heading }, keys: 0, rows: []), rows: rows)
    }

    /// Exact: `12.345678` for 123,456.78 yuan.
    package static func tenThousands(_ money: Money) -> String {
        let (whole, rest) = money.fen.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        var digits = String(rest)
        digits = String(repeating: "0", count: 6 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return (money.fen < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : "." + digits)
    }
}
