/// A unit cancels a confirmed booking of somebody else's only for a coded reason, and like periods are offered instead.
///
/// The booking is then `bumped`, and counted against the unit. A reason that the data contradict is refused as in rule
/// O4. Where the rule is off, a coded reason is enough and nothing is offered.
package enum O5 {
    /// How many like periods are offered.
    static let offers = 3
    /// How far past the old time they are looked for.
    static let within = Span.days(14)

    static let rule = Rule(
        "O5", zh: "所属单位取消已确认的外来预约须有规定理由并给出替代时段",
        en: "A unit cancels a confirmed outside booking only for a coded reason, with a substitute offered",
        source: .promise, modes: [.on, .off])
}
