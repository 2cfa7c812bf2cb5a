package import Booking

/// The tables of a monthly edition: their names, order, columns and keys.
package enum EditionForm {
    package struct TableForm: Sendable {
        package let name: String
        package let columns: [String]
        package let keys: Int
        package let title: Bilingual
    }

    package static let tables: [TableForm] = [
        TableForm(
            name: "instruments", columns: MonthLedger.instrumentColumns, keys: 1,
            title: Bilingual(zh: "公开的仪器", en: "Disclosed instruments")),
        TableForm(
            name: "services", columns: MonthLedger.serviceColumns, keys: 2,
            title: Bilingual(zh: "服务与价格", en: "Services and prices")),
        TableForm(
            name: "usage", columns: MonthLedger.usageColumns, keys: 1,
            title: Bilingual(zh: "使用情况", en: "Usage")),
        TableForm(
            name: "units", columns: MonthLedger.unitColumns, keys: 1,
            title: Bilingual(zh: "单位汇总与排名", en: "Units: sums and ranking")),
        TableForm(
            name: "withheld", columns: MonthLedger.withheldColumns, keys: 2,
            title: Bilingual(zh: "豁免公开（仅计数）", en: "Exempt from disclosure, as counts")),
        TableForm(
            name: "findings", columns: MonthLedger.findingColumns, keys: 4,
            title: Bilingual(zh: "发现的问题", en: "Findings")),
        TableForm(
            name: "corrections", columns: Revision.columns, keys: 3,
            title: Bilingual(zh: "更正", en: "Corrections")),
    ]

    package static let package = "datapackage.json"
    package static let sums = "SHA256SUMS"
    package static let signature = "SHA256SUMS.sig"

    package static func fileName(_ table: String) -> String { "\(table).csv" }

    /// Every file of a signed edition, sorted by name.
    package static let fileNames = (tables.map { fileName($0.name) } + [package, sums, signature]).sorted()
}
