import Wire

/// What comes of an act, by the model or by the daemon.
enum ModelVerdict: Equatable, Sendable {
    case booked(state: String, price: Int, respondBy: String?)
    case several(count: Int, skipped: Int, price: Int)
    case cancelled(late: Bool)
    /// Another step of one booking.
    case now(state: String)
    case approved(price: Int)
    /// Whose time the use took.
    case finished(price: Int, affected: Set<Int>)
    /// What is booked in the closed time.
    case closed(standing: Set<Int>)
    case restored(strikes: Int)
    /// Numbers, and whose word it is.
    case requests(Set<String>)
    case done
    case refused(code: String, rules: Set<String>)
    /// Of several, which were refused, by place, and the code of the first.
    case refusedSeveral(code: String, rules: Set<String>, places: [Int])

    static func refused(_ code: String) -> ModelVerdict { .refused(code: code, rules: []) }

    /// A time that is taken is a conflict, if nothing else is wrong.
    static func refused(by rules: Set<String>) -> ModelVerdict {
        rules == ["B1"] ? .refused("conflict") : .refused(code: "rule", rules: rules)
    }

    /// What it is called where kinds of outcome are counted.
    var kinds: [String] {
        switch self {
        case .refused(let code, let rules): rules.isEmpty ? [code] : rules.sorted()
        case .refusedSeveral: ["several refused"]
        case .booked(let state, _, _): [state]
        case .several(_, let skipped, _): [skipped > 0 ? "some skipped" : "several"]
        case .cancelled(let late): [late ? "cancelled late" : "cancelled"]
        case .now(let state): [state]
        case .approved: ["approved"]
        case .finished(_, let affected): [affected.isEmpty ? "finished" : "overtime"]
        case .closed(let standing): [standing.isEmpty ? "closed" : "closed over bookings"]
        case .restored: ["restored"]
        case .requests: ["requests"]
        case .done: ["done"]
        }
    }

    /// What the daemon said to an act.
    init(_ answer: Answer, to act: ModelAct) throws {
        let records = try answer.records()
        func numbers(_ word: String) -> Set<Int> {
            Set(records.filter { $0.word == word }.compactMap { $0.subject.flatMap { Int($0.dropFirst()) } })
        }
        let price = Int((answer["price"] ?? "").filter { $0 != "." }) ?? -1
        if let code = answer.code {
            let rules = Set((answer["rule"] ?? "").split(separator: ",").map(String.init))
            let places = records.filter { $0.word == "refused" }.compactMap { Int($0["number"] ?? "") }
            self =
                places.isEmpty
                ? .refused(code: code.rawValue, rules: rules)
                : .refusedSeveral(code: code.rawValue, rules: rules, places: places)
            return
        }
        let state = answer["state"] ?? ""
        switch act {
        case .reserve, .move: self = .booked(state: state, price: price, respondBy: answer["respond-by"])
        case .series, .together:
            self = .several(
                count: Int(answer["count"] ?? "") ?? -1, skipped: Int(answer["skipped"] ?? "0") ?? -1, price: price)
        case .cancel: self = state == "cancelled" ? .cancelled(late: answer["late"] == "yes") : .now(state: state)
        case .approve: self = .approved(price: state == "confirmed" ? price : -1)
        case .decline, .start, .noShow: self = .now(state: state)
        case .finish: self = .finished(price: state == "finished" ? price : -1, affected: numbers("affected"))
        case .close: self = .closed(standing: numbers("booking"))
        case .restore: self = .restored(strikes: Int(answer["strikes"] ?? "") ?? -1)
        case .requests:
            self = .requests(
                Set(records.filter { $0.word == "request" }.map { "\($0.subject ?? "") \($0["turn"] ?? "")" }))
        case .reopen, .qualify, .disqualify, .certify, .decertify: self = .done
        }
    }
}
