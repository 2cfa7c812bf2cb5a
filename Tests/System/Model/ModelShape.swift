/// What an instrument of the model is made of.
struct ModelShape: Sendable {
    var hours: String
    /// Weekday (0 is Monday) → minutes of the day that are open.
    var open: [Int: [Range<Int>]]
    var channels = 1
    var setUp = 0
    var down = 0
    var asksFirst = false
    var isSelfOperated = false

    private static func days(_ days: ClosedRange<Int>, _ stretches: Range<Int>...) -> [Int: [Range<Int>]] {
        Dictionary(uniqueKeysWithValues: days.map { ($0, stretches) })
    }

    static let all = [
        ModelShape(hours: "mon-fri 09:00-17:00", open: days(0...4, 540..<1020)),
        ModelShape(
            hours: "mon-fri 09:00-12:00,13:00-17:30; sat 10:00-14:00",
            open: days(0...4, 540..<720, 780..<1050).merging(days(5...5, 600..<840)) { $1 },
            channels: 2, setUp: 15, down: 30),
        ModelShape(hours: "mon-sun 00:00-24:00", open: days(0...6, 0..<1440), setUp: 45, down: 15),
        ModelShape(hours: "mon-sun 00:00-24:00", open: days(0...6, 0..<1440), channels: 3, down: 60),
        ModelShape(hours: "mon-sun 00:00-24:00", open: days(0...6, 0..<1440), channels: 2, asksFirst: true),
        ModelShape(hours: "mon-sat 08:00-20:00", open: days(0...5, 480..<1200), setUp: 30, asksFirst: true),
        ModelShape(hours: "mon-sun 06:00-24:00", open: days(0...6, 360..<1440), down: 15, isSelfOperated: true),
    ]
}
