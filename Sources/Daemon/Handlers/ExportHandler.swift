import Booking
import Inventory
import Registry
import Wire

// EXPORT: the month as it stands now, for anybody.
extension CommandRouter {
    func export(_ call: Call) async throws -> Reply {
        guard let month = Month(text: call.subject) else {
            throw WireError.invalid("month", zh: "月份写作 2026-11。", en: "A month is written 2026-11.")
        }
        let now = clock.now()
        let ledger = try await reader.ledger(of: month)
        let table: Table =
            switch call.request["table"] {
            case "instruments": ledger.instrumentsTable
            case "services": ledger.servicesTable(at: min(now, calendar.period(of: month).end))
            default: ledger.usageTable
            }
        let isJSON = call.request["format"] == "json"
        var reply = Reply()
        reply.document(isJSON ? TableJSON.write(table) : CSV.write([table.columns] + table.rows))
        reply.ok {
            $0.add("month", month.description)
            $0.add("table", table.name)
            $0.add("format", isJSON ? "json" : "csv")
            $0.add("revision", "draft")
            $0.add("rows", table.rows.count)
            $0.add("computed", now, in: calendar)
        }
        return reply
    }
}
