/// Several instruments, or a series, are one act: all or none, unless skipping was asked for; and no two wishes of one
/// act may stand in each other's way, whatever is skipped.
///
/// All or none holds by how an act is judged: its wishes are folded into a trial one after another, and the events are
/// taken only if none was refused. What is left to say is that a wish is kept out by another of the same act alone.
package enum B11 {
    static let rule = Rule(
        "B11", zh: "几台仪器或一个系列是一次预约：全成或全不成，且不得自相冲突",
        en: "Several instruments or a series are one act: all or none, and not in each other's way",
        source: .practice, modes: [.on])

    /// The refusal of a wish that would be granted if it were not for another of its act.
    static func refusal(_ register: InstrumentRegister, _ period: Period, taken: Period) -> Refusal {
        let calendar = register.calendar
        let (asked, other) = (TimeText.plain(period, in: calendar), TimeText.plain(taken, in: calendar))
        return .rules([
            Verdict(
                rule: rule.id, passed: false, used: Amount.period(taken).text(calendar),
                asked: Amount.period(period).text(calendar),
                message: Bilingual(
                    zh: "\(register.path) 的 \(asked) 与同一次预约中的 \(other) 冲突；请缩短时长，或改变重复规则。",
                    en:
                        "\(register.path) \(asked) is in the way of \(other), which the same act asks for; ask for less time "
                        + "or for other dates."))
        ])
    }
}
