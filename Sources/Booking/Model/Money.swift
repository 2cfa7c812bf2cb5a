/// An exact amount in fen (hundredths of a yuan).
package struct Money: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var fen: Int64

    package init(fen: Int64) { self.fen = fen }

    package static func < (a: Self, b: Self) -> Bool { a.fen < b.fen }
    package static func + (a: Self, b: Self) -> Self { Self(fen: a.fen + b.fen) }

    /// Yuan with two decimals: `350.00`.
    package var description: String {
        let cents = fen.magnitude % 100
        return "\(fen < 0 ? "-" : "")\(fen.magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}

/// A share in hundredths of a percent: 10,000 is the whole.
package struct Share: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var basisPoints: Int

    package init(basisPoints: Int) { self.basisPoints = basisPoints }

    package static func < (a: Self, b: Self) -> Bool { a.basisPoints < b.basisPoints }

    /// Percent without needless decimals: `70%`, `33.33%`.
    package var description: String {
        let (whole, rest) = basisPoints.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)%" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)%" : "\(whole).\(rest < 10 ? "0" : "")\(rest)%"
    }
}
