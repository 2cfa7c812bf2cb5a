/// How long to wait after failed attempts to connect: twice as long after each, up to a limit, with a random part so
/// that many programs do not come back in the same moment.
struct Backoff: Sendable {
    var first: Duration = .milliseconds(100)
    var limit: Duration = .seconds(5)

    /// The pause after so many failures in a row, at least 1. `random` in 0 ..< 1 chooses between half and the whole.
    func pause(after failures: Int, random: Double) -> Duration {
        let doublings = min(max(failures - 1, 0), 20)
        let whole = min(first * (1 << doublings), limit)
        return whole / 2 + whole / 2 * random
    }
}
