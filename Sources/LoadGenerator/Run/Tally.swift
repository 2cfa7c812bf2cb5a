package import Histogram
import Wire

/// When a run counts; nanoseconds of a steady clock.
package struct Schedule: Hashable, Sendable {
    package let start: UInt64
    /// The end of the warm-up.
    package let measureFrom: UInt64
    package let measureTo: UInt64

    package init(start: UInt64, warmUp: Duration, duration: Duration) {
        self.start = start
        measureFrom = start + warmUp.nanoseconds
        measureTo = measureFrom + duration.nanoseconds
    }
}

extension Duration {
    /// Negative ones count as none.
    package var nanoseconds: UInt64 {
        let parts = components
        return parts.seconds < 0
            ? 0 : UInt64(parts.seconds) * 1_000_000_000 + UInt64(max(0, parts.attoseconds) / 1_000_000_000)
    }
}

/// What was answered, counted on one event loop.
package struct Tally: Sendable {
    package struct OfVerb: Sendable {
        /// Answered OK, warm-up included.
        package var all = 0
        /// Answered OK after the warm-up; with their latencies in microseconds.
        package var measured: Int { Int(latency.totalCount) }
        package var latency: Histogram<UInt64>
        /// Warm-up included, by place in ``ErrorCode/allCases``.
        package var errors = [Int](repeating: 0, count: ErrorCode.allCases.count)

        init() { latency = Histogram(highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: .three) }
    }

    package var verbs = LoadVerb.allCases.map { _ in OfVerb() }
    /// Reservations made in each second since the start of the warm-up.
    package var seconds: [Int] = []
    /// Replies that were not understood.
    package var foreign = 0
    /// Connections that the daemon ended, and requests that nobody answered.
    package var lost = 0
    package var unanswered = 0
    /// The first line of each kind of failure, for people.
    package var samples: [String: String] = [:]
    /// Whether a client stopped early because slots or firms were used up.
    package var ranOut = false
    /// When the last answer came that counted.
    package var last: UInt64 = 0

    package init() {}

    @inline(__always)
    mutating func add(_ verb: LoadVerb, _ final: ReplyScanner.Final, sent: UInt64, now: UInt64, _ schedule: Schedule) {
        switch final {
        case .ok:
            verbs[verb.rawValue].all += 1
            if now >= schedule.measureFrom, now < schedule.measureTo {
                verbs[verb.rawValue].latency.record(min((now - sent) / 1000, 60_000_000))
                last = now
            }
            if verb == .reserve { count(now, schedule) }
        case .err(let code, let line):
            verbs[verb.rawValue].errors[code] += 1
            note("\(verb.name) \(ErrorCode.allCases[code].rawValue)", line)
        case .foreign(let line):
            foreign += 1
            note("\(verb.name) not understood", line)
        }
    }

    private mutating func count(_ now: UInt64, _ schedule: Schedule) {
        guard now >= schedule.start, now < schedule.measureTo else { return }
        let second = Int((now - schedule.start) / 1_000_000_000)
        while seconds.count <= second { seconds.append(0) }
        seconds[second] += 1
    }

    mutating func note(_ kind: String, _ line: [UInt8]) {
        if samples[kind] == nil { samples[kind] = String(decoding: line, as: UTF8.self) }
    }

    package mutating func add(_ other: Tally) {
        for index in verbs.indices {
            verbs[index].all += other.verbs[index].all
            verbs[index].latency.add(other.verbs[index].latency)
            for code in other.verbs[index].errors.indices {
                verbs[index].errors[code] += other.verbs[index].errors[code]
            }
        }
        while seconds.count < other.seconds.count { seconds.append(0) }
        for (index, count) in other.seconds.enumerated() { seconds[index] += count }
        foreign += other.foreign
        lost += other.lost
        unanswered += other.unanswered
        samples.merge(other.samples) { mine, _ in mine }
        ranOut = ranOut || other.ranOut
        last = max(last, other.last)
    }
}
