import Booking
import Edition
import Registry
import Wire

// RECORDS: what the national platform takes every quarter, with the users' names.
extension CommandRouter {
    func records(_ call: Call) async throws {
        guard let span = RollUpSpan(call.subject), case .quarter = span, let first = span.months.first,
            let last = span.months.last
        else { throw WireError.quarter(call.subject) }
        let requester = try call.requester()
        let park = call.request["park"]
        // A unit that names none means itself.
        let own = requester.role == .lab ? requester.name.split(separator: "/").first.map(String.init) : nil
        let unit = call.request["unit"] ?? (park == nil ? own : nil)
        let period = Period(start: calendar.period(of: first).start, end: calendar.period(of: last).end)!
        let key = call.request.key.map { RequestKey(key: $0, request: call.request.canonicalText) }
        let result = await registry.desk.perform(
            .register(ReleaseRecords(span: span.description, park: park, unit: unit)), by: requester, key: key,
            // The names are nowhere but in the answer; a repeat of the key is told that they were given.
            render: { result in
                guard case .registered = result else { return "" }
                var reply = Reply()
                reply.ok { $0.add("quarter", span.description) }
                return String(decoding: reply.bytes, as: UTF8.self)
            })
        guard case .registered = result else { return call.complete(outcome(of: result, call)) }
        let records = try await reader.serviceRecords(in: period, park: park, unit: unit)
        let isJSON = call.request["format"] == "json"
        let table = NationalPlatform.table(
            "records", NationalPlatform.recordFields, NationalPlatform.records(records, calendar), keys: isJSON)
        var reply = Reply()
        reply.document(
            isJSON ? TableJSON.write(table) : String(decoding: CSVText.write(table), as: UTF8.self))
        reply.ok {
            $0.add("quarter", span.description)
            $0.add("format", isJSON ? "json" : "csv")
            $0.add("rows", records.count)
        }
        call.complete(Outcome(reply))
    }
}

extension WireError {
    fileprivate static func quarter(_ text: String) -> WireError {
        .invalid("quarter", zh: "季度写作 2026-q4。", en: "A quarter is written 2026-q4.")
    }
}
