import Booking

/// How the minutes of each were spent: a bar of one length for each, cut into the eight classes.
enum MinuteBars {
    struct Bar {
        let label: String
        let minutes: UsageMinutes
    }

    /// - Parameter classes: the names of the eight classes in the edition's order.
    static func picture(
        id: String, title: String, description: String, classes: [String], _ bars: [Bar]
    ) -> [String] {
        let span = Plot.width - Plot.left - 10
        let top = 52
        return Plot.picture(
            id: id, title: title, description: description, height: top + bars.count * Plot.row + 4
        ) { svg in
            for (index, name) in classes.enumerated() {
                let (x, y) = (Plot.left + index % 4 * span / 4, index / 4 * 22 + 4)
                svg.empty(
                    "rect", ["x": "\(x)", "y": "\(y)", "width": "12", "height": "12", "class": "class-\(index + 1)"])
                svg.element("text", ["x": "\(x + 18)", "y": "\(y + 11)", "class": "tick"], name)
            }
            for (index, bar) in bars.enumerated() {
                let y = top + index * Plot.row
                svg.element(
                    "text", ["x": "\(Plot.left - 10)", "y": "\(y + 15)", "class": "label", "text-anchor": "end"],
                    Plot.label(bar.label))
                for (place, piece) in pieces(bar.minutes, span * 100).enumerated() where !piece.isEmpty {
                    let minutes = bar.minutes[keyPath: UsageMinutes.classes[place].path]
                    svg.inside(
                        "rect",
                        [
                            "x": Plot.number(Plot.left * 100 + piece.lowerBound), "y": "\(y + 2)",
                            "width": Plot.number(piece.count), "height": "\(Plot.row - 7)",
                            "class": "class-\(place + 1)",
                        ]
                    ) { $0.element("title", "\(bar.label), \(classes[place]): \(Shown.hours(minutes)) h") }
                }
            }
        }
    }

    /// The length cut by the classes; the pieces touch, and together they are the whole.
    static func pieces(_ minutes: UsageMinutes, _ length: Int) -> [Range<Int>] {
        guard minutes.capacity > 0 else { return [] }
        var passed = 0
        var from = 0
        return UsageMinutes.classes.map { _, path in
            passed += minutes[keyPath: path]
            let to = passed * length / minutes.capacity
            defer { from = to }
            return from..<to
        }
    }
}
