import Booking
import LoadGenerator
import NIOCore
import Testing
import Wire

@Suite struct WorkloadTests {
    /// What a client asks, each judged by the daemon's own command table.
    private func ask(_ client: inout Workload, _ count: Int) throws -> [CheckedRequest] {
        var out = ByteBuffer()
        for _ in 0..<count where client.next(into: &out) == nil { break }
        var reader = RequestReader()
        return try reader.all(of: Array(out.readableBytesView)).map { incoming in
            guard case .request(let request, _) = incoming else {
                throw LoadFault("refused: \(incoming)")
            }
            return request
        }
    }

    @Test func everyRequestIsAllowedByTheCommandTable() throws {
        let plan = try somePlan(
            someState(), mix: "reserve,free,week,check,cancel,find", contended: 20, keyPrefix: "k-")
        var client = Workload(plan: plan, number: 3, seed: 1)
        client.booked(1, firm: 0)
        let verbs = Set(try ask(&client, 600).map(\.verb))
        #expect(verbs == [.auth, .reserve, .free, .week, .check, .cancel, .find])
    }

    @Test func aClientSignsInAnewBeforeAFirmHasTooMany() throws {
        var client = Workload(plan: try somePlan(someState(firms: 3)), number: 0, seed: 1)
        let asked = try ask(&client, 1000).map(\.verb)
        let firm = [Verb.auth] + Array(repeating: .reserve, count: 18)
        #expect(asked == firm + firm + firm)
    }

    @Test func noTwoClientsAskForTheSameSlotAndKeysDiffer() throws {
        let plan = try somePlan(someState(), keyPrefix: "k")
        var seen: Set<String> = []
        var keys: Set<String> = []
        for number in 0..<5 {
            var client = Workload(plan: plan, number: number, seed: 1)
            for request in try ask(&client, 200) where request.verb == .reserve {
                #expect(seen.insert("\(request.subject!) \(request["start"]!)").inserted)
                #expect(keys.insert(try #require(request.key)).inserted)
            }
        }
        #expect(seen.count > 900)
    }

    @Test func contendingClientsAskForWhatOthersHave() throws {
        let plan = try somePlan(someState(), contended: 50)
        var seen: [String: Int] = [:]
        var client = Workload(plan: plan, number: 0, seed: 1)
        for request in try ask(&client, 1000) where request.verb == .reserve {
            seen["\(request.subject!) \(request["start"]!)", default: 0] += 1
        }
        #expect((300...600).contains(seen.values.reduce(0) { $0 + $1 - 1 }))
    }

    @Test func onlyBookingsOfThePresentFirmAreCancelledAndEachOnce() throws {
        let plan = try somePlan(someState(), mix: "reserve=1,cancel=9")
        var client = Workload(plan: plan, number: 0, seed: 1)
        #expect(try ask(&client, 2).map(\.verb) == [.auth, .reserve])
        client.booked(77, firm: client.firm - 1)
        #expect(try !ask(&client, 10).contains { $0.verb == .cancel })
        client.booked(78, firm: client.firm)
        let cancels = try ask(&client, 40).filter { $0.verb == .cancel }
        #expect(cancels.map(\.subject) == ["b78"])
    }

    @Test func timesAreWrittenSoThatTheyMeanTheSame() throws {
        for seconds in [0, 1_795_507_200, 1_795_593_540, 1_798_761_600 as Int64] {
            let instant = Instant(seconds: seconds)
            #expect(try TimeText.instant(LoadPlan.text(instant), in: .utc) == instant)
        }
    }
}
