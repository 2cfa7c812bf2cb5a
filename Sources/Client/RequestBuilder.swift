import Booking
package import Wire

/// Makes a request of what was typed: times and lengths as people write them become what the wire wants, by the
/// command table's own knowledge of each field.
package enum RequestBuilder {
    /// - Parameter fields: By their wire names; a nil value was not given.
    /// - Throws: `usage`, before anything is sent.
    package static func build(
        _ verb: Verb, subject: String? = nil, fields: [(String, String?)] = [], times: HumanTime
    ) throws(ClientError) -> Request {
        let spec = CommandTable.lookup(verb)
        var request = Request(verb: verb.rawValue)
        if let subject { request.subject = try translate(subject, spec.subject?.kind, times) }
        for (name, value) in fields {
            guard let value else { continue }
            let kind = spec.fields.first { $0.name == name && $0.goes(with: subject) }?.kind
            request.fields.append(Field(name, try translate(value, kind, times)))
        }
        do {
            _ = try CommandTable.check(request)
        } catch {
            throw .usage(zh: error.message.zh, en: error.message.en)
        }
        guard request.text.utf8.count < Limits.requestLine else {
            throw .usage(zh: WireError.requestTooLong.message.zh, en: WireError.requestTooLong.message.en)
        }
        return request
    }

    private static func translate(
        _ value: String, _ kind: ValueKind?, _ times: HumanTime
    ) throws(ClientError) -> String {
        switch kind {
        case .instant?: try times.instant(value)
        case .span?: try HumanSpan.read(value)
        case .day?: try times.day(value)
        case .month?: try times.month(value)
        case .months?: RollUpSpan(value.lowercased()) != nil ? value : try times.month(value)
        default: value
        }
    }
}
