import Booking
import Testing
import Wire

@testable import Daemon

@Suite struct SessionStateTests {
    let write = "CANCEL b1\n"

    @Test func writesAreUnderWayTogetherAndAnsweredInOrder() {
        var bench = SessionBench()
        bench.send(write + write + write)
        #expect(bench.verbs == ["CANCEL", "CANCEL", "CANCEL"])
        bench.complete(2, "3")
        bench.complete(1, "2")
        #expect(bench.replies() == [])
        bench.complete(0, "1")
        #expect(bench.replies() == ["OK n=1", "OK n=2", "OK n=3"])
        #expect(bench.state.isIdle)
    }

    @Test func aReadWaitsForAllBeforeItAndHoldsAllBehindIt() {
        var bench = SessionBench()
        bench.send(write + "PARKS\n" + write + write)
        #expect(bench.verbs == ["CANCEL"])
        bench.complete(0, "1")
        #expect(bench.verbs == ["PARKS"])
        bench.complete(0, "2")
        #expect(bench.verbs == ["CANCEL", "CANCEL"])
    }

    @Test func localCommandsKeepTheirPlace() {
        var bench = SessionBench()
        bench.send(write + "PING\nNOPE\n")
        #expect(bench.replies() == [])
        bench.complete(0, "1")
        #expect(bench.replies() == ["OK n=1", "OK time=now", "ERR unknown-verb"])
    }

    @Test func errorsSpeakTheLanguageOfTheirPlace() {
        var bench = SessionBench()
        bench.send("NOPE\nLANG zh\nNOPE\n")
        let text = String(decoding: bench.state.takeOutput(), as: UTF8.self).split(separator: "\n")
        #expect(text.count == 3)
        #expect(!text[0].contains("没有"))
        #expect(text[2].contains("没有"))
    }

    @Test func readAheadIsBounded() {
        var bench = SessionBench(readAhead: 3)
        bench.send(String(repeating: write, count: 10))
        #expect(bench.underWay.count == 3)
        #expect(bench.waiting == 7 * write.utf8.count)
        bench.complete(1, "2")
        #expect(bench.underWay.count == 2, "an answered reply that waits for its turn still takes its place")
        bench.complete(0, "1")
        #expect(bench.underWay.count == 3)
    }

    @Test func aBlockedReaderStopsEverythingButLosesNothing() {
        var bench = SessionBench()
        bench.send(write)
        bench.note(bench.state.setBlocked(true))
        bench.send(write)
        #expect(bench.underWay.count == 1)
        bench.complete(0, "1")
        #expect(bench.replies() == ["OK n=1"])
        bench.note(bench.state.setBlocked(false))
        bench.pull()
        #expect(bench.underWay.count == 1)
    }

    @Test func quitDropsWhatIsBehindIt() {
        var bench = SessionBench()
        bench.send(write + "QUIT\n" + write)
        bench.complete(0, "1")
        #expect(bench.replies() == ["OK n=1", "OK"])
        #expect(bench.state.isOver)
        #expect(bench.underWay.isEmpty)
    }

    @Test func foreignTrafficGetsOneErrorAndTheEnd() {
        var bench = SessionBench()
        bench.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(bench.replies() == ["ERR syntax"])
        #expect(bench.state.isOver)
    }

    @Test func drainAnswersWhatWasAcceptedAndSaysSo() {
        var bench = SessionBench()
        bench.send(write + "PARKS\n")
        bench.state.end(saying: .stopping)
        bench.send(write)
        #expect(!bench.state.isOver)
        bench.complete(0, "1")
        bench.complete(0, "2")
        #expect(bench.replies() == ["OK n=1", "OK n=2", "ERR unavailable"])
        #expect(bench.state.isOver)
        #expect(bench.underWay.isEmpty)
    }

    @Test func outcomesThatComeTwiceOrTooLateAreIgnored() {
        var bench = SessionBench()
        bench.send(write + write)
        let first = bench.underWay[0].ticket
        bench.complete(0, "1")
        bench.note(bench.state.complete(first, Outcome(.ok)))
        bench.note(bench.state.complete(99, Outcome(.ok)))
        #expect(bench.replies() == ["OK n=1"])
        bench.state.abandon()
        bench.complete(0, "2")
        #expect(bench.replies() == [])
    }

