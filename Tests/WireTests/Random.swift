/// A small seeded generator (SplitMix64), so that a failure can be had again.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Text of characters that the grammar can carry, the awkward ones often.
    mutating func text(upTo most: Int) -> String {
        let awkward: [Unicode.Scalar] = [
            "\"", "\\", "\n", "\r", "\t", " ", "=", "+", ".", "电", "镜", "é", "\u{A0}", "\u{301}", "🔬",
        ]
        var result = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...most, using: &self) {
            if Int.random(in: 0..<3, using: &self) == 0 {
                result.append(awkward.randomElement(using: &self)!)
            } else {
                result.append(Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &self)))
            }
        }
        return String(result)
    }

    mutating func name() -> String {
        let rest = "abcdefghijklmnopqrstuvwxyz0123456789-"
        let letters = (0..<Int.random(in: 0...8, using: &self)).map { _ in rest.randomElement(using: &self)! }
        return String("abcdefghijklmnopqrstuvwxyz".randomElement(using: &self)!) + String(letters)
    }
}
