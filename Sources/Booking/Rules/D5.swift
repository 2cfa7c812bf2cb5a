/// Withdrawn, retired and broken instruments take no new bookings; those they have are honoured or cancelled one by one.
package enum D5 {
    static let rule = Rule(
        "D5", zh: "已撤回、退役或停用的仪器不接受新预约",
        en: "Withdrawn, retired or out of service: no new bookings", source: .promise, modes: [.on],
        booking: Judge(find: find, say: say))

    @Sendable private static func find(_ c: BookingCase, _ setting: RuleSetting) -> Finding {
        if case .withdrawn(_, let until, _) = c.register.disclosure, until.map({ c.period.start < $0 }) ?? true {
            return Finding(
                .failed, limit: until.map { .instant($0) } ?? .none, variant: 1,
                outlook: until.map { .from($0) } ?? .never)
        }
        return switch c.record.status {
        case .inService: .passed
        case .outOfService: Finding(.failed, variant: 2, outlook: .never)
        case .retired: Finding(.failed, variant: 3, outlook: .never)
        }
    }

    @Sendable private static func say(_ c: BookingCase, _ setting: RuleSetting, _ f: Finding) -> Bilingual {
        let path = c.register.path
        switch f.variant {
        case 1:
            guard case .withdrawn(let reason, let until, _) = c.register.disclosure else { break }
            guard let until else {
                return Bilingual(
                    zh: "\(path) 已撤回（\(reason)），不接受新预约。",
                    en: "\(path) is withdrawn (\(reason)) and takes no new bookings.")
            }
            let moment = TimeText.plain(until, in: c.calendar)
            return Bilingual(
                zh: "\(path) 已撤回（\(reason)），\(moment) 起方可预约。",
                en: "\(path) is withdrawn (\(reason)); book from \(moment) on.")
        case 2:
            return Bilingual(
                zh: "\(path) 停用中，恢复前不接受新预约。",
                en: "\(path) is out of service and takes no bookings until it is back.")
        case 3:
            return Bilingual(zh: "\(path) 已退役。", en: "\(path) is retired and takes no bookings any more.")
        default: break
        }
        return Bilingual(zh: "该仪器在用。", en: "The instrument is in service.")
    }
}
