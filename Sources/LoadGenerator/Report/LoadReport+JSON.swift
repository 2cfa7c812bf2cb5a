extension LoadReport {
    /// For programs. The figures of the whole stand on a line each, before those of the verbs. Latencies in microseconds.
    package var json: String {
        let cpu = outcome.cpu
        let tally = outcome.tally
        var lines = [
            ("clients", "\(clients)"), ("pipeline", "\(pipeline)"), ("seconds", Decimal.text(seconds, 3)),
            ("ran-out", "\(ranOut)"), ("throughput", Decimal.text(rate, 2)), ("errors", "\(errors)"),
            ("error-percent", Decimal.text(errorShare, 4)), ("not-understood", "\(tally.foreign)"),
            ("lost-connections", "\(tally.lost)"), ("unanswered", "\(tally.unanswered)"),
            ("cpu-user", Decimal.text(cpu.user, 3)), ("cpu-system", Decimal.text(cpu.system, 3)),
            ("reservations", "\(tally.verbs[LoadVerb.reserve.rawValue].all)"),
            ("used-slots", "\(outcome.usedSlots)"), ("used-firms", "\(outcome.usedFirms)"),
            ("reservations-each-second", "[" + tally.seconds.map { "\($0)" }.joined(separator: ", ") + "]"),
        ].map { "  \"\($0)\": \($1)" }
        let verbs = verbs.map { "    \(Self.quoted($0.name)): \(Self.object($0))" }.joined(separator: ",\n")
        lines.append("  \"verbs\": {\n\(verbs)\n  }")
        return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
    }

    private static func object(_ verb: OfVerb) -> String {
        var fields = [
            ("ok", "\(verb.measured)"), ("ok-with-warm-up", "\(verb.all)"), ("rate", Decimal.text(verb.rate, 2)),
        ]
        if let latency = verb.latency {
            fields += [
                ("mean", Decimal.text(latency.mean, 1)), ("p50", "\(latency.p50)"), ("p90", "\(latency.p90)"),
                ("p99", "\(latency.p99)"), ("p99.9", "\(latency.p999)"), ("max", "\(latency.max)"),
            ]
        }
        let errors = verb.errors.map { "\(quoted($0.code)): \($0.count)" }.joined(separator: ", ")
        fields.append(("errors", "{\(errors)}"))
        return "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }

    /// All that is quoted here are words of the protocol.
    private static func quoted(_ word: String) -> String { "\"\(word)\"" }
}
