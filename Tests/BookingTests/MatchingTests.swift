import Booking
import Testing

/// Needs against instruments: who fits, and in which order.
@Suite struct MatchingTests {
    private static func candidate(
        _ number: Int64, _ text: String, classCode: String? = "0301", _ offers: [(String, UnitOfCharge, Int64)]
    ) -> NeedCandidate {
        NeedCandidate(
            instrument: InstrumentID(number), path: InstrumentPath(unit: "u", number: "i\(number)"), text: text,
            classCode: classCode,
            offers: offers.map { ServiceOffer(code: $0.0, content: "", unitOfCharge: $0.1, price: Money(fen: $0.2)) })
    }

    private static let all = [
        candidate(1, "场发射扫描电镜 sem zeiss", [("imaging", .hour, 35_000)]),
        candidate(2, "扫描电子显微镜 能谱", [("imaging", .hour, 20_000), ("eds", .sample, 60_000)]),
        candidate(3, "透射电镜", classCode: "0302", [("tem", .day, 100_000)]),
        candidate(4, "sem 能谱", [("imaging", .hour, 50_000)]),
        candidate(5, "扫描电镜", []),
    ]
    private static let sem = ["扫描电镜", "扫描电子显微镜", "sem"]
    private static let eds = ["能谱"]

    private func numbers(_ matches: [NeedMatch]) -> [Int64] { matches.map(\.instrument.rawValue) }

    @Test func moreWordsComeFirstThenTheCheaper() {
        let matches = Need(words: [Self.sem, Self.eds], length: .hours(2)).shortlist(Self.all)
        #expect(numbers(matches) == [2, 4, 1])
        #expect(matches[0].words == ["扫描电镜", "能谱"] && matches[2].words == ["扫描电镜"])
        #expect(matches.map(\.price.fen) == [40_000, 100_000, 70_000])
        #expect(matches.allSatisfy { $0.service == "imaging" && $0.start == nil })
    }

    @Test(arguments: [(70_000, [2, 1]), (69_999, [2]), (40_000, [2]), (39_999, [])] as [(Int64, [Int64])])
    func theBudgetIsForOneBooking(_ fen: Int64, _ expected: [Int64]) {
        let need = Need(words: [Self.sem], budget: Money(fen: fen), length: .hours(2))
        #expect(numbers(need.shortlist(Self.all)) == expected)
    }

    @Test func theCheapestServiceOfTheLengthCounts() {
        // At three hours they cost the same.
        let short = Need(words: [Self.eds], length: .hours(3)).shortlist([Self.all[1]])
        #expect(short.map(\.service) == ["eds"] && short[0].price == Money(fen: 60_000))
        let shorter = Need(words: [Self.eds], length: .hours(2)).shortlist([Self.all[1]])
        #expect(shorter.map(\.service) == ["imaging"])
        let day = Need(words: [["透射电镜"]], length: .hours(25)).shortlist(Self.all)
        #expect(day.map(\.price.fen) == [200_000])
    }

    @Test(arguments: [("03", [2, 1, 4, 3]), ("0301", [2, 1, 4]), ("0302", [3]), ("04", [])] as [(String, [Int64])])
    func aCategoryIsTheBeginningOfAClass(_ category: String, _ expected: [Int64]) {
        let need = Need(words: [Self.sem + ["透射电镜"]], category: category, length: .hours(1))
        #expect(numbers(need.shortlist(Self.all)) == expected)
    }

    @Test func withoutWordsAllFit() {
        #expect(numbers(Need(words: [], length: .hours(1)).shortlist(Self.all)) == [2, 1, 4, 3])
        #expect(Need(words: [["质谱"]], length: .hours(1)).shortlist(Self.all).isEmpty)
    }

    @Test func whatCannotBeHadInTimeDoesNotFit() {
        let start = at("2026-12-01T09:00")
        var need = Need(words: [Self.sem], length: .hours(2), by: start + .hours(4))
        let starts = [
            // Exactly in time, a minute too late, and at once.
            InstrumentID(1): start + .hours(2), InstrumentID(2): start + .hours(2) + .minutes(1),
            InstrumentID(4): start,
        ]
        let matches = need.inTime(need.shortlist(Self.all), starts: starts)
        #expect(numbers(matches) == [4, 1] && matches[0].start == start)
        need.by = nil
        #expect(numbers(need.inTime(need.shortlist(Self.all), starts: starts)) == [4, 1, 2])
        // What has no acceptable time at all is no answer.
        #expect(need.inTime(need.shortlist(Self.all), starts: [:]).isEmpty)
    }

    /// Against the plain meaning: whatever the order of the candidates, every answer fits and no other does.
    @Test func everyAnswerFitsAndNoOtherDoes() {
        var random = Seeded(state: 7)
        for _ in 0..<200 {
            let candidates = (1...12).map { number in
                Self.candidate(
                    number, ["sem", "能谱", "tem sem", "xrd"].randomElement(using: &random)!,
                    classCode: ["0301", "0401", nil].randomElement(using: &random)!,
                    [("a", .hour, Int64.random(in: 1...9, using: &random) * 10_000)])
            }
            let need = Need(
                words: [["sem"], ["能谱"]], category: Bool.random(using: &random) ? "03" : nil,
                budget: Bool.random(using: &random) ? Money(fen: 50_000) : nil, length: .hours(1))
            let matches = need.shortlist(candidates)
            let fitting = candidates.filter { candidate in
                (candidate.text.contains("sem") || candidate.text.contains("能谱"))
                    && (need.category == nil || candidate.classCode == "0301")
                    && (need.budget == nil || candidate.offers[0].price.fen <= 50_000)
            }
            #expect(Set(matches.map(\.instrument)) == Set(fitting.map(\.instrument)))
            #expect(need.shortlist(candidates.shuffled(using: &random)) == matches)
            for (one, next) in zip(matches, matches.dropFirst()) {
                #expect(
                    one.words.count > next.words.count || one.words.count == next.words.count && one.price <= next.price
                )
            }
        }
    }
}
