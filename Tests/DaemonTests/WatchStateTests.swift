import Booking
import Testing
import Wire

@testable import Daemon

/// The stream of events in the session's state machine.
@Suite struct WatchStateTests {
    private struct NoSource: EventSource {
        func next() async -> EventPiece { .lines([], to: 0) }
    }

    /// A session that watches from place 7 on.
    private func watching(_ behind: String = "") -> SessionBench {
        var bench = SessionBench()
        bench.send("WATCH\n" + behind)
        #expect(bench.verbs == ["WATCH"])
        bench.complete(0, "1", change: .watching(NoSource(), since: 7))
        return bench
    }

    private func piece(_ text: String, to place: Int64) -> EventPiece { .lines(Array(text.utf8), to: place) }

    @Test func onePieceAtATime() {
        var bench = watching()
        #expect(bench.replies() == ["OK n=1"])
        #expect(bench.asked == [1] && bench.state.isWatching && !bench.state.isIdle)
        bench.note(bench.state.hear(1, piece("! event seq=8\n", to: 8)))
        #expect(bench.replies() == ["! event"])
        #expect(bench.asked == [1, 1])
        bench.note(bench.state.hear(1, piece("! event seq=9\n! event seq=9\n", to: 9)))
        #expect(bench.replies() == ["! event", "! event"])
        #expect(bench.asked.count == 3)
    }

    @Test func aSlowReaderIsNotAskedFor() {
        var bench = watching()
        bench.note(bench.state.setBlocked(true))
        bench.note(bench.state.hear(1, piece("! event seq=8\n", to: 8)))
        #expect(bench.asked == [1], "nothing more is fetched while the reader is behind")
        #expect(bench.replies() == ["OK n=1", "! event"])
        bench.note(bench.state.setBlocked(false))
        #expect(bench.asked == [1, 1])
    }

    @Test func stopTellsThePlaceAndEndsIt() {
        var bench = watching()
        bench.note(bench.state.hear(1, piece("! event seq=8\n", to: 12)))
        _ = bench.replies()
        bench.send("STOP\nCANCEL b1\n")
        #expect(bench.replies() == ["OK since=12"])
        #expect(bench.verbs == ["CANCEL"] && !bench.state.isWatching)
        // What was asked for and comes now is nobody's.
        bench.note(bench.state.hear(1, piece("! event seq=13\n", to: 13)))
        #expect(bench.replies() == [])
        bench.complete(0, "2")
        #expect(bench.replies() == ["OK n=2"] && bench.state.isIdle)
    }

    @Test func stopMayBeSentAhead() {
        var bench = watching("STOP\nPING\n")
        #expect(bench.replies() == ["OK n=1", "OK since=7", "OK time=now"])
        #expect(bench.asked == [], "nothing is fetched for a watch that is over")
        #expect(bench.state.isIdle)
    }

    @Test func aSecondWatchIsAnother() {
        var bench = watching()
        bench.send("STOP\nWATCH\n")
        bench.complete(0, "2", change: .watching(NoSource(), since: 9))
        #expect(bench.asked == [1, 2])
        bench.note(bench.state.hear(1, piece("! old\n", to: 30)))
        bench.note(bench.state.hear(2, piece("! new\n", to: 10)))
        #expect(bench.replies() == ["OK n=1", "OK since=7", "OK n=2", "! new"])
    }

    @Test func nothingElseIsDoneMeanwhile() {
        var bench = watching()
        _ = bench.replies()
        bench.send("CANCEL b1\nPARKS\nPING\nNOPE\nWATCH\nLANG zh\n")
        #expect(
            bench.replies() == ["ERR state", "ERR state", "OK time=now", "ERR unknown-verb", "ERR state", "OK lang=zh"])
        #expect(bench.underWay.isEmpty && bench.state.isWatching)
    }

    @Test func stopWithoutAWatch() {
        var bench = SessionBench()
        bench.send("STOP\n")
        #expect(bench.replies() == ["ERR state"])
    }

    @Test func theEndOfTheDaemonOrTheSourceEndsIt() {
        var bench = watching()
        bench.state.end(saying: .stopping)
        #expect(bench.replies() == ["OK n=1", "ERR unavailable"])
        #expect(bench.state.isOver && !bench.state.isWatching)
        bench.note(bench.state.hear(1, piece("! event\n", to: 8)))
        #expect(bench.replies() == [])
        bench = watching()
        bench.note(bench.state.hear(1, .over(.signedOut)))
        #expect(bench.replies() == ["OK n=1", "ERR auth"] && bench.state.isOver)
        bench = watching("QUIT\n")
        #expect(bench.replies() == ["OK n=1", "OK"] && bench.state.isOver && bench.asked == [])
    }
}
