/// Finds what a mistyped word was probably meant to be.
package enum NearMatch {
    /// The nearest candidate, if near enough to be worth saying; the first of several equally near.
    package static func of(_ word: String, in candidates: [String]) -> String? {
        let word = Array(word.lowercased().utf8)
        // Nothing that we know is longer; the work stays small whatever was typed.
        guard (2...32).contains(word.count) else { return nil }
        let most = word.count < 4 ? 1 : 2
        var best: (distance: Int, candidate: String)?
        for candidate in candidates {
            let distance = distance(word, Array(candidate.lowercased().utf8))
            if distance <= most, distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.candidate ?? prefixed(by: word, in: candidates)
    }

    /// A shortened word, if only one candidate begins so.
    private static func prefixed(by word: [UInt8], in candidates: [String]) -> String? {
        let matches = candidates.filter { $0.lowercased().utf8.starts(with: word) }
        return matches.count == 1 ? matches[0] : nil
    }

    /// Insertions, deletions, replacements and swaps of neighbours, one each.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
