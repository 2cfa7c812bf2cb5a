/// What a person could type.
enum ModelAct: Sendable {
    case reserve(ModelWish)
    case series(ModelWish, days: Int, count: Int, skipping: Bool)
    case together([Int], ModelWish, skipping: Bool)
    case move(Int, Range<Int>)
    case cancel(Int, reason: String?)
    // The unit's, and the offices' above it.
    case approve(Int)
    case decline(Int, reason: String)
    case start(Int, at: Int)
    case finish(Int, at: Int)
    case noShow(Int)
    case close(Int, Range<Int>, reason: String)
    case reopen(Int)
    case qualify(Int, firm: Int, until: Int?)
    case disqualify(Int, firm: Int)
    case requests
    // An office's. Days are counted from 1 January 1970.
    case certify(Int, until: Int)
    case decertify(Int)
    case restore(Int)

    var verb: String { String("\(self)".prefix { $0 != "(" }) }

    func line(_ zone: ModelZone) -> String {
        func times(_ period: Range<Int>) -> String {
            "start=\(ModelClock.text(period.lowerBound)) end=\(ModelClock.text(period.upperBound))"
        }
        func rest(_ wish: ModelWish) -> String {
            (wish.project ? " project=P-1" : "")
                + (wish.selfOperated.map { $0 ? " access=self" : " access=assisted" } ?? "")
        }
        func path(_ instrument: Int) -> String { zone.instruments[instrument].path }
        switch self {
        case .reserve(let wish):
            return "RESERVE \(path(wish.instrument)) service=imaging \(times(wish.period))\(rest(wish))"
        case .series(let wish, let days, let count, let skipping):
            return "RESERVE \(path(wish.instrument)) service=imaging start=\(ModelClock.text(wish.period.lowerBound))"
                + " for=\(wish.period.count)m\(rest(wish)) repeat=FREQ=DAILY;INTERVAL=\(days) count=\(count)"
                + (skipping ? " skip=conflicts" : "")
        case .together(let instruments, let wish, let skipping):
            return "RESERVE \(path(instruments[0])) service=imaging \(times(wish.period))\(rest(wish))"
                + " with=\(instruments.dropFirst().map(path).joined(separator: ","))"
                + (skipping ? " skip=conflicts" : "")
        case .move(let number, let period): return "MOVE b\(number) \(times(period))"
        case .cancel(let number, let reason): return "CANCEL b\(number)" + (reason.map { " reason=\($0)" } ?? "")
        case .approve(let number): return "APPROVE b\(number)"
        case .decline(let number, let reason): return "DECLINE b\(number) reason=\(reason)"
        case .start(let number, let at): return "START b\(number) at=\(ModelClock.text(at))"
        case .finish(let number, let at): return "FINISH b\(number) at=\(ModelClock.text(at))"
        case .noShow(let number): return "NOSHOW b\(number)"
        case .close(let instrument, let period, let reason):
            return "CLOSE \(path(instrument)) \(times(period)) reason=\(reason)"
        case .reopen(let closure): return "REOPEN c\(closure)"
        case .qualify(let instrument, let firm, let until):
            return "QUALIFY \(path(instrument)) account=\(zone.accounts[firm])"
                + (until.map { " until=\(ModelClock.day(text: $0))" } ?? "")
        case .disqualify(let instrument, let firm):
            return "DISQUALIFY \(path(instrument)) account=\(zone.accounts[firm])"
        case .requests: return "REQUESTS"
        case .certify(let firm, let until):
            return "CERTIFY \(zone.code(firm)) status=small-firm evidence=E-1 until=\(ModelClock.day(text: until))"
        case .decertify(let firm): return "DECERTIFY \(zone.code(firm)) reason=grown"
        case .restore(let firm): return "RESTORE \(zone.code(firm))"
        }
    }
}
