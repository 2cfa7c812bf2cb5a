/// The comparison of needs with instruments. Pure: candidates in, ranking out.
extension Need {
    /// The candidates that fit by text, class and price, best first: those that have more of the words, then the cheaper
    /// ones. Whether they can be had in time is asked of them in this order (``inTime(_:starts:)``).
    package func shortlist(_ candidates: [NeedCandidate]) -> [NeedMatch] {
        candidates.compactMap(match).sorted {
            ($1.words.count, $0.price.fen, $0.path.description) < ($0.words.count, $1.price.fen, $1.path.description)
        }
    }

    /// Those of a shortlist that can be had by ``by``, best first: more of the words, then sooner, then cheaper.
    ///
    /// - Parameter starts: the first start that every rule would accept, for those that have one.
    package func inTime(_ matches: [NeedMatch], starts: [InstrumentID: Instant]) -> [NeedMatch] {
        matches.compactMap { match -> NeedMatch? in
            guard let start = starts[match.instrument], by.map({ start + length <= $0 }) ?? true else { return nil }
            var match = match
            match.start = start
            return match
        }.sorted {
            ($1.words.count, $0.start?.seconds ?? 0, $0.price.fen, $0.path.description)
                < ($0.words.count, $1.start?.seconds ?? 0, $1.price.fen, $1.path.description)
        }
    }

    private func match(_ candidate: NeedCandidate) -> NeedMatch? {
        if let category, candidate.classCode?.hasPrefix(category) != true { return nil }
        let found = words.filter { names in names.contains { candidate.text.contains($0) } }.compactMap(\.first)
        guard !found.isEmpty || words.isEmpty else { return nil }
        let priced = candidate.offers.compactMap { offer -> (price: Money, code: String)? in
            PriceTerms(offer).total(for: length, quantity: 1).map { ($0, offer.code) }
        }
        guard let best = priced.min(by: { ($0.price.fen, $0.code) < ($1.price.fen, $1.code) }),
            budget.map({ best.price.fen <= $0.fen }) ?? true
        else { return nil }
        return NeedMatch(
            instrument: candidate.instrument, path: candidate.path, words: found, service: best.code, price: best.price)
    }
}
