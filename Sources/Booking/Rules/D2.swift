/// A disclosure is complete. Instruments without a duty to disclose need number and name only.
package enum D2 {
    static let rule = Rule(
        "D2", zh: "公开须完整", en: "A disclosure is complete", source: .seed, record: Judge(find: find, say: say),
        faults: { c, setting in
            [
                RecordFault(
                    rule: "D2", column: missing(c.record, c.duty).joined(separator: ","),
                    message: say(c, setting, find(c, setting)))
            ]
        })

    /// The columns that are missing, in the order of the inventory.
    package static func missing(_ record: InventoryRecord, _ duty: DisclosureDuty) -> [String] {
        var columns: [String] = []
        func need(_ column: String, _ present: Bool) { if !present { columns.append(column) } }
        func said(_ text: String?) -> Bool { !(text ?? "").allSatisfy(\.isWhitespace) }
        need("number", said(record.number))
        need("name", said(record.name))
        guard duty.isRequired else { return columns }
        need("model", said(record.model))
        need("maker", said(record.maker))
        need("class-scheme", said(record.classScheme))
        need("class-code", said(record.classCode))
        need("original-value", record.originalValue != nil)
        need("public-share", record.publicShare != nil)
        need("funding", said(record.funding))
        need("acceptance-date", record.acceptanceDate != nil)
        need("location", said(record.location))
        need("function", said(record.function))
        need("services", !record.services.isEmpty && record.services.allSatisfy { said($0.code) && said($0.content) })
        need("access", !record.access.isEmpty)
        need("open-hours", (record.openHours?.minutesAWeek ?? 0) > 0)
        need("contact", said(record.contact))
        need("complaints", said(record.complaints))
        return columns
    }

    @Sendable private static func find(_ c: RecordCase, _ setting: RuleSetting) -> Finding {
        let missing = missing(c.record, c.duty).count
        return Finding(missing == 0 ? .passed : .failed, asked: .count(missing), outlook: .never)
    }

    @Sendable private static func say(_ c: RecordCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let missing = missing(c.record, c.duty)
        guard !missing.isEmpty else {
            return c.duty.isRequired
                ? Bilingual(zh: "公开内容完整。", en: "The disclosure is complete.")
                : Bilingual(zh: "该仪器没有公开义务，已有编号和名称。", en: "It need not be disclosed; it has number and name.")
        }
        let list = missing.joined(separator: ", ")
        if c.duty == .unknownShare {
            return Bilingual(
                zh: "缺少 \(list)；请补全，或在没有财政资金时将 public-share 写作 0%。",
                en: "\(list) missing; fill them in, or state public-share as 0% where no public money is in it.")
        }
        return Bilingual(zh: "缺少 \(list)；请补全。", en: "\(list) missing; fill them in.")
    }
}