    // MARK: Who may

    @Test(
        arguments: [
            (nil, "CANCEL b1", "ERR auth"),
            (Requester.firm, "EXEMPT siom/sem-01 reason=classified reference=x", "ERR forbidden"),
            (nil, "PING", "OK time=now"),
        ] as [(Requester?, String, String)])
    func rolesAreJudgedByTheTable(requester: Requester?, line: String, reply: String) {
        var bench = SessionBench(requester)
        bench.send(line + "\n")
        #expect(bench.replies() == [reply])
        #expect(bench.underWay.isEmpty)
    }

    @Test func publicReadsNeedNoSignIn() {
        var bench = SessionBench(nil)
        bench.send("PARKS\n")
        #expect(bench.verbs == ["PARKS"])
    }

    @Test func whatFollowsASignInIsJudgedByIt() {
        var bench = SessionBench(nil)
        bench.send("AUTH token=abc\n" + write)
        #expect(bench.verbs == ["AUTH"])
        bench.complete(0, "1", change: .signedIn(.firm))
        #expect(bench.verbs == ["CANCEL"])
        #expect(bench.state.context.requester == .firm)
        #expect(bench.failedSignIns == 0)
    }

    @Test func failedSignInsAreCounted() {
        var bench = SessionBench(nil)
        bench.send("AUTH token=abc\n" + write)
        bench.fail(0)
        #expect(bench.replies() == ["ERR auth", "ERR auth"])
        #expect(bench.failedSignIns == 1)
    }

    @Test(arguments: [(true, false, true), (false, true, true), (false, false, false)])
    func signingInNeedsLoopbackOrTLS(loopback: Bool, tls: Bool, allowed: Bool) {
        var bench = SessionBench(nil, loopback: loopback, tls: tls)
        bench.send("AUTH token=abc\n")
        #expect(bench.underWay.isEmpty == !allowed)
        #expect(bench.replies() == (allowed ? [] : ["ERR forbidden"]))
    }

    @Test func guessingIsSlowedDown() {
        var bench = SessionBench(nil, pause: 42)
        bench.send("AUTH token=abc\n")
        #expect(bench.replies() == ["ERR busy"])
        let guardian = SignInGuard(allowedPerMinute: 2)
        let address = AddressKey([192, 0, 2, 1])
        let now = ContinuousClock.now
        guardian.failed(address, at: now)
        #expect(guardian.pause(address, at: now) == nil)
        guardian.failed(address, at: now + .seconds(10))
        #expect(guardian.pause(address, at: now + .seconds(20)) == 41)
        #expect(guardian.pause(AddressKey([192, 0, 2, 2]), at: now) == nil)
        #expect(guardian.pause(address, at: now + .seconds(61)) == nil)
    }

    // MARK: Uploads

    @Test func anUploadComesWithItsRequest() {
        var bench = SessionBench()
        bench.send("PUBLISH siom\n+ a,b\n+ 1,2\n.\n" + write)
        #expect(bench.verbs == ["PUBLISH"], "while a document is held nothing more is read")
        #expect(bench.underWay[0].document == Array("a,b\n1,2\n".utf8))
        bench.complete(0, "1")
        #expect(bench.verbs == ["CANCEL"])
    }

    @Test func anUploadOfAStrangerIsReadAndDropped() {
        var bench = SessionBench(nil)
        bench.send("PUBLISH siom\n+ a,b\n+ PING\n.\nPING\n")
        #expect(bench.replies() == ["ERR auth", "OK time=now"])
        #expect(bench.underWay.isEmpty)
    }

    @Test func addressesAreOneByHousehold() {
        let household: [UInt8] = [0x20, 1, 0xd, 0xb8, 0, 1, 0, 2]
        #expect(AddressKey(household + [0, 0, 0, 0, 0, 0, 0, 1]) == AddressKey(household + [9, 9, 9, 9, 9, 9, 9, 9]))
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1]
        #expect(AddressKey(mapped) == AddressKey([192, 0, 2, 1]))
        #expect(AddressKey(mapped) != AddressKey([192, 0, 2, 2]))
        #expect(AddressKey.isLoopback([127, 8, 8, 8]) && AddressKey.isLoopback(Array(repeating: 0, count: 15) + [1]))
        #expect(!AddressKey.isLoopback(mapped))
    }
}
