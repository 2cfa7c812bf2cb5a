import Booking
import Edition
import Registry
import Wire

// BULLETIN: what a month, a quarter or a year came to, park by park and unit by unit, for reading and for printing.
extension CommandRouter {
    func bulletin(_ call: Call) async throws -> Reply {
        let request = call.request
        guard let time = BulletinTime(call.subject) else { throw WireError.noMonth }
        var order = BulletinOrder(time)
        order.park = request["park"]
        order.unit = request["unit"]
        order.format = request["format"] ?? order.format
        order.section = request["part"].flatMap(BulletinSection.init(rawValue:)) ?? order.section
        order.revision = request["revision"]
        order.languages = request["languages"].flatMap(Language.init(rawValue:)).map { [$0] } ?? order.languages
        let maker = BulletinMaker(reader: reader, counting: counting, program: "yiqid \(status.read().version)")
        let made = try await maker.make(order)
        var reply = Reply()
        for line in made.lines { reply.text(line) }
        for line in made.workbook.map({ Base64.lines($0) }) ?? [] { reply.text(line) }
        reply.ok {
            $0.add("month", time.description)
            $0.add("format", order.format)
            if made.workbook != nil { $0.add("encoding", "base64") }
            switch time {
            case .month:
                $0.add("revision", made.editions.first.map { String($0.drop { $0 != "/" }.dropFirst()) } ?? "draft")
            case .several: $0.add("of", made.editions.joined(separator: ","))
            }
            $0.add("units", made.units)
            $0.add("computed", made.at, in: calendar)
        }
        return reply
    }
}
