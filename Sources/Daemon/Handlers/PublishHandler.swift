import Booking
import Inventory
import Registry
import Wire

// PUBLISH and INVENTORY.
extension CommandRouter {
    func publish(_ call: Call) async throws {
        let unit = try await organisation(call.subject, kind: .unit)
        let mode = call.request["mode"].flatMap(PublishInventory.Mode.init(rawValue:)) ?? .all
        let document = call.document ?? []
        let format = call.request["format"].flatMap(InventoryFormat.init(rawValue:))
        // Reading a long list takes its time; this runs in a task of its own, not on an event loop.
        let read: ReadInventory
        do { read = try InventoryDocument.read(document, format: format) } catch {
            let place = error.faults.first
            throw WireError(
                .invalid, field: "document",
                extras: [Field("line", String(place?.line ?? 0))] + (place.map { [Field("column", $0.column)] } ?? []),
                message: error.message)
        }
        let rows = read.rows.map { row in
            PublishRow(
                line: row.line,
                candidate: {
                    switch row.result {
                    case .record(let record): .record(record)
                    case .refused(let faults):
                        .unreadable(
                            faults.map {
                                RowFault(line: $0.line, rule: $0.rule, column: $0.column, message: $0.message)
                            })
                    }
                }())
        }
        let dryRun = call.request.says("dry-run")
        let act = PublishInventory(
            unit: unit.id, unitCode: unit.code, rows: rows, mode: mode, dryRun: dryRun,
            correction: call.request["reason"] ?? read.correction, confirmed: read.confirmed)
        let language = call.language
        submit(act, call) { reply, outcome in
            guard case .published(let report) = outcome else { return false }
            Self.tell(report, read, mode: mode, dryRun: dryRun, &reply, language)
            return true
        }
    }

    private static func tell(
        _ report: PublishReport, _ read: ReadInventory, mode: PublishInventory.Mode, dryRun: Bool,
        _ reply: inout Reply, _ language: Language
    ) {
        reply.record("encoding", read.encoding.rawValue)
        for heading in read.headings {
            reply.record("column", heading.column) {
                switch heading.use {
                case .field(let field): $0.add("as", field.rawValue)
                case .extra(let name): $0.add("as", "extra:\(name)")
                case .composed: $0.add("as", "composed")
                }
            }
        }
        for row in report.rows {
            if row.faults.isEmpty { line(&reply, row, fault: nil, language) }
            for fault in row.faults { line(&reply, row, fault: fault, language) }
            for finding in row.findings {
                reply.record("finding") {
                    $0.add("line", row.line)
                    $0.add("instrument", row.path?.description)
                    $0.add("rule", finding.rule.rawValue)
                    $0.add("message", quoted: finding.message[language])
                }
            }
        }
        let refused = report.count(.refused)
        // A dry run answers as the run itself would.
        if report.applied || dryRun && (refused == 0 || mode == .each) {
            reply.ok {
                for outcome in [PublishReport.Outcome.created, .changed, .same, .refused] {
                    $0.add(outcome.rawValue, report.count(outcome))
                }
                if dryRun { $0.add("dry-run", true) }
            }
        } else {
            let rules = Set(report.rows.flatMap(\.faults).compactMap(\.rule?.rawValue)).sorted()
            reply.err(
                WireError(
                    .rule, rule: rules.isEmpty ? nil : rules.joined(separator: ","),
                    extras: [Field("refused", String(refused)), Field("rows", String(report.rows.count))],
                    zh: "\(report.rows.count) 行中有 \(refused) 行被拒，什么都没有改变；改正后重发，或用 mode=each 只登记合格的行。",
                    en: "\(refused) of \(report.rows.count) rows were refused and nothing was changed; mend them, or "
                        + "publish the good ones with mode=each."),
                language)
        }
    }

    private static func line(
        _ reply: inout Reply, _ row: PublishReport.Row, fault: RowFault?, _ language: Language
    ) {
        reply.record("row") {
            $0.add("line", fault?.line ?? row.line)
            $0.add("instrument", row.path?.description)
            $0.add("outcome", row.outcome.rawValue)
            guard let fault else { return }
            if let column = fault.column, !column.isEmpty { $0.add("column", column) }
            $0.add("service", fault.service)
            $0.add("old", fault.old)
            $0.add("new", fault.new)
            $0.add("rule", fault.rule?.rawValue)
            $0.add("message", quoted: fault.message[language])
        }
    }

    func inventory(_ call: Call) async throws -> Reply {
        let unit = try await organisation(call.subject, kind: .unit)
        guard Authority.governs(try call.requester(), organisation: unit.id, park: unit.park) else {
            throw WireError.notYours
        }
        let records = try await reader.inventory(of: unit.id).map(\.register.record)
        var reply = Reply()
        let isJSON = call.request["format"] == InventoryFormat.json.rawValue
        if isJSON || !records.isEmpty {
            reply.document(isJSON ? InventoryWriter.json(records) : InventoryWriter.csv(records))
        }
        reply.ok { $0.add("count", records.count) }
        return reply
    }
}
