import Booking
import Edition

/// A bulletin of a made-up month, as the daemon would make it.
struct MadeBulletin {
    var ledger: MonthLedger
    var bulletin: Bulletin
    var head: BulletinHead

    /// - Parameter named: a name for every unit and park instead of their own.
    init(_ seed: UInt64, named: String? = nil, detail: Bool = true) {
        ledger = november(seed)
        if let named {
            ledger.units = ledger.units.map { LedgerUnit(code: $0.code, name: named, nameEn: named, park: $0.park) }
            ledger.parks = ledger.parks.map { LedgerPark(code: $0.code, name: named, nameEn: named) }
            for index in ledger.instruments.indices { ledger.instruments[index].record.name = named }
        }
        bulletin = Bulletin(
            .month(ledger.month), tables: ledger.tables, detail: detail ? ledger.detailTable : nil, parks: ledger.parks,
            units: ledger.units, needs: [LedgerNeeds(category: named ?? "0301", posted: 5, unmet: 2)])!
        head = BulletinHead(
            zoneName: named ?? "张江示范区", zoneNameEn: named ?? "Zhangjiang", at: ledger.period.end, calendar: shanghai,
            policy: "zhangjiang 1", program: "yiqid 0.1.0")
    }

    var page: String {
        BulletinDocument.html(bulletin, head, languages: [.zh, .en]).joined(separator: "\n") + "\n"
    }
}
