import Histogram
import Wire

/// The figures of a run, as they are printed.
package struct LoadReport: Sendable {
    package struct Latency: Hashable, Sendable {
        /// Microseconds.
        package var mean: Double
        package var p50, p90, p99, p999, max: UInt64
    }

    package struct OfVerb: Hashable, Sendable {
        package var name: String
        /// Answered OK while measuring, and from the beginning.
        package var measured: Int
        package var all: Int
        /// A second, of those that were answered OK while measuring.
        package var rate: Double
        package var latency: Latency?
        /// By code, only those that came; warm-up included.
        package var errors: [(code: String, count: Int)] {
            zip(codes, counts).map { ($0, $1) }
        }
        var codes: [String]
        var counts: [Int]
    }

    package let clients: Int
    package let pipeline: Int
    /// Seconds that were measured; fewer than asked for when the supply ran out.
    package let seconds: Double
    package let ranOut: Bool
    package let verbs: [OfVerb]
    /// Answered OK a second, signing in left out.
    package let rate: Double
    package let errors: Int
    /// Errors of all answers, as a percentage.
    package let errorShare: Double
    package let outcome: LoadOutcome

    package init(_ outcome: LoadOutcome, clients: Int, pipeline: Int) {
        self.outcome = outcome
        self.clients = clients
        self.pipeline = pipeline
        let tally = outcome.tally
        let asked = Double(outcome.schedule.measureTo - outcome.schedule.measureFrom) / 1e9
        let worked =
            tally.last > outcome.schedule.measureFrom
            ? Double(tally.last - outcome.schedule.measureFrom) / 1e9 : 0
        // The measuring then ends with the last answer.
        ranOut = tally.ranOut
        let seconds = ranOut ? worked : asked
        self.seconds = seconds
        verbs = LoadVerb.allCases.compactMap { verb in
            let counts = tally.verbs[verb.rawValue]
            let errors = counts.errors.enumerated().filter { $0.element > 0 }
            guard counts.all > 0 || !errors.isEmpty else { return nil }
            return OfVerb(
                name: verb.name, measured: counts.measured, all: counts.all,
                rate: seconds > 0 ? Double(counts.measured) / seconds : 0, latency: Latency(counts.latency),
                codes: errors.map { ErrorCode.allCases[$0.offset].rawValue }, counts: errors.map(\.element))
        }
        rate = verbs.filter { $0.name != LoadVerb.auth.name }.reduce(0) { $0 + $1.rate }
        errors = verbs.reduce(0) { $0 + $1.counts.reduce(0, +) }
        let answers = verbs.reduce(0) { $0 + $1.all } + errors
        errorShare = answers > 0 ? Double(errors) * 100 / Double(answers) : 0
    }

    /// Why the run has failed, a sentence each; empty when it has not.
    ///
    /// - Parameter maxErrors: The percentage of errors that is let pass.
    /// - Parameter expectsConflicts: Leaves errors of code `conflict` out: they are what was asked for.
    package func failures(maxErrors: Double, expectsConflicts: Bool) -> [String] {
        var failures: [String] = []
        let tally = outcome.tally
        if tally.foreign > 0 { failures.append("\(tally.foreign) replies were not understood") }
        if tally.lost > 0 { failures.append("\(tally.lost) connections were ended by the daemon") }
        if tally.unanswered > 0 { failures.append("\(tally.unanswered) requests were not answered") }
        if verbs.allSatisfy({ $0.measured == 0 }) { failures.append("nothing was answered OK while measuring") }
        let conflicts =
            expectsConflicts
            ? verbs.reduce(0) { $0 + ($1.errors.first { $0.code == ErrorCode.conflict.rawValue }?.count ?? 0) } : 0
        let share = errors > 0 ? errorShare * Double(errors - conflicts) / Double(errors) : 0
        if share > maxErrors {
            failures.append(
                "\(Decimal.text(share, 3)) % of the answers were errors; \(Decimal.text(maxErrors, 3)) % are let pass")
        }
        return failures
    }
}

extension LoadReport.Latency {
    init?(_ histogram: Histogram<UInt64>) {
        guard histogram.totalCount > 0 else { return nil }
        self.init(
            mean: histogram.mean, p50: histogram.valueAtPercentile(50), p90: histogram.valueAtPercentile(90),
            p99: histogram.valueAtPercentile(99), p999: histogram.valueAtPercentile(99.9), max: histogram.max)
    }
}

/// Numbers with a fixed count of places, as people and JSON read them.
package enum Decimal {
    package static func text(_ value: Double, _ places: Int) -> String {
        guard value.isFinite else { return "0" }
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((value.magnitude * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        if places == 0 { return "\(sign)\(scaled)" }
        let part = String(scaled % scale)
        return "\(sign)\(scaled / scale).\(String(repeating: "0", count: places - part.utf8.count))\(part)"
    }
}
